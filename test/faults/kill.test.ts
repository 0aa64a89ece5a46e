/** `kill -9` in the middle of writes: nothing that was acknowledged is lost, nothing is there twice. */
import { afterEach, describe, expect, test } from 'vitest'
import { engines, Site } from './site.ts'

const rounds = Number(process.env.FAULT_ROUNDS ?? 20)
const writers = 20

let site: Site | null = null
afterEach(async () => {
  await site?.remove()
  site = null
})

interface Told {
  acknowledged: Set<string>
  tried: Set<string>
}

describe.each(engines)('on %s', (engine) => {
  test(`${rounds} rounds of kill -9 under ${writers} writers`, async () => {
    site = await Site.open(engine, writers)
    const told: Told = { acknowledged: new Set(), tried: new Set() }
    const back: number[] = []
    for (let round = 0; round < rounds; round++) {
      back.push(await site.start())
      await writeUntilKilled(site, told, round)
    }
    await site.start()
    await site.settle()
    await site.stop()

    const stored = await site.inside(async (ctx) => (await ctx.db.selectFrom('post').select('body').where('kind', '=', 'answer').execute()).map((row) => row.body))
    const counts = Map.groupBy(stored, (body) => body)
    const lost = [...told.acknowledged].filter((body) => !counts.has(body))
    const doubles = [...counts].filter(([, same]) => same.length > 1).map(([body]) => body)
    const strange = stored.filter((body) => !told.tried.has(body))
    console.log(`  ${engine}: ${told.acknowledged.size} acknowledged, ${stored.length} stored, ${lost.length} lost, ${doubles.length} doubled; back in ${median(back)} ms (median), ${Math.max(...back)} ms (worst)`)
    expect(told.acknowledged.size).toBeGreaterThan(rounds)
    expect({ lost, doubles, strange }).toEqual({ lost: [], doubles: [], strange: [] })
    expect(await site.broken()).toEqual([])
  })
})

/** All writers write; after a moment of chance the process is killed. What was not answered is sent again, with its key. */
async function writeUntilKilled(site: Site, told: Told, round: number) {
  let alive = true
  const writer = async (number: number) => {
    for (let turn = 0; alive; turn++) {
      const body = `Round ${round}, writer ${number}, turn ${turn}.`
      told.tried.add(body)
      // Two equal requests at once, as of an impatient finger.
      const sent = [0, 1].map(() => site.post(`/threads/${site.questionId}/answers`, site.tokens[number]!, `key-${round}-${number}-${turn}`, { body }).then((answer) => answer.status, () => 0))
      if ((await Promise.all(sent)).some((status) => status === 201)) told.acknowledged.add(body)
    }
  }
  const all = Array.from({ length: writers }, (_, number) => writer(number))
  await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 900))
  await site.kill()
  alive = false
  await Promise.all(all)
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
