/** The thread in which foreign text is handled: it may be stopped at any moment and holds nothing worth keeping. */
import { parentPort, workerData } from 'node:worker_threads'
import { toMarkdown } from './html-to-markdown.ts'
import { BEGAN, JOB, type Job, LOADING, type Reply, tick } from './messages.ts'
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
    if (job.kind === 'convert') return { id: job.id, result: converted(job) }
    begin(job, true)
    await prepare(job.source, job.options)
    begin(job, false)
    return { id: job.id, result: render(job.source, job.options) }
  } catch (error) {
    return { id: job.id, failed: String((error as Error)?.stack ?? error) }
  } finally {
    Atomics.store(progress, JOB, 0)
  }
}

function converted(job: Extract<Job, { kind: 'convert' }>) {
  begin(job, false)
  return toMarkdown(job.html, job.flavour, job.options)
}

/** The job's number comes last: the pool looks at the rest only when it is there. */
function begin({ id }: Job, loading: boolean) {
  Atomics.store(progress, LOADING, Number(loading))
  Atomics.store(progress, BEGAN, tick())
  Atomics.store(progress, JOB, id)
}
