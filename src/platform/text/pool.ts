/**
 * Threads that handle text, each job within its time and memory.
 *
 * A thread that overstays is ended and replaced; only the job in hand fails, the others of its batch start again.
 */
import { Worker } from 'node:worker_threads'
import { MEMORY_LIMIT_MB, TIME_LIMIT } from './limits.ts'
import { BEGAN, CELLS, IDLE_CLOCK, JOB, type Job, type Reply, tick, type Work } from './messages.ts'
import type { Cooked } from './shapes.ts'
import { workerUrl } from './worker-url.ts'

export type Failure = { reason: 'time' | 'memory' | 'error'; message: string }
export type Outcome = { result: Cooked | string } | { failure: Failure }
export type PoolOptions = { workers?: number; memory?: number; url?: URL }

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

/** Small enough that a person who posts waits a moment only while an import runs. */
const BATCH = 16
/** Loading a grammar does not count as rendering, but it must end some day. */
const LOADING_LIMIT = 15_000

export class Pool {
  readonly #options: PoolOptions
  readonly #threads = new Set<Thread>()
  #queue: Waiting[] = []
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
      // A single post goes before what an import has queued.
      patient ? this.#queue.push(waiting) : this.#queue.unshift(waiting)
      this.#dispatch()
    })
  }

  async close() {
    this.#closed = true
    const threads = [...this.#threads]
    this.#threads.clear()
    for (const { watch } of threads) clearTimeout(watch)
    await Promise.all(threads.map(({ worker }) => worker.terminate()))
    for (const { fail } of [...threads.flatMap((thread) => [...thread.inHand.values()]), ...this.#queue]) {
      fail(new Error('The text workers were closed.'))
    }
    this.#queue = []
  }

  #dispatch() {
    while (this.#queue.length) {
      const thread = [...this.#threads].find(({ inHand }) => inHand.size === 0) ?? this.#hire()
      if (!thread) return
      this.#hand(thread, this.#queue.splice(0, BATCH))
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
      resourceLimits: { maxOldGenerationSizeMb: this.#options.memory ?? MEMORY_LIMIT_MB, maxYoungGenerationSizeMb: 16 },
    })
    const thread = { worker, progress: new Int32Array(shared), inHand: new Map(), watch: undefined, started: false }
    worker.on('message', (reply: Reply) => this.#settle(thread, reply))
    worker.on('error', (error) => this.#replace(thread, failureOf(error)))
    worker.on('exit', (code) => this.#replace(thread, { reason: 'error', message: `The worker left with ${code}.` }))
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
    this.#dispatch()
  }

  /** Looks again when the job in hand could be over its time; asks the shared clock, as messages may be late. */
  #watch(thread: Thread, delay: number) {
    clearTimeout(thread.watch)
    thread.watch = setTimeout(() => {
      const id = Atomics.load(thread.progress, JOB)
      const began = Atomics.load(thread.progress, BEGAN)
      const left = timeLeft(thread.inHand.get(id), began)
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
    else this.#queue.unshift(...others)
    this.#dispatch()
  }
}

function timeLeft(waiting: Waiting | undefined, began: number) {
  if (!waiting) return TIME_LIMIT
  if (began === IDLE_CLOCK) return waiting.time
  return waiting.time - ((tick() - began) | 0)
}

function failureOf(error: unknown): Failure {
  const { code, message, stack } = error as NodeJS.ErrnoException
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? { reason: 'memory', message } : { reason: 'error', message: stack ?? message }
}
