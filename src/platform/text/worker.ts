/** The thread in which foreign text is handled: it may be stopped at any moment and holds nothing worth keeping. */
import { toMarkdown } from './html-to-markdown.ts'
import { prepare, render } from './render.ts'
import { serve } from './serve.ts'

serve({
  load: async (job) => {
    if (job.kind === 'cook') await prepare(job.source, job.options)
  },
  answer: (job) =>
    job.kind === 'cook' ? render(job.source, job.options) : toMarkdown(job.html, job.flavour, job.options),
})
