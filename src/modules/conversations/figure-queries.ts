/** The few figures and names beside lists. They may be a minute old. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { kept } from '#platform/keep.ts'
import { threadsListed } from './sight.ts'

const freshFor = 60

const keyOf = (ctx: Ctx, name: string, ...parts: unknown[]) => [name, ctx.viewer.role, ...parts].join(':')

export interface HowItGoes {
  questions: number
  discussions: number
  unanswered: number
  solved: number
  answered: number
  /** Median minutes from question to first response, over questions of the last 7 days; null when there is none. */
  firstResponseMinutes: number | null
  answeredToday: number
  askedToday: number
  /** Share of accepted answers written by members and champions, of the last 30 days; null when there is none. */
  peerShare: number | null
  solvedThisWeek: number
}

/** How it goes: in everything in sight, or in one place. */
export function howItGoes(ctx: Ctx, spaceIds?: readonly number[]): Promise<HowItGoes> {
  return kept(ctx, keyOf(ctx, 'goes', spaceIds), freshFor, (shared) => readHowItGoes(shared, spaceIds))
}

async function readHowItGoes(ctx: Ctx, spaceIds?: readonly number[]): Promise<HowItGoes> {
  const here = spaceIds
    ? sql`thread.space_id = any(${sql.val([...spaceIds])}::bigint[])`
    : sql`thread.space_id in (${spacesInSight(ctx)})`
  const since = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000)
  const { rows } = await sql<HowItGoes>`
    select
      count(*) filter (where thread.kind = 'question')::int as questions,
      count(*) filter (where thread.kind = 'discussion')::int as discussions,
      count(*) filter (where thread.kind = 'question' and thread.answer_count = 0 and thread.closed_at is null)::int as unanswered,
      count(*) filter (where thread.kind = 'question' and thread.accepted_post_id is not null)::int as solved,
      count(*) filter (where thread.kind = 'question' and thread.answer_count > 0)::int as answered,
      (percentile_cont(0.5) within group (order by extract(epoch from thread.first_response_at - thread.created_at) / 60)
        filter (where thread.kind = 'question' and thread.first_response_at is not null and thread.created_at > ${since(7)}))::float as first_response_minutes,
      count(*) filter (where thread.kind = 'question' and thread.created_at > ${since(1)} and thread.answer_count > 0)::int as answered_today,
      count(*) filter (where thread.kind = 'question' and thread.created_at > ${since(1)})::int as asked_today,
      (avg(case when member.role in ('member', 'champion') then 1.0 else 0.0 end) filter (where thread.accepted_at > ${since(30)}))::float as peer_share,
      count(*) filter (where thread.accepted_at > ${since(7)})::int as solved_this_week
    from thread left join post on post.id = thread.accepted_post_id left join member on member.id = post.author_id
    where thread.removed_at is null and ${here}`.execute(ctx.db)
  return rows[0]!
}

export interface BusyTopic {
  slug: string
  name: string
  threads: number
}

/** The topics that people wrote about lately. */
export function busyTopics(ctx: Ctx, size = 8, spaceIds?: readonly number[]): Promise<BusyTopic[]> {
  return kept(ctx, keyOf(ctx, 'topics', size, spaceIds), freshFor, (shared) => readBusyTopics(shared, size, spaceIds))
}

async function readBusyTopics(ctx: Ctx, size: number, spaceIds?: readonly number[]): Promise<BusyTopic[]> {
  let query = threadsListed(ctx)
    .innerJoin('threadTopic', 'threadTopic.threadId', 'thread.id')
    .innerJoin('topic', 'topic.id', 'threadTopic.topicId')
    .where('thread.activeAt', '>', new Date(ctx.now.getTime() - 60 * 86_400_000))
  if (spaceIds) query = query.where('thread.spaceId', 'in', spaceIds.length > 0 ? [...spaceIds] : [0])
  const rows = await query
    .select(['topic.slug', 'topic.name', (eb) => eb.fn.countAll<number>().as('threads')])
    .groupBy(['topic.slug', 'topic.name'])
    .orderBy('threads', 'desc')
    .orderBy('topic.slug')
    .limit(size)
    .execute()
  return rows.map((row) => ({ ...row, threads: Number(row.threads) }))
}

export type Helper = Person & { accepted: number }

/** Who had most answers accepted lately. */
export function helpfulPeople(ctx: Ctx, days = 7, size = 3, spaceIds?: readonly number[]): Promise<Helper[]> {
  return kept(ctx, keyOf(ctx, 'people', days, size, spaceIds), freshFor, (shared) =>
    readHelpfulPeople(shared, days, size, spaceIds),
  )
}

async function readHelpfulPeople(
  ctx: Ctx,
  days: number,
  size: number,
  spaceIds?: readonly number[],
): Promise<Helper[]> {
  const here = spaceIds
    ? sql`thread.space_id = any(${sql.val([...spaceIds])}::bigint[])`
    : sql`thread.space_id in (${spacesInSight(ctx)})`
  const { rows } = await sql<{ author: Person; accepted: number }>`
    select ${person('told.author_id')} as author, told.accepted from (
      select post.author_id, count(*)::int as accepted from thread join post on post.id = thread.accepted_post_id
      where thread.accepted_at > ${new Date(ctx.now.getTime() - days * 86_400_000)} and thread.removed_at is null and ${here}
      group by post.author_id order by count(*) desc, post.author_id limit ${size}) told order by told.accepted desc`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row.author, accepted: row.accepted }))
}
