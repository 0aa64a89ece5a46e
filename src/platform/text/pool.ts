/**
 * Threads that handle text, each job within its time and memory.
 *
 * A thread that overstays is ended and replaced; only the job in hand fails, the others of its batch start again.
 */
import { Worker } from 'node:worker_threads'
import { MEMORY_LIMIT_MB, TIME_LIMIT } from './limits.ts'
import {
  BEGAN,
  CELLS,
  COMPUTED,
  JOB,
  type Job,
  LOADING,
  milliseconds,
  type Reply,
  tick,
  type Work,
} from './messages.ts'
import type { Cooked } from './shapes.ts'
import { workerUrl } from './worker-url.ts'

export type Failure = { reason: 'time' | 'memory' | 'error'; message: string }
export type Outcome = { result: Cooked | string } | { failure: Failure }
export type PoolOptions = {
  workers?: number
  memory?: number
  url?: URL
  /** Milliseconds after which a thread without work is ended. */
  idle?: number
}

type Waiting = { job: Job; time: number; done: (outcome: Outcome) => void; fail: (error: Error) => void }
type Thread = {
  worker: Worker
  progress: Int32Array
  /** Jobs that were sent and not yet answered, in order. */
  inHand: Map<number, Waiting>
  watch: NodeJS.Timeout | undefined
  /** It has answered at least once: an end before that means that it cannot start at all. */
  started: boolean
}

/** Jobs and characters handed over at once: so few that a person who posts waits only a moment while an import runs. */
const BATCH = 16
const BATCH_LENGTH = 40_000
/** Loading a grammar does not count as rendering, but it must end some day. */
const LOADING_LIMIT = 5_000
/** A thread holds 20 MB; a new one takes a tenth of a second. */
const IDLE = 60_000
/** A thread that the machine leaves waiting has not used its time, but nobody waits for ever. */
const PATIENCE = 4

export class Pool {
  readonly #options: PoolOptions
  readonly #threads = new Set<Thread>()
  /** Single posts, and behind them what an import has queued. */
  #urgent: Waiting[] = []
  #patient: Waiting[] = []
  #lastId = 0
  #closed = false
  restarts = 0

  constructor(options: PoolOptions = {}) {
    this.#options = options
  }

  run(work: Work, { time = TIME_LIMIT, patient = false } = {}): Promise<Outcome> {
    return new Promise((done, fail) => {
      if (this.#closed) return fail(new Error('The text workers are closed.'))
      this.#lastId = (this.#lastId % 0x7fffffff) + 1
      const waiting = { job: { ...work, id: this.#lastId }, time, done, fail }
      const queue = patient ? this.#patient : this.#urgent
      queue.push(waiting)
      this.#dispatch()
    })
  }

  async close() {
    this.#closed = true
    const threads = [...this.#threads]
    this.#threads.clear()
    for (const { watch } of threads) clearTimeout(watch)
    await Promise.all(threads.map(({ worker }) => worker.terminate()))
    const left = [...threads.flatMap(({ inHand }) => [...inHand.values()]), ...this.#urgent, ...this.#patient]
    for (const { fail } of left) fail(new Error('The text workers were closed.'))
  }

  #dispatch() {
    while (this.#urgent.length || this.#patient.length) {
      const thread = [...this.#threads].find(({ inHand }) => inHand.size === 0) ?? this.#hire()
      if (!thread) return
      this.#hand(thread, takeBatch(this.#urgent.length ? this.#urgent : this.#patient))
    }
  }

  #hand(thread: Thread, batch: Waiting[]) {
    for (const waiting of batch) thread.inHand.set(waiting.job.id, waiting)
    thread.worker.ref()
    thread.worker.postMessage(batch.map(({ job }) => job))
    this.#watch(thread, batch[0]!.time)
  }

  #hire(): Thread | undefined {
    if (this.#threads.size >= (this.#options.workers ?? 1)) return undefined
    const shared = new SharedArrayBuffer(CELLS * 4)
    const worker = new Worker(this.#options.url ?? workerUrl(), {
      workerData: shared,
      // No secret of this process is worth a grammar's mistake.
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: this.#options.memory ?? MEMORY_LIMIT_MB,
        maxYoungGenerationSizeMb: 2,
      },
    })
    const thread = {
      worker,
      progress: new Int32Array(shared),
      inHand: new Map(),
      watch: undefined,
      started: false,
    }
    worker.on('message', (reply: Reply) => this.#settle(thread, reply))
    worker.on('error', (error) => this.#replace(thread, failureOf(error)))
    worker.on('exit', (code) =>
      this.#replace(thread, { reason: 'error', message: `The worker left with ${code}.` }),
    )
    this.#threads.add(thread)
    return thread
  }

  #settle(thread: Thread, reply: Reply) {
    const waiting = thread.inHand.get(reply.id)
    if (!waiting) return
    thread.started = true
    thread.inHand.delete(reply.id)
    if (thread.inHand.size === 0) this.#rest(thread)
    waiting.done('result' in reply ? reply : { failure: { reason: 'error', message: reply.failed } })
  }

  #rest(thread: Thread) {
    clearTimeout(thread.watch)
    thread.worker.unref()
    thread.watch = setTimeout(() => this.#retire(thread), this.#options.idle ?? IDLE).unref()
    this.#dispatch()
  }

  #retire(thread: Thread) {
    this.#threads.delete(thread)
    void thread.worker.terminate()
  }

  /** Looks again when the job in hand could be over its time. */
  #watch(thread: Thread, delay: number) {
    clearTimeout(thread.watch)
    thread.watch = setTimeout(async () => {
      const left = await timeLeft(thread)
      if (!this.#threads.has(thread) || thread.inHand.size === 0) return
      if (left > 0) this.#watch(thread, left)
      else this.#replace(thread, { reason: 'time', message: 'The text took too long.' })
    }, delay)
  }

  #replace(thread: Thread, failure: Failure) {
    if (!this.#threads.delete(thread)) return
    clearTimeout(thread.watch)
    this.restarts++
    void thread.worker.terminate()
    const culprit = thread.inHand.get(Atomics.load(thread.progress, JOB))
    const others = [...thread.inHand.values()].filter((waiting) => waiting !== culprit)
    culprit?.done({ failure })
    // Without a culprit the thread itself is at fault: starting it over and over would help nobody.
    if (!culprit && !thread.started) for (const { fail } of others) fail(new Error(failure.message))
    else this.#patient.unshift(...others)
    this.#dispatch()
  }
}

function takeBatch(queue: Waiting[]): Waiting[] {
  let length = 0
  const end = queue.findIndex(({ job }, index) => {
    length += job.kind === 'cook' ? job.source.length : job.html.length
    return index > 0 && (index === BATCH || length > BATCH_LENGTH)
  })
  return queue.splice(0, end < 0 ? queue.length : end)
}

/** Asks shared memory rather than the messages, which may be late when this process is busy. */
async function timeLeft({ worker, inHand, progress }: Thread): Promise<number> {
  const id = Atomics.load(progress, JOB)
  const waiting = inHand.get(id)
  // Between two jobs, or not yet awake.
  if (!waiting) return TIME_LIMIT
  const limit = Atomics.load(progress, LOADING) ? LOADING_LIMIT : waiting.time
  const passed = (tick() - Atomics.load(progress, BEGAN)) | 0
  if (passed < limit || passed >= limit * PATIENCE) return limit - passed
  const computed = await computedBy(worker)
  if (Atomics.load(progress, JOB) !== id) return limit
  return Math.ceil(limit - (computed === undefined ? passed : computed - Atomics.load(progress, COMPUTED)))
}

/** Milliseconds that a thread has computed so far; only newer versions of Node can tell (24.6). */
async function computedBy(worker: Worker): Promise<number | undefined> {
  try {
    const usage = await worker.cpuUsage?.()
    return usage && milliseconds(usage)
  } catch {
    return undefined
  }
}

function failureOf(error: unknown): Failure {
  const { code, message, stack } = error as NodeJS.ErrnoException
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? { reason: 'memory', message }
    : { reason: 'error', message: stack ?? message }
}
