import { suspend } from './roles.ts'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Browser, openHouse, password, type TestHouse } from '#test/house.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let browser: Browser

// A test that fails half-way must not leave its clock to the next.
afterEach(() => {
  vi.useRealTimers()
})
beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
  browser = house.browser()
  await browser.signIn(ada.email)
})

const decoded = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

describe('signed-in browsers', () => {
  test("are listed and can be signed out, but only one's own", async () => {
    const other = house.browser('198.51.100.1')
    await other.ask('POST', '/sign-in', {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent':
          'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1',
      },
      payload: new URLSearchParams({ email: ada.email, password }).toString(),
    })
    const page = await browser.get('/settings/account')
    expect(page.body).toContain('Safari on iPhone')
    const removal = /action="(\/settings\/sessions\/[^/]+\/removal)"/.exec(page.body)![1]!

    const bob = await house.person('Bob Noyce')
    const strangers = house.browser('198.51.100.2')
    await strangers.signIn(bob.email)
    expect((await strangers.post(removal)).statusCode).toBe(404)
    expect((await browser.post(removal)).statusCode).toBe(303)
    expect((await other.get('/settings')).statusCode).toBe(303)
    await other.signIn(ada.email)
    await browser.post('/settings/sessions/removal')
    expect((await other.get('/settings')).statusCode).toBe(303)
    expect((await browser.get('/settings')).statusCode).toBe(200)
  })

  test('end after sixty days without a visit', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59 * 86_400_000 })
    expect((await browser.get('/settings')).statusCode).toBe(200)
    vi.setSystemTime(Date.now() + 61 * 86_400_000)
    expect((await browser.get('/settings')).statusCode).toBe(303)
    vi.useRealTimers()
  })
})

describe('keys for programs', () => {
  const call = (token: string, url: string, method: 'GET' | 'POST' = 'GET') =>
    house.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } })

  async function makeKey(scope: 'read' | 'write') {
    const page = await browser.post('/settings/tokens', { name: 'My dashboard', scope })
    expect(page.statusCode).toBe(200)
    return /value="(fm_[\w-]+)"/.exec(page.body)![1]!
  }

  test('open the API in the name of their member, are kept as hashes, and can be taken back', async () => {
    const token = await makeKey('read')
    const me = await call(token, '/api/v1/me')
    expect(me.json()).toMatchObject({ handle: 'ada-lovelace', email: ada.email, role: 'member' })
    const row = await house.db.selectFrom('apiToken').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(token)
    expect(row.hash).toBe(createHash('sha256').update(token).digest('base64url'))
    expect(row.lastUsedAt).not.toBeNull()

    const page = await browser.get('/settings/account')
    expect(page.body).toContain('My dashboard')
    expect(page.body).not.toContain(token)
    await browser.post(`/settings/tokens/${row.id}/removal`)
    expect((await call(token, '/api/v1/me')).statusCode).toBe(401)
  })

  test('the cookie opens no API, the key no page, and a reading key writes nothing', async () => {
    const token = await makeKey('read')
    expect((await browser.get('/api/v1/me')).statusCode).toBe(401)
    expect((await call(token, '/settings')).statusCode).toBe(303)
    expect((await call('fm_wrong', '/api/v1/members')).statusCode).toBe(401)
    expect((await house.app.inject('/api/v1/members')).statusCode).toBe(200)
    expect((await house.app.inject('/api/v1/me')).statusCode).toBe(401)
    const refused = await call(token, '/api/v1/notifications/read', 'POST')
    expect([refused.statusCode, refused.json().detail]).toEqual([403, 'This key may only read.'])
  })

  test('need a name, and end with their member', async () => {
    expect((await browser.post('/settings/tokens', { name: ' ' })).statusCode).toBe(422)
    const token = await makeKey('write')
    const { ctx } = await house.person('Vic', 'administrator')
    await suspend(ctx, ada.handle)
    expect((await call(token, '/api/v1/me')).statusCode).toBe(401)
    expect((await browser.get('/settings')).statusCode).toBe(303)
  })
})

describe('passkeys', () => {
  test('ask the browser with our site and the check of who holds it; nonsense is refused', async () => {
    const question = await browser.json('/settings/passkeys/options', {})
    expect(question.statusCode).toBe(200)
    expect(question.json()).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(
      (await browser.json('/settings/passkeys', { response: { id: 'x' }, name: 'Phone' })).statusCode,
    ).toBe(422)

    const guest = house.browser('198.51.100.1')
    const ask = await guest.json('/sign-in/passkey/options', {})
    expect(ask.json()).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(ask.json().allowCredentials ?? []).toEqual([])
    expect((await guest.json('/sign-in/passkey', { response: { id: 'unknown' } })).statusCode).toBe(422)
    expect((await guest.json('/settings/passkeys/options', {})).statusCode).toBe(403)
  })

  test('a new one asks for a sign-in of today', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 13 * 3_600_000 })
    expect((await browser.json('/settings/passkeys/options', {})).statusCode).toBe(422)
    expect(decoded((await browser.get('/settings/account')).body)).toContain('Sign in again to add a passkey')
    vi.useRealTimers()
  })
})
