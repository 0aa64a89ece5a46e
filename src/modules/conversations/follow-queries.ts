/** What a member follows or has muted, and may still see. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
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
      union all select 'member', id, handle, name from member where removed_at is null) place on place.kind = follow.kind and place.id = follow.subject_id
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

/** Threads with a level of their own, the one set last first. */
export async function followedThreads(ctx: Ctx, older: Key | undefined): Promise<Paged<FollowedThread>> {
  let query = threadsListed(ctx).innerJoin('threadFollow', 'threadFollow.threadId', 'thread.id')
    .select(['thread.id', 'thread.kind', 'thread.slug', 'thread.title', 'threadFollow.level', 'threadFollow.at'])
    .where('threadFollow.memberId', '=', memberId(ctx)).where('threadFollow.level', '<>', 'normal')
  if (older) query = query.where((eb) => eb(eb.refTuple('threadFollow.at', 'thread.id'), '<', eb.tuple(new Date(older.sort), older.id)))
  const rows = await query.orderBy('threadFollow.at', 'desc').orderBy('thread.id', 'desc').limit(size + 1).execute()
  return paged(rows as FollowedThread[], size, (row) => ({ sort: row.at.getTime(), id: row.id }))
}

const loud = sql`level in ('watching', 'tracking')`

export async function followsPlaces(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select 1 from follow where member_id = ${ctx.viewer.id ?? 0} and ${loud} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** @param places whether more than single threads is looked at: who follows only those has a list that an index finds */
export function isFollowed(member: number, places: boolean) {
  const itself = sql<boolean>`thread.id in (select thread_id from thread_follow where member_id = ${member} and ${loud})`
  const of = (kind: string) => sql`(select subject_id from follow where member_id = ${member} and kind = ${sql.lit(kind)} and ${loud})`
  return places
    ? sql<boolean>`(${itself} or thread.author_id in ${of('member')} or thread.space_id in (
        with recursive below as (select id from space where id in ${of('space')} union select space.id from space join below on space.parent_id = below.id) select id from below)
      or exists (select 1 from thread_topic where thread_topic.thread_id = thread.id and topic_id in ${of('topic')}))`
    : itself
}
