/** The PostgreSQL server dies, is stopped, or freezes: pages that were seen go on, writes are refused kindly, all heals alone. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type OwnServer, startServer } from '../../bin/postgres.mjs'
import { engines, Site } from './site.ts'
import { expectNothingLost, inWords, nothingTold, pause, writeDuring } from './writers.ts'

const rounds = Math.ceil(Number(process.env.FAULT_ROUNDS ?? 20) / 4)
const writers = 20

describe.runIf(engines.includes('postgres'))('the database server', () => {
  let server: OwnServer
  let site: Site
  beforeAll(async () => { server = await startServer({ durable: true }) })
  afterAll(async () => server.stop())
  afterEach(async () => site.remove())

  const answers = async (key: string, body: string) => site.post(`/threads/${site.questionId}/answers`, site.tokens[1]!, key, { body })

  /** Asks until it is done. @returns milliseconds */
  async function untilWritten(key: string): Promise<number> {
    const started = performance.now()
    for (let attempt = 0; attempt < 600; attempt++) {
      if ((await answers(key, `Is it back? ${key}`).catch(() => null))?.status === 201) return Math.round(performance.now() - started)
      await pause(50)
    }
    throw new Error('Nothing could be written 30 s after the server was back.')
  }

  test(`${rounds} rounds of kill -9 of it under ${writers} writers: the site comes back by itself`, async () => {
    site = await Site.open('postgres', writers, server.url)
    await site.start()
    const told = nothingTold()
    const back: number[] = []
    for (let round = 0; round < rounds; round++) {
      await writeDuring(site, told, round, async () => {
        await pause(300 + Math.random() * 900)
        server.kill()
        await server.gone()
        await server.restart()
        told.tried.add(`Is it back? after-${round}`)
        back.push(await untilWritten(`after-${round}`))
      })
    }
    expect(told.acknowledged.size).toBeGreaterThan(rounds)
    expect([...told.statuses.keys()].filter((status) => ![0, 201, 503].includes(status))).toEqual([])
    await expectNothingLost(site, told, `database killed, back in ${inWords(back)}`)
  })

  test('while it is stopped, a page that was seen is shown, and what is written is refused with words and given back', async () => {
    site = await Site.open('postgres', 2, server.url)
    await site.start()
    const first = await fetch(`${site.url}/questions/${site.questionId}`)
    const page = first.url
    expect(await first.text()).toContain('What survives a kill?')
    const cookie = await site.signIn()
    server.kill()
    await server.gone()

    const seen = await fetch(page)
    expect(seen.status).toBe(200)
    expect(await seen.text()).toContain('What survives a kill?')
    expect((await fetch(`${site.url}/members?q=never-seen`)).status).toBe(503)
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${site.url}/readyz`)).status).toBe(503)

    const refused = await answers('while-away', 'Written while it was away.')
    expect(refused.status).toBe(503)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ code: 'Away', status: 503 })
    const form = await fetch(`${site.url}/threads/${site.questionId}/answers`, {
      method: 'POST', headers: { origin: site.url, 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams({ body: 'A long text that took an hour.' }),
    })
    expect(form.status).toBe(503)
    expect(await form.text()).toContain('A long text that took an hour.')

    await server.restart()
    await untilWritten('when-it-was-back')
    expect((await answers('while-away', 'Written while it was away.')).status).toBe(201)
  })

  test('while it is frozen, nobody waits for ever; what was sent meanwhile is done once', async () => {
    site = await Site.open('postgres', 2, server.url)
    await site.start()
    expect((await answers('before-frost', 'Before the frost.')).status).toBe(201)
    server.freeze()
    const during = await Promise.all(Array.from({ length: 30 }, (_, number) => answers(`in-frost-${number}`, `In the frost ${number}.`)))
    expect(new Set(during.map((each) => each.status))).toEqual(new Set([503]))
    server.thaw()
    await untilWritten('after-frost')
    const again = await Promise.all(Array.from({ length: 30 }, (_, number) => answers(`in-frost-${number}`, `In the frost ${number}.`)))
    expect(new Set(again.map((each) => each.status))).toEqual(new Set([201]))
    const told = nothingTold()
    for (const body of ['Before the frost.', 'Is it back? after-frost', ...Array.from({ length: 30 }, (_, number) => `In the frost ${number}.`)]) {
      told.tried.add(body)
      told.acknowledged.add(body)
    }
    await expectNothingLost(site, told, 'database frozen')
  })
})
