/** The inbox of a member: only what they may still see, and each thread once. */
import { sql, type RawBuilder } from 'kysely'
import { type Ctx, reaches } from '#platform/ctx.ts'
import { type Key, paged, type Paged } from '#platform/paging.ts'
import { membersInSight, type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'

type Reader = Pick<Ctx, 'db' | 'viewer'>

// What is meant for the member themselves; the rest is news of threads that they follow.
const forYou = sql`('answer', 'ownComment', 'mention', 'groupMention', 'accepted', 'pollClosed', 'thanks', 'reminder', 'groupInvited', 'groupAsked', 'groupApproved', 'groupSteppedIn', 'messageReported', 'reportSettled')`
const kindsOf = { all: sql`true`, you: sql`kind in ${forYou}`, threads: sql`kind not in ${forYou}` }
export type Which = keyof typeof kindsOf
export const whichs = Object.keys(kindsOf) as [Which, ...Which[]]

// A thread that was moved out of sight or removed takes what was told about it along; so does a group that one has no more to do with.
export const inSight = (ctx: Reader) => sql`(case
  when n.circle_id is not null then ${isSaidTo(ctx)}
  when n.thread_id is not null then exists (select 1 from thread where thread.id = n.thread_id and thread.removed_at is null and thread.space_id in (${spacesInSight(ctx)}))
  else n.space_id is null or exists (select 1 from group_member where group_member.space_id = n.space_id and group_member.member_id = n.member_id) end)`

// A message that was not taken back, while whoever was told is in the circle and does not mute it; of what was written to the team while they are of it, and nobody has answered.
const isSaidTo = ({ viewer }: Reader) => sql`(exists (select 1 from message where message.id = n.message_id and message.removed_at is null) and (
  exists (select 1 from circle_member inside join circle on circle.id = inside.circle_id where inside.circle_id = n.circle_id and inside.member_id = n.member_id and inside.left_at is null
    and not inside.muted and inside.from_id < n.message_id and (circle.kind <> 'team' or circle.member_id = n.member_id or ${reaches(viewer, 'team')}))
  or (${reaches(viewer, 'team')} and exists (select 1 from circle where circle.id = n.circle_id and circle.waiting_since is not null)
    and not exists (select 1 from circle_member inside where inside.circle_id = n.circle_id and inside.member_id = n.member_id))))`

const me = ({ viewer }: Reader) => viewer.id ?? 0

export type Unread = Record<Which, number>

/** How many lines of the inbox are unread. */
export async function unreadCounts(ctx: Reader): Promise<Unread> {
  const each = (which: Which) => sql`count(distinct coalesce(thread_id, -id)) filter (where ${kindsOf[which]})::int as ${sql.ref(which)}`
  const { rows } = await sql<Unread>`select ${sql.join(whichs.map(each))} from notification n
    where n.member_id = ${me(ctx)} and n.read_at is null and n.circle_id is null and ${inSight(ctx)}`.execute(ctx.db)
  return rows[0]!
}

export const unreadCount = async (ctx: Reader): Promise<number> => (await unreadCounts(ctx)).all

/** What was told about one thread; or something that is about none. */
export interface Notice {
  /** The newest of them. */
  id: number
  kind: string
  /** The space, topic or member that was watched and led to it. */
  reason: string | null
  title: string
  /** The first that is unread, else the newest. */
  path: string
  createdAt: Date
  unread: number
  /** Who did it, the newest first; of what is unread, else of the newest alone. */
  actors: Person[]
}

const size = 30

interface Wish {
  older?: Key | undefined
  unread: boolean
  which: Which
}

export async function inbox(ctx: Ctx, { older, unread, which }: Wish): Promise<Paged<Notice>> {
  const wanted = (table: string) => sql`${sql.table(table)}.member_id = ${me(ctx)} and circle_id is null and ${kindsOf[which]} ${unread ? sql`and read_at is null` : sql``}`
  const { rows } = await sql<Notice>`
    select n.id::float8 as id, n.kind, ${reasonOf(ctx)} as reason, n.title, coalesce(new.path, n.path) as path, n.created_at, coalesce(new.unread, 0) as unread,
      coalesce(new.actors, ${actorsOf(sql`select actor_id, created_at as at from notification where id = n.id`)}, '[]') as actors
    from notification n cross join lateral (${newIn(ctx)}) new
    where ${wanted('n')} and ${inSight(ctx)}
      and not exists (select 1 from notification newer where ${wanted('newer')} and newer.thread_id = n.thread_id
        and (newer.created_at, newer.id) > (n.created_at, n.id))
      ${older ? sql`and (n.created_at, n.id) < (${new Date(older.sort)}, ${older.id})` : sql``}
    order by n.created_at desc, n.id desc limit ${size + 1}`.execute(ctx.db)
  return paged(rows, size, (row) => ({ sort: row.createdAt.getTime(), id: row.id }))
}

// What led to it may have gone out of sight since, with another name: a thread is moved, a topic is taken off it.
const reasonOf = (ctx: Reader) => sql`case n.reason_kind
  when 'space' then (select name from space where id = n.reason_id and id in (${spacesInSight(ctx)}))
  when 'topic' then (select '#' || name from topic join thread_topic on topic_id = topic.id and thread_topic.thread_id = n.thread_id where topic.id = n.reason_id)
  when 'member' then (select name from member where id = n.reason_id and id in (${membersInSight(ctx).select('member.id')})) end`

const mostFaces = 3

const actorsOf = (list: RawBuilder<unknown>) => sql`(
  select json_agg(${person('newest.actor_id')} order by newest.at desc) from (
    select actor_id, max(at) as at from (${list}) list where actor_id is not null group by actor_id order by max(at) desc limit ${mostFaces}) newest)`

/** What of the thread of `n` is unread. */
const newIn = (ctx: Reader) => {
  const unread = sql`from notification each where each.member_id = ${me(ctx)} and each.read_at is null and (each.thread_id = n.thread_id or each.id = n.id)`
  return sql`select count(*)::int as unread, (array_agg(each.path order by each.created_at, each.id))[1] as path,
    ${actorsOf(sql`select each.actor_id, each.created_at as at ${unread}`)} as actors ${unread}`
}
