/** Twenty people who write as fast as they are answered, and what came of it. */
import { expect } from 'vitest'
import type { Site } from './site.ts'

export interface Told {
  acknowledged: Set<string>
  tried: Set<string>
  /** How often each status was answered; 0 stands for no answer. */
  statuses: Map<number, number>
}

export const nothingTold = (): Told => ({ acknowledged: new Set(), tried: new Set(), statuses: new Map() })

/** All write until the fault has happened and its promise is fulfilled. */
export async function writeDuring(site: Site, told: Told, round: number, fault: () => Promise<void>) {
  let going = true
  const all = site.tokens.map(async (token, number) => {
    for (let turn = 0; going; turn++) await writeOnce(site, token, told, `Round ${round}, writer ${number}, turn ${turn}.`)
  })
  await fault()
  going = false
  await Promise.all(all)
}

async function writeOnce(site: Site, token: string, told: Told, body: string) {
  told.tried.add(body)
  // Two equal requests at once, as of an impatient finger.
  const sent = [0, 1].map(() => site.post(`/threads/${site.questionId}/answers`, token, `key of ${body}`, { body }).then((answer) => answer.status, () => 0))
  for (const status of await Promise.all(sent)) {
    told.statuses.set(status, (told.statuses.get(status) ?? 0) + 1)
    if (status === 201) told.acknowledged.add(body)
    // Whoever is refused at once waits a little, as people do.
    else await pause(20)
  }
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Stops the site and looks: nothing acknowledged is lost, nothing is there twice, every promise of the data holds. */
export async function expectNothingLost(site: Site, told: Told, about: string) {
  await site.settle()
  await site.stop()
  const stored = await site.inside(async (ctx) => (await ctx.db.selectFrom('post').select('body').where('kind', '=', 'answer').execute()).map((row) => row.body))
  const counts = Map.groupBy(stored, (body) => body)
  const lost = [...told.acknowledged].filter((body) => !counts.has(body))
  const doubles = [...counts].filter(([, same]) => same.length > 1).map(([body]) => body)
  const strange = stored.filter((body) => !told.tried.has(body))
  console.log(`  ${about}: ${told.acknowledged.size} acknowledged, ${stored.length} stored, ${lost.length} lost, ${doubles.length} doubled`)
  expect({ lost, doubles, strange }).toEqual({ lost: [], doubles: [], strange: [] })
  expect(await site.broken()).toEqual([])
}

export const inWords = (milliseconds: number[]) =>
  `${milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)]} ms (median), ${Math.max(...milliseconds)} ms (worst)`
