/** `kill -9` of the site, and its end in order, in the middle of writes: nothing that was acknowledged is lost, nothing is there twice. */
import { afterEach, describe, expect, test } from 'vitest'
import { engines, Site } from './site.ts'
import { expectNothingLost, inWords, nothingTold, pause, writeDuring } from './writers.ts'

const rounds = Number(process.env.FAULT_ROUNDS ?? 20)
const writers = 20

let site: Site | null = null
afterEach(async () => {
  await site?.remove()
  site = null
})

describe.each(engines)('on %s', (engine) => {
  test(`${rounds} rounds of kill -9 under ${writers} writers`, async () => {
    site = await Site.open(engine, writers)
    const told = nothingTold()
    const back: number[] = []
    for (let round = 0; round < rounds; round++) {
      back.push(await site.start())
      await writeDuring(site, told, round, async () => {
        await pause(300 + Math.random() * 900)
        await site!.kill()
      })
    }
    await site.start()
    expect(told.acknowledged.size).toBeGreaterThan(rounds)
    await expectNothingLost(site, told, `${engine}, killed, back in ${inWords(back)}`)
  })

  test('ends in order under writers: whoever is answered is answered rightly', async () => {
    site = await Site.open(engine, writers)
    const told = nothingTold()
    for (let round = 0; round < 3; round++) {
      await site.start()
      await writeDuring(site, told, round, async () => {
        await pause(700)
        await site!.stop()
      })
    }
    expect(told.acknowledged.size).toBeGreaterThan(0)
    // 201 done, 503 closing, 0 the door is shut; nobody is told of a bug.
    expect([...told.statuses.keys()].filter((status) => ![0, 201, 503].includes(status))).toEqual([])
    await site.start()
    await expectNothingLost(site, told, `${engine}, ended in order`)
  })
})
