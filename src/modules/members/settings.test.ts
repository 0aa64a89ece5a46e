import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createOTP } from '@better-auth/utils/otp'
import { type Browser, linkIn, openHouse, password, type TestHouse } from '#test/house.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let browser: Browser

beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
  browser = house.browser()
  await browser.signIn(ada.email)
})

const decoded = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

describe('the profile', () => {
  const wish = { name: 'Ada King', headline: 'Counts', about: 'I **like** engines.', location: 'London', website: 'https://ada.example', expertise: 'heat-curve, Radiators', products: ['Moss 8', 'Tarn 200'] }

  test('is changed with its version, and shown', async () => {
    const form = await browser.get('/settings')
    expect(form.body).toContain('value="Ada Lovelace"')
    const saved = await browser.post('/settings', { ...wish, version: '1' })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/settings?saved=1'])
    const page = await browser.get('/members/ada-lovelace')
    expect(page.body).toContain('Ada King')
    expect(page.body).toContain('<strong>like</strong>')
    expect(page.body).toContain('href="/members?expertise=radiators"')
    expect(page.body).toContain('Tarn 200')
    expect(page.body).toContain('id="member-posts" src="/members/ada-lovelace/posts"')
    expect(await house.facts()).toContain('profile.edited')
  })

  test('shows both texts when another window was quicker, and loses neither', async () => {
    await browser.post('/settings', { ...wish, about: 'The other window.', version: '1' })
    const late = await browser.post('/settings', { ...wish, about: 'This window.', version: '1' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('The other window.')
    expect(late.body).toContain('This window.')
    expect(late.body).toContain('name="version" value="2"')
    expect((await browser.post('/settings', { ...wish, about: 'This window.', version: '2' })).statusCode).toBe(303)
  })

  test('takes no script and no role', async () => {
    await browser.post('/settings', { ...wish, about: '<script>alert(1)</script><img src=x onerror=alert(1)>', website: 'https://a.example', version: '1', role: 'administrator', authId: 'x' })
    const page = await browser.get('/members/ada-lovelace')
    expect(page.body).not.toMatch(/<script>alert|<img[^>]+onerror=/)
    expect((await house.db.selectFrom('member').select('role').where('id', '=', ada.id).executeTakeFirstOrThrow()).role).toBe('member')
    expect((await browser.post('/settings', { ...wish, website: 'javascript:alert(1)', version: '2' })).statusCode).toBe(422)
  })

  test("is one's own only, and guests are led to sign in", async () => {
    const answer = await house.browser('198.51.100.1').get('/settings')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?to=%2Fsettings'])
  })
})

describe('the password', () => {
  test('changes with the old one, and signs other browsers out', async () => {
    const other = house.browser('198.51.100.1')
    await other.signIn(ada.email)
    expect((await browser.post('/settings/password', { current: 'wrong one', password: 'another long sentence' })).statusCode).toBe(422)
    expect((await browser.post('/settings/password', { current: password, password: 'another long sentence' })).statusCode).toBe(303)
    expect((await browser.get('/settings/account')).statusCode).toBe(200)
    expect((await other.get('/settings/account')).statusCode).toBe(303)
    expect((await house.mails()).at(-1)!.kind).toBe('members.changed')
    expect((await house.browser('198.51.100.2').signIn(ada.email, 'another long sentence')).statusCode).toBe(303)
  })
})

describe('the address', () => {
  test('changes once the new one is proven; the old one is told', async () => {
    await browser.post('/settings/address', { email: 'ada@new.example', password })
    const link = linkIn((await house.mails())[0]!.text)
    expect(link.pathname).toBe('/settings/account/address')
    expect((await browser.get(link.pathname + link.search)).body).toContain('ada@new.example')
    expect((await browser.post('/settings/account/address', { token: link.searchParams.get('token')! })).statusCode).toBe(303)
    expect((await browser.get('/settings/account')).body).toContain('ada@new.example')
    expect((await house.mails()).map((mail) => [mail.kind, mail.recipient])).toEqual([['members.address', 'ada@new.example'], ['members.addressGone', ada.email]])
    expect((await house.browser('198.51.100.2').signIn('ada@new.example')).statusCode).toBe(303)
  })

  test('answers alike when it belongs to somebody, and their link is of no use to others', async () => {
    const bob = await house.person('Bob Noyce')
    const taken = await browser.post('/settings/address', { email: bob.email, password })
    const free = await browser.post('/settings/address', { email: 'free@new.example', password })
    expect([taken.statusCode, taken.headers.location]).toEqual([free.statusCode, free.headers.location])
    const link = linkIn((await house.mails()).at(-1)!.text)
    const other = house.browser('198.51.100.3')
    await other.signIn(bob.email)
    expect((await other.get(link.pathname + link.search)).body).toContain('too old')
    expect((await other.post('/settings/account/address', { token: link.searchParams.get('token')! })).statusCode).toBe(422)
  })
})

const codeOf = (key: string) => createOTP(fromBase32(key), { digits: 6, period: 30 }).totp()

async function turnOn() {
  expect((await browser.post('/settings/second', { password: 'wrong one' })).statusCode).toBe(422)
  expect((await browser.post('/settings/second', { password })).headers.location).toBe('/settings/second')
  const page = await browser.get('/settings/second')
  expect(page.body).toContain('<svg xmlns="http://www.w3.org/2000/svg"')
  expect(page.body).not.toContain('style=')
  const key = /id="second-key">([^<]+)</.exec(page.body)![1]!
  const codes = [...page.body.matchAll(/<li>(\w{5}-\w{5})<\/li>/g)].map(([, code]) => code!)
  expect(codes).toHaveLength(10)
  expect((await browser.post('/settings/second/proof', { code: '000000' })).statusCode).toBe(422)
  expect((await browser.post('/settings/second/proof', { code: await codeOf(key) })).statusCode).toBe(303)
  const after = await browser.get('/settings/second')
  expect(after.body).toContain('The second step is on')
  expect(after.body).not.toContain(key)
  return { key, codes }
}

describe('the second step', () => {
  test('is asked after the password, and takes a code of the app', async () => {
    const { key } = await turnOn()
    const next = house.browser('198.51.100.4')
    const half = await next.post('/sign-in', { email: ada.email, password, to: '/topics' })
    expect(half.headers.location).toBe('/sign-in/second?to=%2Ftopics')
    expect((await next.get('/settings')).statusCode).toBe(303)
    expect((await next.post('/sign-in/second', { code: '123456', to: '/topics' })).statusCode).toBe(422)
    const whole = await next.post('/sign-in/second', { code: await codeOf(key), to: '/topics' })
    expect([whole.statusCode, whole.headers.location]).toEqual([303, '/topics'])
    expect((await next.get('/settings')).statusCode).toBe(200)
  })

  test('is asked after a mailed link and after a new password too', async () => {
    await turnOn()
    const next = house.browser('198.51.100.5')
    await next.post('/sign-in/link', { email: ada.email })
    await next.post('/password/forgotten', { email: ada.email })
    await house.work()
    const [link, reset] = (await house.mails()).map((mail) => linkIn(mail.text).searchParams.get('token')!)
    expect((await next.post('/sign-in/link/use', { token: link! })).headers.location).toBe('/sign-in/second')
    expect((await next.get('/settings')).statusCode).toBe(303)
    expect((await next.post('/password/new', { token: reset!, password: 'a whole new sentence' })).headers.location).toBe('/sign-in/second')
    expect((await next.get('/settings')).statusCode).toBe(303)
  })

})

describe('backup codes and trust', () => {
  test('takes each backup code once, and a device can be trusted', async () => {
    const { codes } = await turnOn()
    const next = house.browser('198.51.100.6')
    await next.post('/sign-in', { email: ada.email, password })
    expect((await next.post('/sign-in/second', { code: codes[0]!, trust: 'on' })).statusCode).toBe(303)
    await next.get('/settings')
    await next.post('/sign-out')
    expect((await next.post('/sign-in', { email: ada.email, password })).headers.location).toBe('/')
    const third = house.browser('198.51.100.7')
    await third.post('/sign-in', { email: ada.email, password })
    expect((await third.post('/sign-in/second', { code: codes[0]! })).statusCode).toBe(422)
  })

  test('is not guessed: six tries a minute', async () => {
    await turnOn()
    vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / 60_000) * 60_000 })
    const next = house.browser('198.51.100.8')
    await next.post('/sign-in', { email: ada.email, password })
    const codes: number[] = []
    for (let turn = 0; turn < 7; turn++) codes.push((await next.post('/sign-in/second', { code: `00000${turn}` })).statusCode)
    vi.useRealTimers()
    expect(codes.at(-1)).toBe(429)
    expect(codes.slice(0, 5)).toEqual([422, 422, 422, 422, 422])
  })

  test('can be turned off, and codes made anew, with the password', async () => {
    const { codes } = await turnOn()
    const fresh = await browser.post('/settings/second/codes', { password })
    expect(fresh.statusCode).toBe(200)
    expect(fresh.body).not.toContain(codes[0])
    await browser.get('/settings/second')
    expect((await browser.post('/settings/second/removal', { password: 'wrong one' })).statusCode).toBe(422)
    expect((await browser.post('/settings/second/removal', { password })).statusCode).toBe(303)
    expect((await house.browser('198.51.100.9').signIn(ada.email)).headers.location).toBe('/')
  })
})

describe('signed-in browsers', () => {
  test('are listed and can be signed out, but only one\'s own', async () => {
    const other = house.browser('198.51.100.1')
    await other.ask('POST', '/sign-in', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1' },
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
  const call = (token: string, url: string, method: 'GET' | 'POST' = 'GET') => house.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } })

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
    await house.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', ada.id).execute()
    expect((await call(token, '/api/v1/me')).statusCode).toBe(401)
    expect((await browser.get('/settings')).statusCode).toBe(303)
  })
})

describe('passkeys', () => {
  test('ask the browser with our site and the check of who holds it; nonsense is refused', async () => {
    const question = await browser.json('/settings/passkeys/options', {})
    expect(question.statusCode).toBe(200)
    expect(question.json()).toMatchObject({ rp: { id: 'localhost' }, authenticatorSelection: { residentKey: 'required', userVerification: 'required' } })
    expect((await browser.json('/settings/passkeys', { response: { id: 'x' }, name: 'Phone' })).statusCode).toBe(422)

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

function fromBase32(text: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(text.replace(/=+$/, ''), (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString()
}
