/** Telling members in the app that something happened. Modules say whom and what; this module decides how. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { idList } from '#platform/many.ts'

/** What somebody follows that led to a notice. */
export interface Reason {
  kind: 'thread' | 'space' | 'topic' | 'member'
  id: number
}

export interface News {
  factId: number
  actorId: number | null
  /** The title of what it is about; shown with the words of the kind. */
  title: string
  path: string
  spaceId: number
  threadId: number
}

export type NoticeKind = 'answer' | 'ownComment' | 'mention' | 'accepted' | 'followed' | 'reply' | 'comment' | 'question' | 'discussion'

export interface Told {
  memberId: number
  kind: NoticeKind
  /** Null when it is meant for them, whatever they follow. */
  reason?: Reason | null
}

/** Writes one notification a member, however many. The same fact never tells a member twice. @returns whom it told */
export async function notify(tx: Ctx, told: readonly Told[], { factId, actorId, title, path, spaceId, threadId }: News): Promise<number[]> {
  const rows = told.filter(({ memberId }) => memberId !== actorId)
    .map(({ memberId, kind, reason }) => ({ member_id: memberId, kind, reason_kind: reason?.kind ?? null, reason_id: reason?.id ?? null }))
  if (rows.length === 0) return []
  const { rows: written } = await sql<{ memberId: number }>`
    insert into notification (member_id, kind, reason_kind, reason_id, fact_id, actor_id, title, path, space_id, thread_id, created_at)
    select told.*, ${factId}::bigint, ${actorId}::bigint, ${title}, ${path}, ${spaceId}::bigint, ${threadId}::bigint, ${tx.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) told (member_id bigint, kind text, reason_kind text, reason_id bigint)
    on conflict do nothing returning member_id::float8 as member_id`.execute(tx.db)
  const ids = written.map((row) => row.memberId)
  tellChanged(tx, ids.map((id) => `member:${id}` as const))
  return ids
}

export interface Opened {
  memberId: number
  threadId: number
}

/** What was told about a thread counts as read when the thread is opened: for many who opened one at once. */
export async function readAbout(ctx: Ctx, opened: readonly Opened[]): Promise<void> {
  const [members, threads] = [idList(opened.map((each) => each.memberId)), idList(opened.map((each) => each.threadId))]
  const { rows } = await sql<{ memberId: number }>`
    update notification set read_at = ${ctx.now} from unnest(${members}, ${threads}) as opened (member_id, thread_id)
    where notification.member_id = opened.member_id and notification.thread_id = opened.thread_id and notification.read_at is null
    returning notification.member_id`.execute(ctx.db)
  tellChanged(ctx, rows.map(({ memberId }) => `member:${memberId}` as const))
}

/** Whether something that was told to this member about a thread is still unread: as a column of a query on `thread`. */
export const isToldOf = (memberId: number | RawBuilder<unknown>) =>
  sql<boolean>`exists (select 1 from notification where notification.member_id = ${memberId} and notification.thread_id = thread.id and notification.read_at is null)`
