/** The thread in which foreign text is handled: it may be stopped at any moment and holds nothing worth keeping. */
import { parentPort, workerData } from 'node:worker_threads'
import { toMarkdown } from './html-to-markdown.ts'
import { BEGAN, IDLE_CLOCK, JOB, type Job, type Reply, tick } from './messages.ts'
import { prepare, render } from './render.ts'

const progress = new Int32Array(workerData as SharedArrayBuffer)
const port = parentPort!

let queue = Promise.resolve()
port.on('message', (jobs: Job[]) => {
  queue = queue.then(() => work(jobs))
})

async function work(jobs: Job[]) {
  for (const job of jobs) port.postMessage(await answer(job))
}

async function answer(job: Job): Promise<Reply> {
  try {
    Atomics.store(progress, BEGAN, IDLE_CLOCK)
    Atomics.store(progress, JOB, job.id)
    if (job.kind === 'cook') await prepare(job.source)
    Atomics.store(progress, BEGAN, tick())
    return { id: job.id, result: job.kind === 'cook' ? render(job.source, job.options) : convert(job) }
  } catch (error) {
    return { id: job.id, failed: String((error as Error)?.stack ?? error) }
  } finally {
    Atomics.store(progress, JOB, 0)
  }
}

const convert = (job: Extract<Job, { kind: 'convert' }>) => toMarkdown(job.html, job.flavour, job.options)
