/** How much of a thread a member hears: what they set for it, or for what it stands in. As parts of queries. */
import { type RawBuilder, sql } from 'kysely'
import { type FollowLevel, followLevels } from './shapes.ts'

type Sql = RawBuilder<unknown>

/** From loud to quiet. */
export const rank: Record<FollowLevel, number> = { watching: 1, tracking: 2, normal: 3, muted: 4 }

const levels = sql`array[${sql.join(followLevels.map((level) => sql.lit(level)))}]`
const ranked = sql`array_position(${levels}, level)`

interface Thread {
  id: Sql
  author: Sql
  space: Sql
}

/**
 * One row a member who set something around a thread: member_id, rank, and what led to it (reason_kind, reason_id).
 * What they chose for the thread itself counts. Else the louder of what came by writing there and the nearest of what
 * it stands in: its author when muted, the loudest of its topics, its space, the spaces above.
 * @param member only what this one set
 */
export function heard({ id, author, space }: Thread, member?: Sql): Sql {
  const set = (kind: Sql, distance: Sql, of: Sql) => sql`
    select member_id, ${kind} as kind, subject_id, ${ranked} as rank, ${distance} as distance from follow ${of} ${own(member)}`
  return sql`
    select member_id,
      coalesce(min(rank) filter (where distance = 0),
        least(min(rank) filter (where distance = 1), (array_agg(rank order by distance, rank) filter (where distance > 1))[1])) as rank,
      (array_agg(kind order by rank, distance))[1] as reason_kind, (array_agg(subject_id order by rank, distance))[1] as reason_id
    from (
      select member_id, 'thread' as kind, thread_id as subject_id, ${ranked} as rank, case cause when 'chosen' then 0 else 1 end as distance
        from thread_follow where thread_id = ${id} ${own(member)}
      union all ${set(sql`'member'`, sql`2`, sql`where kind = 'member' and subject_id = ${author} and level = 'muted'`)}
      union all ${set(sql`'topic'`, sql`3`, sql`join thread_topic on thread_topic.topic_id = subject_id and thread_topic.thread_id = ${id} where kind = 'topic'`)}
      union all ${set(sql`'space'`, sql`3 + up.far`, sql`join (${upFrom(space)}) up on up.id = subject_id where kind = 'space'`)}) said
    group by member_id`
}

/** A space and all above it, with how far away each is. */
const upFrom = (space: Sql) => sql`with recursive up as (
  select id, parent_id, 1 as far from space where id = ${space} union all select space.id, space.parent_id, far + 1 from space join up on space.id = up.parent_id) select id, far from up`

const own = (member: Sql | undefined) => (member ? sql`and member_id = ${member}` : sql``)

const ofQuery = { id: sql.ref('thread.id'), author: sql.ref('thread.author_id'), space: sql.ref('thread.space_id') }

const rankOf = (member: Sql) => sql`coalesce((select heard.rank from (${heard(ofQuery, member)}) heard), ${sql.lit(rank.normal)})`

/** What a member hears of the thread of a query. Who has set nothing but for threads pays nothing for the rest. */
export const levelFor = (member: Sql) => sql<FollowLevel>`(case
  when exists (select 1 from follow where member_id = ${member}) then (${levels})[${rankOf(member)}]
  else coalesce((select level from thread_follow where thread_id = thread.id and member_id = ${member}), 'normal') end)`

/**
 * Whether a member has not muted the thread of a query. Says of many threads what `heard` says of one: what was chosen
 * for it or came by writing there, else its author, else its topics, else its space. Asked so, each set is read once a
 * query, and a thread costs three look-ups instead of a sum of rows. Who has muted nothing pays nothing for it.
 */
export const isNotMuted = (member: number) => {
  const me = sql`${member}`
  return sql<boolean>`((not exists (select 1 from follow where member_id = ${me} and level = 'muted')
      and not exists (select 1 from thread_follow where member_id = ${me} and level = 'muted'))
    or coalesce(
      (select level <> 'muted' from thread_follow where thread_id = thread.id and member_id = ${me}),
      case when thread.author_id in (select subject_id from follow where member_id = ${me} and kind = 'member' and level = 'muted') then false end,
      (select bool_or(level <> 'muted') from thread_topic join follow on follow.member_id = ${me} and kind = 'topic' and subject_id = topic_id where thread_topic.thread_id = thread.id),
      thread.space_id not in (${mutedSpaces(me)})))`
}

export const mutedMembers = (member: number) => sql`select subject_id from follow where member_id = ${member} and kind = 'member' and level = 'muted'`

/** Spaces that a member has muted, and those below them for which they have set nothing. */
export const mutedSpaces = (member: Sql) => sql`
  with recursive below as (
    select subject_id as id from follow where member_id = ${member} and kind = 'space' and level = 'muted'
    union all select space.id from space join below on space.parent_id = below.id
      where not exists (select 1 from follow where member_id = ${member} and kind = 'space' and subject_id = space.id))
  select id from below`
