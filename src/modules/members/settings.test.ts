import { beforeEach, describe, expect, test } from 'vitest'
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

describe('the profile', () => {
  const wish = {
    name: 'Ada King',
    headline: 'Counts',
    about: 'I **like** engines.',
    location: 'London',
    website: 'https://ada.example',
    expertise: 'heat-curve, Radiators',
    products: ['Moss 8', 'Tarn 200'],
  }

  test('is changed with its version, and shown', async () => {
    const form = await browser.get('/settings')
    expect(form.body, 'a text without words').not.toMatch(/>members:\w/)
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
    expect(
      (await browser.post('/settings', { ...wish, about: 'This window.', version: '2' })).statusCode,
    ).toBe(303)
  })

  test.each(['member', 'champion'])('takes no name of the team or of the house from a %s', async (role) => {
    await house.db.updateTable('member').set({ role }).where('id', '=', ada.id).execute()
    await house.person('Vera Host', 'administrator')
    for (const name of ['Vera Host', 'Support'])
      expect((await browser.post('/settings', { ...wish, name, version: '1' })).statusCode).toBe(422)
  })

  test('takes no script and no role', async () => {
    await browser.post('/settings', {
      ...wish,
      about: '<script>alert(1)</script><img src=x onerror=alert(1)>',
      website: 'https://a.example',
      version: '1',
      role: 'administrator',
      authId: 'x',
    })
    const page = await browser.get('/members/ada-lovelace')
    expect(page.body).not.toMatch(/<script>alert|<img[^>]+onerror=/)
    expect(
      (await house.db.selectFrom('member').select('role').where('id', '=', ada.id).executeTakeFirstOrThrow())
        .role,
    ).toBe('member')
    expect(
      (await browser.post('/settings', { ...wish, website: 'javascript:alert(1)', version: '2' })).statusCode,
    ).toBe(422)
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
    expect(
      (await browser.post('/settings/password', { current: 'wrong one', password: 'another long sentence' }))
        .statusCode,
    ).toBe(422)
    expect(
      (await browser.post('/settings/password', { current: password, password: 'another long sentence' }))
        .statusCode,
    ).toBe(303)
    expect((await browser.get('/settings/account')).statusCode).toBe(200)
    expect((await other.get('/settings/account')).statusCode).toBe(303)
    expect((await house.mails()).at(-1)!.kind).toBe('members.changed')
    expect((await house.browser('198.51.100.2').signIn(ada.email, 'another long sentence')).statusCode).toBe(
      303,
    )
  })
})

describe('the address', () => {
  test('changes once the new one is proven; the old one is told', async () => {
    await browser.post('/settings/address', { email: 'ada@new.example', password })
    const link = linkIn((await house.mails())[0]!.text)
    expect(link.pathname).toBe('/settings/account/address')
    expect((await browser.get(link.pathname + link.search)).body).toContain('ada@new.example')
    expect(
      (await browser.post('/settings/account/address', { token: link.searchParams.get('token')! }))
        .statusCode,
    ).toBe(303)
    expect((await browser.get('/settings/account')).body).toContain('ada@new.example')
    expect((await house.mails()).map((mail) => [mail.kind, mail.recipient])).toEqual([
      ['members.address', 'ada@new.example'],
      ['members.addressGone', ada.email],
    ])
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
    expect(
      (await other.post('/settings/account/address', { token: link.searchParams.get('token')! })).statusCode,
    ).toBe(422)
  })
})
