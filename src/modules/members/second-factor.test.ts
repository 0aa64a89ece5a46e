import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOTP } from '@better-auth/utils/otp'
import { type Browser, linkIn, openHouse, password, type TestHouse } from '#test/house.ts'

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
    expect(
      (await next.post('/password/new', { token: reset!, password: 'a whole new sentence' })).headers
        .location,
    ).toBe('/sign-in/second')
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
    for (let turn = 0; turn < 7; turn++)
      codes.push((await next.post('/sign-in/second', { code: `00000${turn}` })).statusCode)
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

function fromBase32(text: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(text.replace(/=+$/, ''), (letter) =>
    letters.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString()
}
