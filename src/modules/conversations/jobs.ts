/** What conversations do by the clock. */
import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '#platform/jobs.ts'
import { writeViews } from './views.ts'

// Interest halves in this time; a thread is warm for about a week.
const halfLifeHours = 36

/**
 * Recent interest of a thread: what was said and found helpful in the last ten days, each worth less the older it is.
 * An answer or reply counts 3, a comment 1, a helpful vote 2, "I have this too" 2.
 */
export const heatThreads = job(
  'conversations.heat',
  z.object({}),
  async (ctx) => {
    const fade = (column: string) =>
      sql`power(0.5, extract(epoch from now() - ${sql.ref(column)}) / 3600 / ${halfLifeHours})`
    await sql`
    with warmth as (
      select thread_id, sum(worth) as heat from (
        select thread_id, case when kind = 'comment' then 1 else 3 end * ${fade('created_at')} as worth from post
          where created_at > now() - interval '10 days' and removed_at is null
        union all select post.thread_id, 2 * ${fade('vote.at')} from vote join post on post.id = vote.post_id where vote.at > now() - interval '10 days' and vote.value > 0
        union all select thread_id, 2 * ${fade('at')} from thread_same where at > now() - interval '10 days') said
      group by thread_id)
    update thread set heat = coalesce(warmth.heat, 0) from thread t left join warmth on warmth.thread_id = t.id
    where t.id = thread.id and thread.heat is distinct from coalesce(warmth.heat, 0)::real`.execute(ctx.db)
  },
  '*/10 * * * *',
)

export const keepViews = job('conversations.views', z.object({}), writeViews, '* * * * *')

export const jobs = [heatThreads, keepViews]
