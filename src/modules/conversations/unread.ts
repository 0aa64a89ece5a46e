/**
 * What is new to a member, as parts of queries. Each thread is read up to a moment (`thread_read`: the newest post that
 * its page showed), each space up to one (`space_read`), everything up to one (`read_line`). What others wrote later
 * than the latest of them is new.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { mutedMembers, mutedSpaces } from './heard.ts'

type Sql = RawBuilder<unknown>

// What nobody has said a word in for a month is no news to anybody: so all that is looked at is what moved lately.
const newsDays = 30

/** Whose news it is, and when. */
export interface Reader {
  me: number
  now: Date
}

export const readerOf = ({ viewer, now }: Pick<Ctx, 'viewer' | 'now'>): Reader => ({ me: viewer.id ?? 0, now })

export const horizonAt = (now: Date) => new Date(now.getTime() - newsDays * 86_400_000)

/** Nothing before this moment is new to the member, whatever thread it stands in. */
const floorOf = ({ me, now }: Reader) => sql<Date>`(
  select greatest(joined_at, ${horizonAt(now)}::timestamptz, (select at from read_line where member_id = ${me})) from member where id = ${me})`

const spaceLine = (me: number | Sql, space: Sql) => sql`(select at from space_read where space_id = ${space} and member_id = ${me})`
const threadMark = (me: number | Sql) => sql`(select read_at from thread_read where thread_id = thread.id and member_id = ${me})`

/** Up to when a member has read the thread of a query; null for who never did, nor marked anything around it. */
export const readOf = (me: number | Sql) =>
  sql<Date | null>`greatest(${threadMark(me)}, ${spaceLine(me, sql`thread.space_id`)}, (select at from read_line where member_id = ${me}))`

/** What others wrote in the thread of a query since that moment, and is not removed, itself or what it hangs under. */
const writtenSince = (me: number, mark: Sql) => sql`
  select 1 from post where post.thread_id = thread.id and post.created_at > ${mark} and post.author_id <> ${me} and post.removed_at is null
    and (post.parent_id is null or not exists (select 1 from post above where above.id = post.parent_id and above.removed_at is not null))`

// The newest post is by somebody else, nearly always: then nothing has to be looked for.
const isNewsSince = (me: number, mark: Sql) =>
  sql<boolean>`(thread.active_at > ${mark} and (coalesce(thread.last_author_id <> ${me}, false) or exists (${writtenSince(me, mark)})))`

const markOf = (reader: Reader) => sql`greatest(${threadMark(reader.me)}, ${spaceLine(reader.me, sql`thread.space_id`)}, ${floorOf(reader)})`

/** Whether something in the thread of a query is new to the member. */
export const isUnread = (reader: Reader) =>
  sql<boolean>`(select ${isNewsSince(reader.me, sql`mark.at`)} from (select ${markOf(reader)} as at offset 0) mark)`

// Beyond this "99+" says as much.
export const mostFresh = 100

export interface News {
  /** Something in it is new to the viewer. */
  unread: boolean
  /** The whole thread is. */
  isNew: boolean
  /** Answers, replies and comments that are; at most a hundred. */
  fresh: number
}

export const noNews: News = { unread: false, isNew: false, fresh: 0 }

/** The same with how much it is, for the rows of a list. */
export const newsOf = (reader: Reader) => sql<News>`(
  select json_build_object('unread', read.unread, 'isNew', read.unread and thread.created_at > read.at and thread.author_id <> ${reader.me},
    'fresh', case when read.unread then (select count(*) from (${writtenSince(reader.me, sql`read.at`)} and post.kind <> 'opening' limit ${sql.lit(mostFresh)}) few) else 0 end)
  from (select mark.at, ${isNewsSince(reader.me, sql`mark.at`)} as unread from (select ${markOf(reader)} as at offset 0) mark offset 0) read)`

export interface SpaceNews {
  spaceId: number
  kind: 'question' | 'discussion'
  /** Threads with news. */
  count: number
}

/**
 * How many threads have news for the viewer, by space and kind; none that they have muted. Says of all threads that moved
 * lately what `isUnread` and `isNotMuted` say of one: each set is read once by its index, and only what moved lately of it.
 */
export async function unreadBySpace(ctx: Pick<Ctx, 'db' | 'viewer' | 'now'>): Promise<SpaceNews[]> {
  if (ctx.viewer.id === null) return []
  const reader = readerOf(ctx)
  const { me } = reader
  const floor = floorOf(reader)
  const { rows } = await sql<SpaceNews>`
    with place as materialized (
      select space.id, greatest((select ${floor}), ${spaceLine(me, sql`space.id`)}) as line from space where space.id in (${spacesInSight(ctx)})),
    read as materialized (select thread_id, read_at from thread_read where member_id = ${me} and read_at > (select ${floor})),
    moved as materialized (
      select thread.id, thread.space_id, thread.kind, thread.author_id, thread.last_author_id, thread.active_at, greatest(read.read_at, place.line) as mark
      from thread join place on place.id = thread.space_id left join read on read.thread_id = thread.id
      where thread.removed_at is null and thread.active_at > (select ${floor}) and thread.active_at > greatest(read.read_at, place.line))
    select thread.space_id::float8 as space_id, thread.kind, count(*)::int as count from moved thread ${levelsSet(me, floor)}
    where (coalesce(thread.last_author_id <> ${me}, false) or exists (${writtenSince(me, sql`thread.mark`)})) and ${isWanted(me)}
    group by thread.space_id, thread.kind`.execute(ctx.db)
  return rows
}

/** What the member has set for threads and for their topics, beside each thread. */
const levelsSet = (me: number, floor: Sql) => sql`
  left join (select thread_id, level from thread_follow where member_id = ${me}) own on own.thread_id = thread.id
  left join (select thread_topic.thread_id, bool_or(follow.level <> 'muted') as wanted from follow
    join thread_topic on thread_topic.topic_id = follow.subject_id and thread_topic.active_at > (select ${floor})
    where follow.member_id = ${me} and follow.kind = 'topic' group by thread_topic.thread_id) topics on topics.thread_id = thread.id`

const isWanted = (me: number) => sql`coalesce(own.level <> 'muted',
  case when thread.author_id in (${mutedMembers(me)}) then false end, topics.wanted, thread.space_id not in (${mutedSpaces(sql`${me}`)}))`
