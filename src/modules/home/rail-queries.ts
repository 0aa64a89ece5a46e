/** Beside a member's home: what they have begun, the first steps of somebody new, and who has just come. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { hereFor } from './figures.ts'

export interface OwnDraft {
  place: string
  title: string
  path: string
  updatedAt: Date
}

interface DraftRow {
  place: string
  ownTitle: string
  body: string
  updatedAt: Date
  threadId: number | null
  postId: number | null
  title: string | null
}

/** What the viewer is writing, with where it goes on; not in places that they may no longer see. */
export async function ownDrafts(ctx: Ctx, size = 4): Promise<OwnDraft[]> {
  const { rows } = await sql<DraftRow>`
    with mine as (
      select place, title as own_title, left(body, 80) as body, updated_at, split_part(place, ':', 1) as what,
        nullif(split_part(place, ':', 2), '')::bigint as at
      from draft where member_id = ${memberId(ctx)} and (title <> '' or body <> ''))
    select mine.place, mine.own_title, mine.body, mine.updated_at,
      thread.id::float8 as thread_id, post.id::float8 as post_id, thread.title
    from mine left join post on mine.what in ('comment', 'edit') and post.id = mine.at
    left join thread on thread.id = case when mine.what = 'thread' then mine.at else post.thread_id end
      and thread.removed_at is null and thread.space_id in (${spacesInSight(ctx)})
    where mine.what = 'ask' or thread.id is not null order by mine.updated_at desc limit ${size}`.execute(
    ctx.db,
  )
  return rows.map((row) => ({
    place: row.place.split(':')[0]!,
    title: row.title ?? (row.ownTitle || row.body),
    updatedAt: row.updatedAt,
    path: pathOf(row),
  }))
}

function pathOf({ place, threadId, postId }: DraftRow): string {
  if (place === 'ask') return '/questions/new'
  return postId ? `/posts/${postId}` : `/questions/${threadId}/#answer`
}

export interface FirstSteps {
  profile: boolean
  follow: boolean
  helpful: boolean
  ask: boolean
  answer: boolean
}

/** The first five things to do here; null once they are done, or when somebody is not new any more. */
export async function firstSteps(ctx: Ctx): Promise<FirstSteps | null> {
  const me = memberId(ctx)
  const { rows } = await sql<FirstSteps & { joinedAt: Date }>`
    select joined_at, (headline <> '' or about <> '') as profile,
      exists (
        select 1 from thread_follow join thread on thread.id = thread_id
        where member_id = ${me} and cause = 'chosen' and level in ('watching', 'tracking') and thread.author_id <> ${me})
        or exists (select 1 from follow where member_id = ${me} and level in ('watching', 'tracking')) as follow,
      exists (select 1 from vote where member_id = ${me}) as helpful,
      exists (select 1 from thread where author_id = ${me})
        or exists (select 1 from thread_same where member_id = ${me}) as ask,
      exists (select 1 from post where author_id = ${me} and kind <> 'opening') as answer
    from member where id = ${me}`.execute(ctx.db)
  const { joinedAt, ...steps } = rows[0]!
  const isNew = ctx.now.getTime() - new Date(joinedAt).getTime() < 30 * 86_400_000
  return isNew && Object.values(steps).includes(false) ? steps : null
}

export interface Here {
  people: Person[]
  count: number
}

// Faces shown; the others are a number.
const faces = 5

/** Who else is here now. */
export async function hereNow(ctx: Ctx): Promise<Here> {
  const { rows } = await sql<Here>`
    with here as (
      select id, last_seen_at from member where last_seen_at > ${new Date(ctx.now.getTime() - hereFor)}
      and id <> ${memberId(ctx)} and removed_at is null and suspended_at is null),
    few as (select id from here order by last_seen_at desc, id limit ${faces})
    select (select count(*)::int from here) as count,
      (select coalesce(json_agg(${person('few.id')}), '[]') from few) as people`.execute(ctx.db)
  return rows[0]!
}

export interface NewPerson {
  person: Person
  headline: string
  joinedAt: Date
}

/** Who joined in the last two weeks, newest first. */
export async function newPeople(ctx: Ctx, size = 3): Promise<NewPerson[]> {
  const rows = await ctx.db
    .selectFrom('member')
    .select(['headline', 'joinedAt', person('member.id').as('person')])
    .where('removedAt', 'is', null)
    .where('suspendedAt', 'is', null)
    .where('importedAt', 'is', null)
    .where('id', '<>', memberId(ctx))
    .where('role', '=', 'member')
    .where('joinedAt', '>', new Date(ctx.now.getTime() - 14 * 86_400_000))
    .orderBy('joinedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows as NewPerson[]
}
