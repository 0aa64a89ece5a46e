/** What conversations do by the clock. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { idList } from '#platform/many.ts'
import { spacesBelow } from '#modules/spaces/index.ts'
import { endIdleAsks } from './asks.ts'
import { cookAgain } from './cooking-again.ts'
import { tallyMembers } from './credit.ts'
import { indexStaleThreads } from './documents.ts'
import { drawPreviews } from './post-links.ts'
import { closePolls } from './poll-closing.ts'
import { remind } from './reminders.ts'
import { writeViews } from './views.ts'

// Interest halves in this time; a thread is warm for about a week.
const halfLifeHours = 36

/**
 * Recent interest of a thread, the sum over its people of what each of them gave: the most that one of their posts or
 * votes of the last ten days is worth, halved every 36 hours. An answer or reply counts 3, a comment 1, a helpful vote
 * 2, "I have this too" 2. So it is people that count: whoever writes ten replies, or writes and votes, counts once, and
 * the author of the thread counts for having begun it. The decay is Newton's law of cooling, as Evan Miller describes it
 * in "Rank Hotness With Newton's Law of Cooling".
 */
export const heatThreads = job(
  'conversations.heat',
  z.object({}),
  async (ctx) => {
    const fade = (column: string) =>
      sql`power(0.5, extract(epoch from now() - ${sql.ref(column)}) / 3600 / ${halfLifeHours})`
    await sql`
    with said as (
        select thread_id, author_id::text as who, case when kind = 'comment' then 1 else 3 end * ${fade('created_at')} as worth from post
          where created_at > now() - interval '10 days' and removed_at is null
        union all select post.thread_id, coalesce(vote.member_id::text, 'vote ' || vote.id), 2 * ${fade('vote.at')} from vote join post on post.id = vote.post_id
          where vote.at > now() - interval '10 days' and vote.value > 0 and post.removed_at is null
        union all select thread_id, member_id::text, 2 * ${fade('at')} from thread_same where at > now() - interval '10 days'),
    warmth as (select thread_id, sum(worth) as heat from (select thread_id, who, max(worth) as worth from said group by thread_id, who) each group by thread_id)
    update thread set heat = coalesce(warmth.heat, 0) from thread t left join warmth on warmth.thread_id = t.id
    where t.id = thread.id and thread.heat is distinct from coalesce(warmth.heat, 0)::real`.execute(ctx.db)
  },
  '*/10 * * * *',
)

export const keepViews = job('conversations.views', z.object({}), writeViews, '* * * * *')

// Their rows are held while they are counted: few at a time, so that nobody waits for it.
const atOnce = 200

/** After a space was opened or closed to some: counts anew for all who wrote in it or below it. */
export const recountAuthors = job('conversations.recountAuthors', z.object({ spaceId: z.number() }), async (ctx, { spaceId }) => {
  const authors = await authorsWithin(ctx, await spacesBelow(ctx, spaceId))
  for (let start = 0; start < authors.length; start += atOnce)
    await transaction(ctx, (tx) => tallyMembers(tx, authors.slice(start, start + atOnce)))
})

async function authorsWithin(ctx: Ctx, spaceIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct post.author_id as id from post join thread on thread.id = post.thread_id
    where thread.space_id = any(${idList(spaceIds)})`.execute(ctx.db)
  return rows.map((row) => Number(row.id))
}

// In one run, so that a night of a large community is not one job; the next run goes on.
const batches = 50

export const cookPostsAgain = job(
  'conversations.cookAgain',
  z.object({}),
  async (ctx) => {
    for (let batch = 0; batch < batches; batch++) if ((await cookAgain(ctx)) === 0) return
  },
  '*/15 * * * *',
)

/** Threads that changed and could not be put in at once: their process was ended, or an upgrade wants all of them anew. */
export const findThreads = job('conversations.findThreads', z.object({}), indexStaleThreads, '* * * * *')

export const stopAsks = job('conversations.stopAsks', z.object({}), endIdleAsks, '*/10 * * * *')

export const jobs = [heatThreads, keepViews, recountAuthors, cookPostsAgain, findThreads, stopAsks, closePolls, remind, drawPreviews]
