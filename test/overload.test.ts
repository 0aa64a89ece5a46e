/** A process that is late with everything refuses searches, leaves out relatives, and goes on showing pages. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pathOf } from '#modules/conversations/index.ts'
import { heedPressure, isPressed } from '#platform/pressure.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite({ limits: true })
  heedPressure(true)
})
afterEach(async () => {
  heedPressure(false)
  await site.app.close()
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Keeps the event loop busy, as too many requests do, until the process notices or the patience ends. */
async function load(patience = 20_000) {
  const end = Date.now() + patience
  while (!isPressed() && Date.now() < end) {
    const busy = Date.now() + 250
    while (Date.now() < busy) Math.sqrt(busy)
    await pause(1)
  }
}

async function calmDown(patience = 30_000) {
  const end = Date.now() + patience
  while (isPressed() && Date.now() < end) await pause(100)
}

test('searches wait, pages do not, and it heals alone', async () => {
  const ada = await site.member('Ada')
  const thread = await site.question(ada, { title: 'How do I rotate a key?' })
  await site.question(ada, { title: 'How do I rotate a key twice?' })
  await site.settle()
  await calmDown()
  await load()
  expect(isPressed()).toBe(true)

  const [found, suggested, asked, read] = await Promise.all([
    site.get('/search?q=key'), site.get('/search/suggestions?q=key'), site.get('/api/v1/search?q=key'), site.get(pathOf({ ...thread, kind: 'question' }), ada),
  ])
  expect([found, suggested, asked].map((each) => each.statusCode)).toEqual([503, 503, 503])
  expect(found.headers['retry-after']).toBe('3')
  expect(found.body).toContain('searching has to wait for a moment')
  expect(asked.json()).toMatchObject({ status: 503, code: 'Overloaded' })
  expect(read.statusCode).toBe(200)
  expect(read.body).toContain('rotate a key?')
  expect(read.body).not.toContain('rotate a key twice')

  await calmDown()
  expect((await site.get('/search?q=key')).statusCode).toBe(200)
})
