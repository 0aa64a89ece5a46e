/** What the app, the worker, the commands and the tests all stand on. */
import { type Ctx, guest } from '#platform/ctx.ts'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/db.ts'
import type { Wiring } from '#platform/facts.ts'
import { clearAway, forgetKeys } from '#platform/housekeeping.ts'
import { deliverMails } from '#platform/mail.ts'
import { modules } from './modules.ts'

export interface Base {
  database: Database
  config: Config
  wiring: Wiring
  secret: string
  /** Where the browser's built files lie. */
  clientDir: string
}

export const allListeners = () => modules.flatMap((module) => module.listeners ?? [])
export const allJobs = () => [deliverMails, forgetKeys, clearAway, ...modules.flatMap((module) => module.jobs ?? [])]

/** The context of work that nobody asked for by hand: jobs, commands. */
export function houseCtx({ database, config, wiring }: Pick<Base, 'database' | 'config' | 'wiring'>): Ctx {
  return { db: database.db, viewer: guest, now: new Date(), wiring, config, visitor: null }
}
