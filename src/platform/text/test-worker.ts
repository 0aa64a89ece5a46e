/** A worker that misbehaves on demand: the source says how. For tests only. */
import { serve } from './serve.ts'

const DEEDS: Record<string, () => unknown> = {
  hang: () => {
    for (;;);
  },
  eat: () => {
    const eaten: unknown[] = []
    for (;;) eaten.push(Array.from({ length: 10_000 }, () => ({ a: Math.random() })))
  },
  leave: () => process.exit(3),
  fail: () => {
    throw new Error('on purpose')
  },
}

serve({
  load: async (job) => {
    if (job.kind === 'cook' && job.source === 'load for ever') await new Promise(() => {})
  },
  answer: (job) => {
    if (job.kind === 'convert') return job.html
    DEEDS[job.source]?.()
    return job.source
  },
})
