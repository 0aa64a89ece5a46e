/** Rate limits that hold across processes: counters of a time window, kept in the database. */
import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'
import { TooMany } from './problems.ts'

export interface Limit {
  /** How often, at most, in a window. */
  max: number
  /** Length of the window in seconds. */
  seconds: number
}

/**
 * Counts one use of `key` and refuses when the window is full. Runs outside of the action's transaction on purpose:
 * a try that is rolled back is still a try.
 * @returns how many uses are left in this window
 * @throws TooMany with the seconds to wait
 */
export async function spend(ctx: Ctx, key: string, { max, seconds }: Limit): Promise<number> {
  if (!ctx.config.limits) return max
  const start = new Date(Math.floor(ctx.now.getTime() / 1000 / seconds) * seconds * 1000)
  const { used } = await ctx.db
    .insertInto('limitCount')
    .values({ key, windowStart: start, used: 1 })
    .onConflict((clash) => clash.columns(['key', 'windowStart']).doUpdateSet({ used: sql`limit_count.used + 1` }))
    .returning('used')
    .executeTakeFirstOrThrow()
  if (used > max) throw new TooMany(Math.max(1, Math.ceil((start.getTime() + seconds * 1000 - ctx.now.getTime()) / 1000)))
  return max - used
}
