/** What the platform tidies up by itself. */
import { z } from 'zod'
import { job } from './jobs.ts'

const day = 86_400_000

/** Keys of repeated requests and counters of limits that have served. A repeated request comes within minutes. */
export const forgetKeys = job('platform.forgetKeys', z.object({}), async (ctx) => {
  await ctx.db.deleteFrom('idempotency').where('at', '<', new Date(ctx.now.getTime() - day)).execute()
  await ctx.db.deleteFrom('limitCount').where('windowStart', '<', new Date(ctx.now.getTime() - 2 * day)).execute()
  await ctx.db.deleteFrom('factHeard').where('at', '<', new Date(ctx.now.getTime() - 90 * day)).execute()
}, '17 * * * *')
