/** The sample community as a start: everybody in it is made up. */
import { z } from 'zod'
import { job } from '#platform/jobs.ts'
import { undertake } from './undertakings.ts'

// A page looks every two seconds; more often would only be work.
const tellAfter = 500

export const fillWithSample = job('admin.fillWithSample', z.object({}), (ctx) =>
  undertake(ctx, 'sample', async (tell) => {
    const { loadSample } = await import('#modules/importing/index.ts')
    let told = 0
    await loadSample(ctx, (done: number, total: number) => {
      if (Date.now() - told < tellAfter && done < total) return
      told = Date.now()
      // Not waited for: the sample is written in transactions that this line would wait for in turn.
      tell({ done, total }).catch(() => {})
    })
  }))
