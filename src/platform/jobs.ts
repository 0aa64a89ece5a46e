/**
 * Jobs: work done after the change that asked for it is committed, or by the clock. One queue carries facts to their
 * listeners; each declared job has a queue of its own.
 */
import { fromKysely, fromPglite, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { enqueue, hear, type Listener, type QueuedJob, type Wiring } from './facts.ts'

export interface Job<Data extends z.ZodType = z.ZodType> {
  name: string
  data: Data
  /** A cron line in UTC, for jobs done by the clock. */
  schedule?: string
  run: (ctx: Ctx, data: z.output<Data>) => Promise<void>
}

export function job<Data extends z.ZodType>(
  name: string,
  data: Data,
  run: (ctx: Ctx, data: z.output<Data>) => Promise<void>,
  schedule?: string,
): Job<Data> {
  return { name, data, run, ...(schedule !== undefined && { schedule }) }
}

/** Queues a job in the transaction of the change that causes it. */
export async function queue<Data extends z.ZodType>(tx: Ctx, each: Job<Data>, data: z.input<Data>, startAfter?: Date) {
  await enqueue(tx, [{ name: each.name, data: data as object, ...(startAfter && { startAfter }) }])
}

export interface Jobs {
  queue: NonNullable<Wiring['queue']>
  /** Starts working; without it this process only sends. */
  work(ctxOf: () => Ctx, listeners: Listener[], jobs: Job[]): Promise<void>
  stop(): Promise<void>
}

const retries = { retryLimit: 8, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600 }

export async function openJobs(database: Database, connectionString: string | undefined, log: (error: unknown) => void): Promise<Jobs> {
  const tuned = { superviseIntervalSeconds: 60, maintenanceIntervalSeconds: 3600 }
  const boss = database.pglite
    ? new PgBoss({ db: fromPglite(database.pglite as never), backend: 'pglite', ...tuned })
    : new PgBoss({ connectionString: connectionString!, max: 3, ...tuned })
  boss.on('error', log)
  await boss.start()
  await boss.createQueue('hear', retries).catch(ignoreExisting)
  const workers: string[] = []
  return {
    queue: {
      send: (tx, jobs) => send(boss, tx, jobs),
      wake: () => { for (const each of workers) boss.notifyWorker(each) },
    },
    work: async (ctxOf, listeners, jobs) => {
      workers.push(await hearFacts(boss, ctxOf, listeners))
      for (const each of jobs) workers.push(await runJob(boss, ctxOf, each))
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: database.pglite === null }),
  }
}

function ignoreExisting(error: Error) {
  if (!/exist/.test(error.message)) throw error
}

async function send(boss: PgBoss, tx: Ctx, jobs: QueuedJob[]) {
  const db = fromKysely(tx.db as never)
  for (const [name, group] of Map.groupBy(jobs, (each) => each.name)) {
    await boss.insert(name, group.map(({ data, startAfter }) => ({ data, ...(startAfter && { startAfter }) })), { db })
  }
}

async function hearFacts(boss: PgBoss, ctxOf: () => Ctx, listeners: Listener[]) {
  const byName = new Map(listeners.map((each) => [each.name, each]))
  const options = { pollingIntervalSeconds: 2, batchSize: 20, perJobResults: false }
  return boss.work<{ factId: number; listener: string }>('hear', options, async (batch) => {
    for (const { data } of batch) {
      const heard = byName.get(data.listener)
      if (heard) await hear(ctxOf(), heard, data.factId)
    }
  })
}

async function runJob(boss: PgBoss, ctxOf: () => Ctx, each: Job) {
  await boss.createQueue(each.name, retries).catch(ignoreExisting)
  if (each.schedule) await boss.schedule(each.name, each.schedule, {}, { tz: 'UTC' })
  return boss.work(each.name, { pollingIntervalSeconds: 2 }, async ([one]) => {
    if (one) await each.run(ctxOf(), each.data.parse(one.data ?? {}))
  })
}
