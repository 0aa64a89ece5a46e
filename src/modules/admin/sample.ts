/** The sample community as a start: everybody in it is made up. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { settings, writeSettings } from '#modules/community/index.ts'
import { loadSample } from '#modules/importing/index.ts'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { demand } from '#platform/problems.ts'
import { may } from './permissions.ts'
import { undertake, type Undertaking, undertaking } from './undertakings.ts'

// A page looks every two seconds; more often would only be work.
const tellAfter = 500

export const fillWithSample = job('admin.fillWithSample', z.object({}), (ctx) =>
  undertake(ctx, 'sample', async (tell) => {
    const { name, tagline, brand, purpose, joining, domains } = await settings(ctx)
    let told = 0
    await loadSample(ctx, (done, of) => {
      if (Date.now() - told < tellAfter && done < of) return
      told = Date.now()
      // Not waited for: the sample is written in transactions that this line would wait for in turn.
      tell({ done: Math.round(done), total: of }).catch(() => {})
    })
    // The sample brings a name and a look of its own; the owner has just chosen theirs.
    await transaction(ctx, (tx) => writeSettings(tx, { name, tagline, brand, purpose, joining, domains }))
  }),
)

// Between two looks at the progress; the first is answered at once.
const pause = 1_500

export async function sampleProgress(ctx: Ctx, turn: number): Promise<Undertaking | null> {
  demand(may.enter(ctx.viewer))
  if (turn > 0) await wait(pause)
  return (await undertaking(ctx, 'sample')) ?? null
}
