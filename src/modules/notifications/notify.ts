/** Telling members in the app that something happened. Modules say whom and what; this module decides how. */
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { tellChanged, tellLive } from '#platform/facts.ts'
import { inboxChanged } from './live.ts'
import { idList } from '#platform/many.ts'
import { mailsDue, wakeMails } from './mail-due.ts'
import { pushesDue, wakePushes } from './push-due.ts'

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
  /** Null for what is about no place: a message, a report. */
  spaceId: number | null
  /** Null when it is about a place: then whoever it tells has to do with that place. */
  threadId: number | null
  /** What a mail about it shows; null where the line in the inbox says everything. */
  postId?: number | null
  /** Of a message: the circle, and what a mail about it shows. */
  circleId?: number
  messageId?: number
}

export type NoticeKind = 'answer' | 'ownComment' | 'mention' | 'groupMention' | 'accepted' | 'followed' | 'reply' | 'comment' | 'question' | 'discussion' | 'pollClosed' | 'thanks' | 'reminder' | GroupNotice | MessageNotice
/** About a group itself: it names no thread. */
export type GroupNotice = 'groupInvited' | 'groupAsked' | 'groupApproved' | 'groupSteppedIn'

/** Messages have a list of their own and are not in the inbox; what becomes of a report is. */
export type MessageNotice = 'message' | 'messageReported' | 'reportSettled'

export interface Told {
  memberId: number
  kind: NoticeKind
  /** Null when it is meant for them, whatever they follow. */
  reason?: Reason | null
}

/**
 * Writes one notification a member, however many, and when a mail about it is due for those who wish that at once. The
 * same fact never tells a member twice. @returns whom it told
 */
export async function notify(tx: Ctx, told: readonly Told[], { factId, actorId, title, path, spaceId, threadId, postId = null, circleId, messageId }: News): Promise<number[]> {
  const others = told.filter(({ memberId }) => memberId !== actorId)
  if (others.length === 0) return []
  const due = await mailsDue(tx, others)
  const pushDue = await pushesDue(tx, others)
  const rows = others.map((each, index) => ({ member_id: each.memberId, kind: each.kind, reason_kind: each.reason?.kind ?? null, reason_id: each.reason?.id ?? null, ...due[index], push_at: pushDue[index] }))
  const { rows: written } = await sql<{ memberId: number }>`
    insert into notification (member_id, kind, reason_kind, reason_id, mail_kind, mail_at, push_at, fact_id, actor_id, title, path, space_id, thread_id, post_id, circle_id, message_id, created_at)
    select told.*, ${factId}::bigint, ${actorId}::bigint, ${title}, ${path}, ${spaceId}::bigint, ${threadId}::bigint, ${postId}::bigint, ${circleId ?? null}::bigint, ${messageId ?? null}::bigint, ${tx.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) told (member_id bigint, kind text, reason_kind text, reason_id bigint, mail_kind text, mail_at timestamptz, push_at timestamptz)
    on conflict do nothing returning member_id::float8 as member_id`.execute(tx.db)
  const ids = written.map((row) => row.memberId)
  tellChanged(tx, ids.map((id) => `member:${id}` as const))
  await wakeMails(tx, due)
  await wakePushes(tx, pushDue)
  await tellLive(tx, ids.map(inboxChanged))
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
  const whose = [...new Set(rows.map(({ memberId }) => Number(memberId)))]
  tellChanged(ctx, whose.map((id) => `member:${id}` as const))
  await tellLive(ctx, whose.map(inboxChanged))
}

/** What was told about a circle, up to a message, counts as read when that is read. */
export async function readCircle(ctx: Ctx, { circleId, upTo }: { circleId: number; upTo: number }): Promise<void> {
  const me = memberId(ctx)
  const read = await ctx.db.updateTable('notification').set({ readAt: ctx.now }).where('memberId', '=', me).where('circleId', '=', circleId)
    .where('messageId', '<=', upTo).where('readAt', 'is', null).returning('id').execute()
  tellChanged(ctx, [`member:${me}`])
  if (read.length > 0) await tellLive(ctx, [inboxChanged(me)])
}

/** Whether something that was told to this member about a thread is still unread: as a column of a query on `thread`. */
export const isToldOf = (memberId: number | RawBuilder<unknown>) =>
  sql<boolean>`exists (select 1 from notification where notification.member_id = ${memberId} and notification.thread_id = thread.id and notification.read_at is null)`
