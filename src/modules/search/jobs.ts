/** What search does by the clock. */
import { z } from 'zod'
import { job } from '#platform/jobs.ts'
import { transaction } from '#platform/ctx.ts'
import { count, keepCounted, tidy } from './counting.ts'
import { type StaleKind, takeStale } from './stale.ts'
import { indexSubjects } from './subjects.ts'

const batch = 50
const subjects = ['member', 'topic', 'space'] as const satisfies StaleKind[]

/** Members, topics and spaces that wait: after an upgrade, all of them. Threads: `indexStaleThreads` of conversations. */
const catchUp = job(
  'search.catchUp',
  z.object({}),
  async (ctx) => {
    for (const kind of subjects) {
      for (let taken = batch; taken === batch; ) {
        taken = await transaction(ctx, async (tx) => {
          const ids = await takeStale(tx, kind, batch)
          await indexSubjects(tx, kind, ids)
          return ids.length
        })
      }
    }
    await keepCounted(ctx)
  },
  '* * * * *',
)

/** Every night: how rare each word has become, and order in the tables. */
const countNightly = job(
  'search.count',
  z.object({}),
  async (ctx) => {
    await count(ctx)
    await tidy(ctx)
  },
  '20 3 * * *',
)

export const jobs = [catchUp, countNightly]
