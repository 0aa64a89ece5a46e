/** The worker's side of the pool: takes jobs one after the other and leaves word in shared memory of what it does. */
import { parentPort, workerData } from 'node:worker_threads'
import { BEGAN, COMPUTED, JOB, type Job, LOADING, milliseconds, type Reply, tick } from './messages.ts'
import type { Cooked } from './shapes.ts'

type Work = {
  /** Gets ready for a job; this is not counted as its time. */
  load: (job: Job) => Promise<void>
  answer: (job: Job) => Cooked | string
}

const progress = new Int32Array(workerData as SharedArrayBuffer)

export function serve(work: Work) {
  let last = Promise.resolve()
  parentPort!.on('message', (jobs: Job[]) => {
    last = last.then(async () => {
      for (const job of jobs) parentPort!.postMessage(await reply(job, work))
    })
  })
}

async function reply(job: Job, { load, answer }: Work): Promise<Reply> {
  try {
    begin(job, true)
    await load(job)
    begin(job, false)
    return { id: job.id, result: answer(job) }
  } catch (error) {
    return { id: job.id, failed: String((error as Error)?.stack ?? error) }
  } finally {
    Atomics.store(progress, JOB, 0)
  }
}

/** The job's number comes last: the pool looks at the rest only when it is there. */
function begin({ id }: Job, loading: boolean) {
  Atomics.store(progress, LOADING, Number(loading))
  Atomics.store(progress, BEGAN, tick())
  Atomics.store(progress, COMPUTED, milliseconds(process.threadCpuUsage?.() ?? { user: 0, system: 0 }))
  Atomics.store(progress, JOB, id)
}
