/** What the platform tidies up by itself. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from './ctx.ts'
import { job } from './jobs.ts'

const day = 86_400_000

/** Keys of repeated requests and counters of limits that have served. A repeated request comes within minutes. */
export const forgetKeys = job('platform.forgetKeys', z.object({}), async (ctx) => {
  await ctx.db.deleteFrom('idempotency').where('at', '<', new Date(ctx.now.getTime() - day)).execute()
  await ctx.db.deleteFrom('limitCount').where('windowStart', '<', new Date(ctx.now.getTime() - 2 * day)).execute()
  await ctx.db.deleteFrom('factHeard').where('at', '<', new Date(ctx.now.getTime() - 90 * day)).execute()
}, '17 * * * *')

/**
 * A server clears away what was deleted and looks at what has grown by itself. The embedded database has nobody for that:
 * without it tables swell, plans are made for the small community of the first day, and what an index could answer alone
 * is looked up in the table (counting what is unread took four times as long).
 */
export async function sweep({ config, db }: Pick<Ctx, 'config' | 'db'>): Promise<void> {
  if (!config.databaseUrl) await sql`vacuum (analyze)`.execute(db)
}

export const clearAway = job('platform.clearAway', z.object({}), sweep, '35 3 * * *')
