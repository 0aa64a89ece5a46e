/** What stands beside a thread: its relatives, who takes part, how soon answers come in its space. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Person, person } from '#modules/members/index.ts'
import { related } from '#modules/search/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { kept, keptAlready } from '#platform/keep.ts'
import { isPressed } from '#platform/pressure.ts'
import { threadsListed } from './sight.ts'
import type { ThreadView } from './thread-queries.ts'

export interface Neighbour {
  id: number
  kind: string
  slug: string
  title: string
  acceptedPostId: number | null
  answerCount: number
}

export interface Linked extends Neighbour {
  link: string
}

const neighbourColumns = [
  'thread.id',
  'thread.kind',
  'thread.slug',
  'thread.title',
  'thread.acceptedPostId',
  'thread.answerCount',
] as const

/** Threads linked with this one: duplicates and mentions of each other, in sight. */
export async function linkedThreads(ctx: Ctx, threadId: number): Promise<Linked[]> {
  return threadsListed(ctx)
    .innerJoin('threadLink', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([
            eb('threadLink.fromThreadId', '=', threadId),
            eb('threadLink.toThreadId', '=', eb.ref('thread.id')),
          ]),
          eb.and([
            eb('threadLink.toThreadId', '=', threadId),
            eb('threadLink.fromThreadId', '=', eb.ref('thread.id')),
          ]),
        ]),
      ),
    )
    .select(neighbourColumns)
    .select('threadLink.kind as link')
    .where('threadLink.kind', 'in', ['duplicate', 'linked', 'split'])
    .orderBy('threadLink.at', 'desc')
    .limit(10)
    .execute()
}

// Relatives change slowly, and ranking words costs more than the rest of the page.
const relatedFor = 3600

/** Threads about the same, best first: found once in a while, read anew each time, so that what went away is gone. */
export async function relatedThreads(
  ctx: Ctx,
  thread: ThreadView,
  without: readonly number[] = [],
  size = 5,
): Promise<Neighbour[]> {
  const key = `related:${thread.id}:${thread.title}:${ctx.viewer.role}`
  const ids = await looked(ctx, key, (shared) => related(shared, thread, 8))
  const wanted = ids.filter((id) => !without.includes(id))
  if (wanted.length === 0) return []
  const rows = await threadsListed(ctx).select(neighbourColumns).where('thread.id', 'in', wanted).execute()
  return rows.sort((one, other) => wanted.indexOf(one.id) - wanted.indexOf(other.id)).slice(0, size)
}

// One process looks for relatives of one thread at a time, and not when it is late with everything: a page that is opened
// meanwhile goes without, and has them the next time. So many pages opened at once do not make each other wait for the dearest part of them.
const looking = new WeakSet<object>()

async function looked(ctx: Ctx, key: string, find: (shared: Ctx) => Promise<{ id: number }[]>): Promise<number[]> {
  const known = keptAlready<number[]>(ctx, key)
  if (known) return known
  const app = ctx.wiring.listeners
  if (looking.has(app) || isPressed()) return []
  looking.add(app)
  return kept(ctx, key, relatedFor, async (shared) => (await find(shared)).map((each) => each.id)).finally(() => looking.delete(app))
}

export interface Participant extends Person {
  posts: number
}

// Of a long thread the last posts say who is in the conversation.
const recentPosts = 200

/** Who has written in the thread, the busiest first. */
export async function participants(ctx: Ctx, threadId: number, size = 6): Promise<Participant[]> {
  const { rows } = await sql<{ author: Person; posts: number }>`
    select ${person('told.author_id')} as author, told.posts from (
      select author_id, count(*)::int as posts from (
        select author_id from post where thread_id = ${threadId} and removed_at is null order by created_at desc limit ${recentPosts}) recent
      group by author_id order by count(*) desc, author_id limit ${size}) told order by told.posts desc`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row.author, posts: row.posts }))
}

export interface Pace {
  /** Median minutes from question to first response; null where nobody asked lately. */
  firstResponseMinutes: number | null
  /** Share of the questions that had an accepted answer within a day. */
  solvedWithinDay: number | null
  asked: number
}

const paceDays = 30
const paceFor = 120

/** How soon answers come, by space: over the questions of the last 30 days that the viewer may see. */
export async function paceBySpace(ctx: Ctx): Promise<Map<number, Pace>> {
  const rows = await kept(ctx, `pace:${ctx.viewer.role}`, paceFor, readPace)
  return new Map(rows.map(({ spaceId, ...pace }) => [Number(spaceId), pace]))
}

async function readPace(ctx: Ctx): Promise<(Pace & { spaceId: number })[]> {
  const since = new Date(ctx.now.getTime() - paceDays * 86_400_000)
  const { rows } = await sql<Pace & { spaceId: number }>`
    select thread.space_id, count(*)::int as asked,
      (percentile_cont(0.5) within group (order by extract(epoch from first_response_at - created_at) / 60)
        filter (where first_response_at is not null))::float as first_response_minutes,
      avg(case when accepted_at < created_at + interval '1 day' then 1.0 else 0.0 end)::float as solved_within_day
    from thread where kind = 'question' and removed_at is null and created_at > ${since} and space_id in (${spacesInSight(ctx)})
    group by thread.space_id`.execute(ctx.db)
  return rows
}
