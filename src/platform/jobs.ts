/**
 * Jobs: work done after the change that asked for it is committed, or by the clock. One queue carries facts to their
 * listeners; each declared job has a queue of its own.
 */
import { fromKysely, fromPglite, type JobResult, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Ctx } from './ctx.ts'
import type { Database } from './db.ts'
import { peopleFirst } from './pressure.ts'
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

const retries = { retryLimit: 8, retryDelay: 2, retryBackoff: true, retryDelayMax: 3600 }
// A listener takes milliseconds; a job may wait for a mail server.
const expireInSeconds = { hear: 60, job: 300 }
// Whoever works says so meanwhile. Work of a process that was killed is given to another after this long.
const heartbeatSeconds = 15

/** @param names of all declared jobs: a queue must be there, and known, before the first transaction sends to it */
export async function openJobs(database: Database, connectionString: string | undefined, names: string[], log: (error: unknown) => void): Promise<Jobs> {
  const tuned = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, maintenanceIntervalSeconds: 3600 }
  const boss = database.pglite
    ? new PgBoss({ db: fromPglite(database.pglite as never), backend: 'pglite', ...tuned })
    : new PgBoss({ connectionString: connectionString!, max: 3, ...tuned })
  boss.on('error', log)
  await boss.start()
  for (const name of ['hear', ...names]) await openQueue(boss, name, database.pglite === null)
  // The embedded database has one process: what it still holds as running died with the one before.
  if (database.pglite) await database.script(`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`)
  const workers = new Map<string, string>()
  return {
    queue: {
      send: (tx, jobs) => send(boss, tx, jobs),
      // Only those that have something to do: each that is woken asks the database.
      wake: (names) => { for (const name of new Set(names)) if (workers.has(name)) boss.notifyWorker(workers.get(name)!) },
    },
    work: async (ctxOf, listeners, jobs) => {
      workers.set('hear', await hearFacts(boss, ctxOf, listeners))
      for (const each of jobs) workers.set(each.name, await runJob(boss, ctxOf, each))
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: database.pglite === null }),
  }
}

// The library looks a queue up when it first sends to it, on its own connection. The embedded database has only one,
// which by then belongs to the transaction that waits for the answer: so every queue is looked up at the start.
async function openQueue(boss: PgBoss, name: string, sharesServer: boolean) {
  const limits = { ...retries, expireInSeconds: expireInSeconds[name === 'hear' ? 'hear' : 'job'], ...(sharesServer && { heartbeatSeconds }) }
  await boss.createQueue(name, limits)
  await boss.updateQueue(name, limits)
  await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' })
}

async function send(boss: PgBoss, tx: Ctx, jobs: QueuedJob[]) {
  const db = fromKysely(tx.db as never)
  for (const [name, group] of Map.groupBy(jobs, (each) => each.name)) {
    await boss.insert(name, group.map(({ data, startAfter }) => ({ data, ...(startAfter && { startAfter }) })), { db })
  }
}

// Who finds nothing looks again after two seconds, or when woken; while there is plenty they go on at once. A single one
// at a time would wait two seconds after each: a hundred mails, three minutes.
const polling = { pollingIntervalSeconds: 2, burstWhenBatchFull: true, perJobResults: true } as const

/** One after another; what fails is tried again alone, and what was not begun in time is left to the next. */
async function each<Data>(batch: readonly { id: string; data: Data; signal: AbortSignal }[], work: (data: Data) => Promise<void>): Promise<JobResult[]> {
  const results: JobResult[] = []
  await peopleFirst()
  for (const { id, data, signal } of batch) {
    if (signal.aborted) break
    results.push(await work(data).then(() => ({ id, status: 'completed' as const }), (error: unknown) => ({ id, status: 'failed' as const, output: outputOf(error) })))
  }
  return results
}

const outputOf = (error: unknown) => (error instanceof Error ? { name: error.name, message: error.message, stack: error.stack } : { message: String(error) })

async function hearFacts(boss: PgBoss, ctxOf: () => Ctx, listeners: Listener[]) {
  const byName = new Map(listeners.map((each) => [each.name, each]))
  return boss.work<{ factId: number; listener: string }>('hear', { ...polling, batchSize: 20 }, (batch) =>
    each(batch, async ({ listener, factId }) => {
      const heard = byName.get(listener)
      if (heard) await hear(ctxOf(), heard, factId)
    }),
  )
}

async function runJob(boss: PgBoss, ctxOf: () => Ctx, { name, schedule, data: shape, run }: Job) {
  if (schedule) await boss.schedule(name, schedule, {}, { tz: 'UTC' })
  return boss.work<object | null>(name, { ...polling, batchSize: 5 }, (batch) => each(batch, async (data) => run(ctxOf(), shape.parse(data ?? {}))))
}
