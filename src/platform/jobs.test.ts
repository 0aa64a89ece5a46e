/** The queue as people notice it: nobody waits behind somebody else's failure, nor for the clock when there is more to do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDatabase } from '#test/database.ts'
import { openTown, type Town } from '#test/town.ts'
import type { Database } from './db.ts'
import { job, type Jobs, openJobs, queue } from './jobs.ts'

const done: number[] = []
const tries = new Map<number, number>()
const count = job('test.count', z.object({ number: z.number() }), async (_ctx, { number }) => {
  tries.set(number, (tries.get(number) ?? 0) + 1)
  if (number === 3 && tries.get(number) === 1) throw new Error('Not at the first try.')
  done.push(number)
})

let town: Town
let database: Database
let jobs: Jobs
beforeAll(async () => {
  town = await openTown()
  database = await freshDatabase()
  jobs = await openJobs(database, undefined, [count.name], () => {})
})
afterAll(async () => {
  await jobs.stop()
  await database.close()
})

describe('jobs', () => {
  test('are all done, one after another, and one that fails is tried again alone', async () => {
    const ctx = { ...town.guest, db: database.db, wiring: { ...town.guest.wiring, queue: jobs.queue, after: [] } }
    await database.db.transaction().execute(async (db) => {
      for (let number = 0; number < 40; number++) await queue({ ...ctx, db }, count, { number })
    })
    await jobs.work(() => ctx, [], [count])
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(40)
    expect(done.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, number) => number))
    expect([...tries].filter(([, times]) => times > 1)).toEqual([[3, 2]])
    expect(done.at(-1)).toBe(3)
  })
})
