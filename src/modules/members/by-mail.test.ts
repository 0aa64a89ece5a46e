import { beforeEach, describe, expect, test } from 'vitest'
import { linkIn, openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
beforeEach(async () => {
  house = await openHouse()
})

describe('a link by mail', () => {
  test('signs in once, by a press and not by being looked at', async () => {
    const ada = await house.person('Ada Lovelace')
    const browser = house.browser()
    const asked = await browser.post('/sign-in/link', { email: ada.email, to: '/topics' })
    expect(asked.headers.location).toBe('/sign-in/link?sent=1')
    await house.work()
    const [mail] = await house.mails()
    const link = linkIn(mail!.text)
    expect(link.pathname).toBe('/sign-in/link')

    for (let look = 0; look < 2; look++)
      expect((await browser.get(link.pathname + link.search)).body).toContain('use-link-button')
    const token = link.searchParams.get('token')!
    expect((await browser.post('/sign-in/link/use', { token })).headers.location).toBe('/topics')
    expect((await browser.get('/sign-in')).body).toContain('csrf-token')
    expect((await house.browser('198.51.100.2').post('/sign-in/link/use', { token })).statusCode).toBe(422)
    expect((await browser.get(link.pathname + link.search)).body).toContain('too old')
  })

  test('is sent to accounts only, and nobody can tell', async () => {
    await house.person('Ada Lovelace')
    const known = await house.browser().post('/sign-in/link', { email: 'adalovelace@example.com' })
    const unknown = await house.browser().post('/sign-in/link', { email: 'nobody@example.com' })
    expect([unknown.statusCode, unknown.headers.location, unknown.body]).toEqual([
      known.statusCode,
      known.headers.location,
      known.body,
    ])
    expect(house.queued.filter((each) => each.name === 'members.mailWayIn')).toHaveLength(2)
    await house.work()
    expect((await house.mails()).map((mail) => mail.recipient)).toEqual(['adalovelace@example.com'])
  })
})

describe('a forgotten password', () => {
  test('is replaced by a mailed link; every session ends; the owner is told', async () => {
    const ada = await house.person('Ada Lovelace')
    const other = house.browser('198.51.100.3')
    await other.signIn(ada.email)
    const browser = house.browser()
    await browser.post('/password/forgotten', { email: ada.email })
    await browser.post('/password/forgotten', { email: ada.email })
    await house.work()
    const [first, second] = (await house.mails()).map((mail) => linkIn(mail.text))
    const token = second!.searchParams.get('token')!
    expect((await browser.get(second!.pathname + second!.search)).body).toContain('Choose a new password')

    const short = await browser.post('/password/new', { token, password: 'short' })
    expect(short.statusCode).toBe(422)
    expect(short.body).toContain('at least 10 characters')
    const done = await browser.post('/password/new', { token, password: 'a whole new sentence' })
    expect([done.statusCode, done.headers.location]).toEqual([303, '/'])
    expect((await other.get('/sign-in')).body).not.toContain('csrf-token')
    expect((await house.browser('198.51.100.4').signIn(ada.email, 'a whole new sentence')).statusCode).toBe(
      303,
    )
    expect((await house.mails()).map((mail) => mail.kind)).toContain('members.changed')

    // The older link was for the password that is gone.
    const old = await house
      .browser('198.51.100.5')
      .post('/password/new', { token: first!.searchParams.get('token')!, password: 'yet another sentence' })
    expect(old.statusCode).toBe(422)
  })
})
