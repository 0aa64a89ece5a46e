/** Telling members in the app that something happened. Modules say whom and what; this module decides how. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { idList } from '#platform/many.ts'

export interface News {
  factId: number
  kind: 'answer' | 'followed' | 'reply' | 'comment' | 'mention' | 'accepted'
  actorId: number | null
  /** The title of what it is about; shown with the words of the kind. */
  title: string
  path: string
  spaceId: number
  threadId: number
}

/** Writes one notification a member. The same fact never tells a member twice. */
export async function notify(tx: Ctx, memberIds: readonly number[], news: News): Promise<number[]> {
  const ids = [...new Set(memberIds)].filter((id) => id !== news.actorId)
  if (ids.length === 0) return []
  const told = await tx.db.insertInto('notification')
    .values(ids.map((memberId) => ({ memberId, createdAt: tx.now, ...news })))
    .onConflict((clash) => clash.doNothing()).returning('memberId').execute()
  tellChanged(tx, told.map(({ memberId }) => `member:${memberId}` as const))
  return told.map((row) => row.memberId)
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
