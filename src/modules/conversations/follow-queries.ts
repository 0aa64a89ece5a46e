/** What a member follows or has muted, and may still see. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { membersInSight } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import type { FollowedKind, FollowLevel } from './shapes.ts'
import { threadsListed } from './sight.ts'
import { topicsInSight } from './topic-queries.ts'

export interface FollowedPlace {
  kind: FollowedKind
  /** The part of its address that names it. */
  slug: string
  name: string
  level: FollowLevel
}

/** Spaces, topics and members with a level of their own, by name. */
export async function followedPlaces(ctx: Ctx): Promise<FollowedPlace[]> {
  const { rows } = await sql<FollowedPlace>`
    select follow.kind, place.slug, place.name, follow.level from follow join (
      select 'space' as kind, id, slug, name from space where id in (${spacesInSight(ctx)})
      union all select 'topic', id, slug, name from topic where id in (${topicsInSight(ctx).select('topic.id')})
      union all select 'member', id, handle, name from member where id in (${membersInSight(ctx).select('member.id')})) place on place.kind = follow.kind and place.id = follow.subject_id
    where follow.member_id = ${memberId(ctx)} order by array_position(array['space', 'topic', 'member'], follow.kind), lower(place.name), place.id`.execute(ctx.db)
  return rows
}

export interface FollowedThread {
  id: number
  kind: 'question' | 'discussion'
  slug: string
  title: string
  level: FollowLevel
  at: Date
}

const size = 30

const loud = sql`level in ('watching', 'tracking')`

/** Threads with a level of their own, the one set last first. */
export async function followedThreads(ctx: Ctx, older: Key | undefined): Promise<Paged<FollowedThread>> {
  let query = threadsListed(ctx).innerJoin('threadFollow', 'threadFollow.threadId', 'thread.id')
    .select(['thread.id', 'thread.kind', 'thread.slug', 'thread.title', 'threadFollow.level', 'threadFollow.at'])
    .where('threadFollow.memberId', '=', memberId(ctx)).where('threadFollow.level', '<>', 'normal')
  if (older) query = query.where((eb) => eb(eb.refTuple('threadFollow.at', 'thread.id'), '<', eb.tuple(new Date(older.sort), older.id)))
  const rows = await query.orderBy('threadFollow.at', 'desc').orderBy('thread.id', 'desc').limit(size + 1).execute()
  return paged(rows as FollowedThread[], size, (row) => ({ sort: row.at.getTime(), id: row.id }))
}

/** The spaces that the viewer watches or tracks, and those below for which they have set nothing else. */
export async function followedSpaces(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<Set<number>> {
  if (ctx.viewer.id === null) return new Set()
  const set = sql`from follow where member_id = ${ctx.viewer.id} and kind = 'space'`
  const { rows } = await sql<{ id: number }>`
    with recursive heard as (
      select subject_id as id ${set} and ${loud}
      union select space.id from space join heard on heard.id = space.parent_id where space.id not in (select subject_id ${set}))
    select id::float8 as id from heard`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}


/** What a member's list of followed threads is made of: single threads, or places with few or with many threads. */
export type Followed = 'threads' | 'few' | 'many'

// So many threads are looked up one by one and sorted; with more of them, the latest of all threads hold enough.
const few = 1000

export async function followedBy(ctx: Ctx): Promise<Followed> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from (${idsOfPlaces(ctx.viewer.id ?? 0)} limit ${few + 1}) listed`.execute(ctx.db)
  return row!.count === 0 ? 'threads' : row!.count <= few ? 'few' : 'many'
}

/** Whether a member follows the thread of a query. Who chose normal for it does not, whatever they follow. */
export function isFollowed(member: number, followed: Followed) {
  const itself = sql`select thread_id from thread_follow where member_id = ${member} and ${loud}`
  if (followed === 'threads') return sql<boolean>`thread.id in (${itself})`
  const notNormal = sql`not exists (select 1 from thread_follow where thread_id = thread.id and member_id = ${member} and level = 'normal')`
  // An array is read first and looked up; of a list of rows too many are expected, and all threads are read in their order.
  return followed === 'few'
    ? sql<boolean>`(thread.id = any(array(${itself} union all ${idsOfPlaces(member)})) and ${notNormal})`
    : sql<boolean>`((thread.id in (${itself}) or ${isInPlaces(member)}) and ${notNormal})`
}

const places = (member: number, kind: FollowedKind) => sql`(select subject_id from follow where member_id = ${member} and kind = ${sql.lit(kind)} and ${loud})`

const spaces = (member: number) => sql`(
  with recursive below as (select id from space where id in ${places(member, 'space')} union select space.id from space join below on space.parent_id = below.id) select id from below)`

// Ordered, so that each space is read by its index: what is not there costs nothing.
const idsOfPlaces = (member: number) => sql`
  select id from thread where author_id in ${places(member, 'member')}
  union all select latest.id from ${spaces(member)} place cross join lateral (
    select id from thread where space_id = place.id and removed_at is null order by active_at desc, id desc limit ${sql.lit(few + 1)}) latest
  union all select thread_topic.thread_id from thread_topic where topic_id in ${places(member, 'topic')}`

// A sum, so that the topics of each thread are looked up: as `exists`, all threads of all topics would be read first.
const isInPlaces = (member: number) => sql`(thread.author_id in ${places(member, 'member')} or thread.space_id in ${spaces(member)}
  or (select count(*) from thread_topic where thread_topic.thread_id = thread.id and topic_id in ${places(member, 'topic')}) > 0)`
