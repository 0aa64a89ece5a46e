/** What a push says: drawn for its receiver in the moment of sending, from what they may see then. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { mostBytes, type PushMessage } from '#platform/push.ts'
import { direction, language, t, tAny } from '../../texts/index.ts'
import { preferences } from './preferences.ts'
import { pushKindOf } from './push-kind.ts'
import { inSight, unreadCount } from './queries.ts'

interface Row {
  kind: string
  title: string
  path: string
  threadId: number | null
  circleId: number | null
  excerpt: string | null
  actor: string | null
  more: number
}

/** @returns null when there is nothing to say any more: it was read, removed, or is out of their sight */
export async function drawMessage(ctx: Ctx, notificationId: number): Promise<Omit<PushMessage, 'ttl'> | null> {
  const row = await read(ctx, notificationId)
  const kind = row && pushKindOf(row.kind)
  if (!row || !kind || !(await preferences(ctx)).push.includes(kind)) return null
  const tag = row.threadId !== null ? `thread:${row.threadId}` : row.circleId !== null ? `circle:${row.circleId}` : `notice:${notificationId}`
  return {
    text: textOf(row, tag, await unreadCount(ctx)),
    urgency: row.kind === 'reminder' ? 'high' : kind === 'threads' ? 'low' : 'normal',
    topic: topicOf(ctx, tag),
  }
}

async function read(ctx: Ctx, id: number): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select n.kind, n.title, n.path, n.thread_id::float8 as thread_id, n.circle_id::float8 as circle_id, post.excerpt, actor.name as actor,
      (select count(*)::int from notification each where each.member_id = n.member_id and each.thread_id = n.thread_id and each.read_at is null and each.id <> n.id) as more
    from notification n left join post on post.id = n.post_id left join member actor on actor.id = n.actor_id
    where n.id = ${id} and n.member_id = ${ctx.viewer.id} and n.read_at is null and post.removed_at is null and ${inSight(ctx)}`.execute(ctx.db)
  return rows[0]
}

const most = { title: 120, name: 60, excerpt: 240 }
const cut = (text: string, length: number) => (text.length > length ? `${[...text].slice(0, length - 1).join('')}…` : text)

function textOf({ kind, title, path, excerpt, actor, more }: Row, tag: string, unread: number): string {
  const says = tAny(`notifications:says.${kind}`, { name: cut(actor ?? t('notifications:somebody'), most.name) })
  const message = {
    title: more > 0 ? `${says}, ${t('notifications:more', { count: more })}` : says,
    body: [cut(title, most.title), cut(excerpt ?? '', most.excerpt)].filter(Boolean).join('\n'),
    path,
    tag,
    unread,
    lang: language(),
    dir: direction(),
  }
  const text = JSON.stringify(message)
  return Buffer.byteLength(text) <= mostBytes ? text : JSON.stringify({ ...message, body: '' })
}

// A push service learns from it that two are about the same, and not what.
const topicOf = ({ config, viewer }: Ctx, tag: string) => createHash('sha256').update(`${config.baseUrl} ${viewer.id} ${tag}`).digest('base64url').slice(0, 32)
