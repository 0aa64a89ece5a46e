import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { tidy } from './jobs.ts'
import { openHouse, password, type TestHouse } from '#test/house.ts'

let house: TestHouse
// A test that fails half-way must not leave its clock to the next.
afterEach(() => {
  vi.useRealTimers()
})
beforeEach(async () => {
  house = await openHouse()
})

describe('signing in', () => {
  test('opens a session by cookie, and signing out ends it', async () => {
    const ada = await house.person('Ada Lovelace')
    const browser = house.browser()
    const page = await browser.get('/sign-in?to=/members')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Welcome back')

    const answer = await browser.post('/sign-in', {
      email: 'ADALOVELACE@example.com',
      password,
      to: '/topics?x=1',
    })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/topics?x=1'])
    const line = String(answer.headers['set-cookie'])
    expect(line).toMatch(/fm\.session_token=.*HttpOnly.*SameSite=Lax/)
    const home = await browser.get('/sign-in')
    expect(home.body).toContain('csrf-token')
    expect(await house.facts()).toContain('member.signedIn')
    expect(ada.id).toBeGreaterThan(0)

    const out = await browser.post('/sign-out')
    expect([out.statusCode, out.headers.location]).toEqual([303, '/'])
    expect(await house.db.selectFrom('authSession').selectAll().execute()).toEqual([])
    expect((await browser.get('/sign-in')).body).not.toContain('csrf-token')
  })

  test('answers alike for a wrong password and an unknown address', async () => {
    await house.person('Ada Lovelace')
    const known = await house
      .browser()
      .post('/sign-in', { email: 'adalovelace@example.com', password: 'not this one' })
    const unknown = await house
      .browser('203.0.113.8')
      .post('/sign-in', { email: 'nobody@example.com', password: 'not this one' })
    expect(known.statusCode).toBe(422)
    expect(unknown.statusCode).toBe(422)
    expect(unknown.body.replaceAll('nobody@', 'adalovelace@')).toBe(known.body)
    expect(known.body).toContain('That password does not fit this address')
    expect(known.body).not.toContain('not this one')
  })
})

describe('the session of a sign-in', () => {
  test('makes a new session each time and ends the one before: nobody can plant theirs', async () => {
    await house.person('Ada Lovelace')
    const browser = house.browser()
    await browser.signIn('adalovelace@example.com')
    const first = browser.jar.get('fm.session_token')
    await browser.signIn('adalovelace@example.com')
    expect(browser.jar.get('fm.session_token')).not.toBe(first)
    expect(await house.db.selectFrom('authSession').selectAll().execute()).toHaveLength(1)

    const planted = house.browser()
    planted.jar.set('fm.session_token', 'planted-by-somebody.AAAA')
    await planted.signIn('adalovelace@example.com')
    expect(planted.jar.get('fm.session_token')).not.toContain('planted')
  })

  test('never leads to another site', async () => {
    await house.person('Ada Lovelace')
    for (const to of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/sign-out',
      '/.//evil.example',
    ]) {
      const answer = await house
        .browser(`198.51.100.${to.length}`)
        .post('/sign-in', { email: 'adalovelace@example.com', password, to })
      expect([to, answer.statusCode, answer.headers.location]).toEqual([to, 303, '/'])
      await house.db.deleteFrom('limitCount').execute()
    }
  })
})

describe('a session', () => {
  test('takes no cookie whose signature is not ours', async () => {
    await house.person('Ada Lovelace')
    const browser = house.browser()
    await browser.signIn('adalovelace@example.com')
    const signed = decodeURIComponent(browser.jar.get('fm.session_token')!)
    browser.jar.set('fm.session_token', encodeURIComponent(signed.replace(/.{4}=?$/, 'AAA=')))
    expect((await browser.get('/sign-in')).body).not.toContain('csrf-token')
  })

  test('refuses a form without the token of the session', async () => {
    await house.person('Ada Lovelace')
    const browser = house.browser()
    await browser.signIn('adalovelace@example.com')
    const answer = await browser.ask('POST', '/sign-out', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'x=1',
    })
    expect(answer.statusCode).toBe(403)
  })

  test('keeps guessers out, by network address and by account', async () => {
    // All tries fall into one window.
    vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / 900_000) * 900_000 })
    await house.person('Ada Lovelace')
    const tries = async (count: number, ip: (turn: number) => string, email: (turn: number) => string) => {
      const codes: number[] = []
      for (let turn = 0; turn < count; turn++)
        codes.push(
          (await house.browser(ip(turn)).post('/sign-in', { email: email(turn), password: 'wrong' }))
            .statusCode,
        )
      return codes
    }
    expect(
      await tries(
        7,
        () => '192.0.2.1',
        (turn) => `a${turn}@example.com`,
      ),
    ).toEqual([422, 422, 422, 422, 422, 422, 429])
    // A house has a whole /64 of IPv6 addresses: they count as one.
    expect(
      await tries(
        7,
        (turn) => `2001:db8:1:2::${turn}`,
        (turn) => `b${turn}@example.com`,
      ),
    ).toEqual([422, 422, 422, 422, 422, 422, 429])
    expect(
      (
        await tries(
          11,
          (turn) => `192.0.2.${10 + turn}`,
          () => 'adalovelace@example.com',
        )
      ).at(-1),
    ).toBe(429)
    const late = await house
      .browser('192.0.2.99')
      .post('/sign-in', { email: 'adalovelace@example.com', password })
    vi.useRealTimers()
    expect(late.statusCode).toBe(429)
  }, 120_000)
})

describe('turning away', () => {
  test('turns a suspended member away, and ends nothing for others', async () => {
    const ada = await house.person('Ada Lovelace')
    await house.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', ada.id).execute()
    const answer = await house.browser().post('/sign-in', { email: ada.email, password })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('suspended')
    expect(await house.db.selectFrom('authSession').selectAll().execute()).toEqual([])
  })

  test('carries Secure and __Host- cookies on https', async () => {
    house = await openHouse({ config: { baseUrl: 'https://square.example' } })
    await house.person('Ada Lovelace')
    const browser = house.browser()
    const answer = await browser.signIn('adalovelace@example.com')
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-fm\.session_token=.*Path=\/; HttpOnly; Secure; SameSite=Lax/,
    )
    expect((await browser.get('/sign-in')).body).toContain('csrf-token')
  })
})

describe('a browser that has not signed in before', () => {
  test('is told to the owner of the account, once, and never the first of all', async () => {
    const ada = await house.person('Ada Lovelace')
    const first = house.browser()
    await first.signIn(ada.email)
    await first.post('/sign-out')
    await first.signIn(ada.email)
    expect(await house.mails()).toEqual([])
    const second = house.browser('198.51.100.1')
    await second.signIn(ada.email)
    await second.signIn(ada.email)
    const mails = await house.mails()
    expect(mails.map((mail) => [mail.kind, mail.recipient])).toEqual([['members.newBrowser', ada.email]])
    expect(mails[0]!.text).toContain('/settings/account')
  })
})

test('what has run out is taken away by night', async () => {
  const ada = await house.person('Ada Lovelace')
  await house.browser().signIn(ada.email)
  await house
    .browser('198.51.100.1')
    .post('/join', { name: 'Grace Hopper', email: 'grace@example.com', password })
  await tidy.run(house.at(house.guest, new Date(Date.now() + 86_400_000 * 2)), {})
  expect(await house.db.selectFrom('authVerification').selectAll().execute()).toEqual([])
  expect(await house.db.selectFrom('authSession').selectAll().execute()).toHaveLength(1)
  await tidy.run(house.at(house.guest, new Date(Date.now() + 86_400_000 * 61)), {})
  expect(await house.db.selectFrom('authSession').selectAll().execute()).toEqual([])
  await house.settle()
  expect(await house.broken()).toEqual([])
})

describe('the demo', () => {
  test('shows its accounts and opens them with one press; elsewhere there is no such door', async () => {
    const ada = await house.person('Ada Lovelace', 'community_manager')
    expect((await house.browser().get('/sign-in')).body).not.toContain('Ada Lovelace')
    expect((await house.browser().post('/sign-in/demo', { handle: ada.handle })).statusCode).toBe(404)

    house.config.demo = true
    const browser = house.browser()
    expect((await browser.get('/sign-in')).body).toContain('id="demo-ada-lovelace"')
    expect(
      (await browser.post('/sign-in/demo', { handle: ada.handle, to: '/members' })).headers.location,
    ).toBe('/members')
    expect((await browser.get('/sign-in')).body).toContain('csrf-token')
  })
})
