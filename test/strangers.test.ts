/** Pages kept for guests: never anything of a member in them, never what is no longer so. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moveThread, postAnswer, removePost, removeThread, pathOf } from '#modules/conversations/index.ts'
import { changeRole } from '#modules/members/index.ts'
import { h } from 'preact'
import { type Ctx, guest } from '#platform/ctx.ts'
import { doors } from '#platform/doors.tsx'
import { KeptPages } from '#platform/kept-pages.ts'
import { anyone } from '#platform/permissions.ts'
import { Page } from '#ui/page.tsx'
import { buildApp } from '../src/app.tsx'
import { openHouse, type TestHouse } from './house.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let ada: Ctx
let ben: Ctx
let mo: Ctx
let thread: Awaited<ReturnType<Site['question']>>
let path: string
beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada Lovelace')
  ben = await site.member('Ben Hur')
  mo = await site.member('Mo Manager', 'community_manager')
  thread = await site.question(ada, { title: 'How do I rotate a key?' })
  path = pathOf({ ...thread, kind: 'question' })
})
afterEach(async () => site.app.close())

const isKept = (answer: { headers: Record<string, unknown> }) => answer.headers.etag !== undefined

describe('what guests are given', () => {
  test('is one page for all, with everything that an ordinary answer carries', async () => {
    const [first, second] = [await site.get(path), await site.get(path)]
    expect(first.statusCode).toBe(200)
    expect(second.body).toBe(first.body)
    expect(second.headers.etag).toBe(first.headers.etag)
    for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'content-type']) expect(second.headers[name]).toBe(first.headers[name])
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  test('need not be sent again to who has it', async () => {
    const { etag } = (await site.get(path)).headers
    const again = await site.get(path, undefined, { 'if-none-match': String(etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test('is packed as they wish', async () => {
    const plain = await site.get(path)
    const packed = await site.get(path, undefined, { 'accept-encoding': 'br' })
    expect(packed.headers['content-encoding']).toBe('br')
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length)
  })

  test('still counts as a view each time', async () => {
    const { writeViews } = await import('#modules/conversations/views.ts')
    const seen = async () => (await site.db.selectFrom('thread').select('viewCount').where('id', '=', thread.id).executeTakeFirstOrThrow()).viewCount
    await writeViews(site.guest)
    const before = await seen()
    const looked = { 'sec-fetch-dest': 'document' }
    for (let turn = 0; turn < 3; turn++) await site.get(path, undefined, looked)
    await writeViews(site.guest)
    expect((await seen()) - before).toBe(3)
  })

  test('is not kept under made-up addresses, nor for parts of a page', async () => {
    expect(isKept(await site.get(`${path}?utm_source=mail`))).toBe(false)
    expect(isKept(await site.get(`${path}?sort=${'x'.repeat(400)}`))).toBe(false)
    expect(isKept(await site.get('/questions', undefined, { 'turbo-frame': 'rows' }))).toBe(false)
    expect(isKept(await site.get('/search?q=key&thanks=yes'))).toBe(false)
    expect(isKept(await site.get('/join'))).toBe(false)
  })
})

describe('privacy', () => {
  test('a guest is never given what was drawn for a member, nor a member what was drawn for a guest', async () => {
    const addresses = [path, '/', '/questions', '/discussions', `/spaces/${site.square.slug}`, '/about', '/search?q=key']
    for (const order of [[ada, undefined], [undefined, ada]]) {
      for (const url of addresses) {
        const [one, other] = [await site.get(url, order[0]), await site.get(url, order[1])]
        const [forAda, forGuest] = order[0] ? [one, other] : [other, one]
        expect(forGuest.body).not.toContain('csrf')
        expect(forGuest.body).not.toContain('a-token-of-the-tests')
        expect(forGuest.body).toContain('/sign-in')
        expect(forAda.body).toContain('csrf-token')
        expect(isKept(forAda)).toBe(false)
        expect(forAda.headers['cache-control']).toBe('private, no-cache')
      }
    }
  })

  test('not even when many ask at once', async () => {
    const askers = Array.from({ length: 40 }, (_, index) => [ada, undefined, ben, undefined][index % 4])
    const answers = await Promise.all(askers.map((as) => site.get(path, as)))
    for (const [index, answer] of answers.entries()) expect(answer.body.includes('csrf-token')).toBe(askers[index] !== undefined)
  })

  test('what goes out of sight is gone at once, wherever it stood', async () => {
    const room = await site.space({ name: 'Back room', see: 'team', ask: 'team', answer: 'team' })
    const places = ['/', '/questions', `/spaces/${site.square.slug}`]
    for (const url of places) expect((await site.get(url)).body).toContain('rotate a key')
    await site.get(path)
    await moveThread(mo, thread.id, room.id)
    expect((await site.get(path)).statusCode).toBe(404)
    for (const url of places) expect((await site.get(url)).body).not.toContain('rotate a key')
  })

  test('so is what was removed', async () => {
    const answer = await postAnswer(ben, thread.id, { body: 'A word that somebody regrets.' })
    expect((await site.get(path)).body).toContain('somebody regrets')
    await removePost(ben, answer.id)
    expect((await site.get(path)).body).not.toContain('somebody regrets')
    await removeThread(mo, thread.id)
    expect((await site.get(path)).statusCode).toBe(404)
  })

  test('a change of a person is a change of every page', async () => {
    await postAnswer(ben, thread.id, { body: 'Turn it round.' })
    expect((await site.get(path)).body).not.toContain('Champion')
    await changeRole(await site.member('Vic', 'administrator'), ben.viewer.handle, 'champion')
    expect((await site.get(path)).body).toContain('Champion')
  })
})

test('a new answer stands on the page of guests as soon as it was posted', async () => {
  await site.get(path)
  for (let turn = 0; turn < 5; turn++) {
    await site.post(`/threads/${thread.id}/answers`, { body: `Turn number ${turn}.` }, ben)
    expect((await site.get(path)).body).toContain(`Turn number ${turn}.`)
  }
})

test('whoever signs out sees the page of guests with what they have just written', async () => {
  const house: TestHouse = await openHouse()
  const { ctx, email } = await house.person('Cleo')
  const asked = await house.question(ctx, { title: 'Which key is the right one?' })
  const url = pathOf({ ...asked, kind: 'question' })
  const [stranger, browser] = [house.browser('203.0.113.9'), house.browser()]
  await stranger.get(url)
  await browser.signIn(email)
  expect((await browser.get(url)).body).toContain('csrf-token')
  await browser.post(`/threads/${asked.id}/answers`, { body: 'The silver one.' })
  expect((await browser.get(url)).body).toContain('The silver one.')
  await browser.post('/sign-out')
  for (const each of [browser, stranger]) {
    const page = await each.get(url)
    expect(page.body).toContain('The silver one.')
    expect(page.body).not.toContain('csrf-token')
  }
  await house.app.close()
})

test('who asks too often is refused kept pages, too', async () => {
  const strict = await openSite({ requestLimits: [{ max: 3, seconds: 3600 }] })
  const ask = () => strict.app.inject({ url: '/about', remoteAddress: '198.51.100.7', headers: { 'x-test-as': 'undefined' } })
  const answers = []
  for (let turn = 0; turn < 5; turn++) answers.push(await ask())
  expect(answers.map((each) => each.statusCode)).toEqual([200, 200, 200, 429, 429])
  expect(answers[4]!.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'none'") })
  await strict.app.close()
})

/** A page that counts how often it was drawn, and fails when it is told to. */
async function openCounting(life: { fresh: number; stale: number }) {
  const drawn = { times: 0, fails: false }
  const { app } = await buildApp({
    database: site.database,
    config: site.config,
    wiring: site.wiring,
    secret: 'a-secret-of-the-tests-that-is-long-enough',
    clientDir: '/nowhere',
    readSession: async () => ({ viewer: guest, csrf: null }),
    isStranger: () => true,
    pages: new KeptPages(site.wiring.changes!, { life }),
    extra: (scope, house) =>
      doors(scope, house).get('/drawn', {
        may: anyone,
        alike: { marks: () => ['lists'], query: [] },
        act: async () => {
          drawn.times++
          await new Promise((resolve) => setTimeout(resolve, 20))
          if (drawn.fails) throw new Error('The database is away.')
          return drawn.times
        },
        page: (times) => h(Page, { title: `Drawing ${times}` }) as never,
      }),
  })
  return { app, drawn }
}

describe('one draws', () => {
  test('while fifty wait, and again after a change', async () => {
    const { app, drawn } = await openCounting({ fresh: 60_000, stale: 120_000 })
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.inject('/drawn')))
    expect(drawn.times).toBe(1)
    expect(new Set(answers.map((each) => `${each.statusCode} ${each.body}`)).size).toBe(1)
    site.wiring.changes!.tell(['lists'])
    expect((await app.inject('/drawn')).body).toContain('Drawing 2')
    await app.close()
  })

  test('anew when the page has aged, while the others are given the former', async () => {
    const { app } = await openCounting({ fresh: -1, stale: 120_000 })
    await app.inject('/drawn')
    const [one, ...others] = await Promise.all(Array.from({ length: 10 }, () => app.inject('/drawn')))
    expect(one!.body).toContain('Drawing 2')
    for (const other of others) expect(other.body).toContain('Drawing 1')
    await app.close()
  })

  test('and when it fails, what was true a moment ago is given; but never what has changed since', async () => {
    const { app, drawn } = await openCounting({ fresh: -1, stale: 120_000 })
    await app.inject('/drawn')
    drawn.fails = true
    const former = await app.inject('/drawn')
    expect([former.statusCode, former.body.includes('Drawing 1')]).toEqual([200, true])
    const asked = app.inject('/drawn')
    setTimeout(() => site.wiring.changes!.tell(['lists']), 10)
    expect((await asked).statusCode).toBe(500)
    expect((await app.inject('/drawn')).statusCode).toBe(500)
    await app.close()
  })
})
