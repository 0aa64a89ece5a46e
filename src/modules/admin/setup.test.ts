import { beforeEach, describe, expect, test } from 'vitest'
import { forgetSettings, settings } from '#modules/community/index.ts'
import { openHouse, password, type TestHouse } from '#test/house.ts'
import { Looks } from './shapes.ts'
import { setupToken } from './setup-token.ts'

let house: TestHouse
let token: string

beforeEach(async () => {
  house = await openHouse()
  for (const table of ['setting', 'fact', 'space'] as const) {
    if (table !== 'fact') await house.db.deleteFrom(table).execute()
  }
  forgetSettings()
  token = await setupToken(house.guest)
})

describe('the set-up', () => {
  test('stands before everything, and opens to the token only', async () => {
    const stranger = house.browser()
    expect((await stranger.get('/join')).headers.location).toBe('/setup')
    expect((await stranger.get('/sign-in')).headers.location).toBe('/setup')
    expect((await stranger.get('/setup')).body).toContain('not open yet')
    expect((await stranger.get('/setup?token=wrong')).body).toContain('not open yet')
    expect((await stranger.get('/setup/looks')).statusCode).toBeGreaterThanOrEqual(303)
    expect((await stranger.post('/setup/purpose', { purpose: 'support' })).statusCode).toBe(403)
    expect(
      (await stranger.post('/setup/administrator', { name: 'Mallory', email: 'm@example.com', password }))
        .statusCode,
    ).toBe(403)
    expect(await house.db.selectFrom('setting').selectAll().execute()).toEqual([])
  })

  test('goes from nothing to an open community, by plain forms', async () => {
    const browser = house.browser()
    const first = await browser.get(`/setup?token=${token}`)
    expect(first.body).toContain('What is this community for?')
    expect(String(first.headers['set-cookie'])).toContain('HttpOnly')

    const goes = async (url: string, body: Record<string, string | string[]>) => {
      const { statusCode, headers } = await browser.post(url, body)
      return headers.location ?? statusCode
    }
    expect(await goes('/setup/purpose', { purpose: 'innovation' })).toBe('/setup/looks')
    const looks = { name: 'Brackenhus Commons', tagline: 'Ask the people who live with it.' }
    expect(await goes('/setup/looks', { ...looks, swatch: '#1f5673', brand: '' })).toBe('/setup/joining')
    expect(await goes('/setup/joining', { joining: 'domains', domains: '' })).toBe(422)
    expect(
      await goes('/setup/joining', { joining: 'domains', domains: 'Firm.example, @other.example' }),
    ).toBe('/setup/administrator')
    const ingrid = { name: 'Ingrid Solheim', email: 'ingrid@firm.example' }
    expect(await goes('/setup/administrator', { ...ingrid, password: 'short' })).toBe(422)
    expect(await goes('/setup/administrator', { ...ingrid, password })).toBe('/setup/spaces')
    expect((await browser.get('/setup/spaces')).body).toContain('value="Ideas"')
    expect(await goes('/setup/spaces', { space: ['Getting started', 'Ideas', ''] })).toBe('/setup/start')
    expect((await browser.get('/setup/start')).body).toContain('How does it start?')
    expect(await goes('/setup/start', { way: 'empty' })).toBe('/')

    forgetSettings()
    expect(await settings(house.guest)).toMatchObject({
      name: 'Brackenhus Commons',
      tagline: 'Ask the people who live with it.',
      brand: '#1f5673',
      purpose: 'innovation',
      joining: 'domains',
      domains: ['firm.example', 'other.example'],
    })
    const member = await house.db.selectFrom('member').select(['name', 'role']).executeTakeFirstOrThrow()
    expect(member).toEqual({ name: 'Ingrid Solheim', role: 'administrator' })
    expect(await house.facts()).toContain('community.installed')
    expect((await browser.get('/setup')).statusCode).toBe(200)
    expect((await house.browser('198.51.100.1').get(`/setup?token=${token}`)).body).toContain('not open yet')
    expect((await browser.post('/setup/purpose', { purpose: 'support' })).statusCode).toBe(403)
    expect((await browser.get('/sign-in')).body).toContain('csrf-token')
  })
})

describe('on the way', () => {
  test('the page is drawn in the colour that was typed, before it is saved', async () => {
    const browser = house.browser()
    await browser.get(`/setup?token=${token}`)
    const preview = await browser.post('/setup/looks', {
      name: 'Brackenhus Commons',
      tagline: 'Ask',
      brand: '0f5e59',
      preview: '1',
    })
    const shown = await browser.get(String(preview.headers.location))
    expect(shown.body).toContain('/brand.css?colour=0f5e59')
    expect(shown.body).toContain('value="Brackenhus Commons"')
    expect(shown.body).not.toContain('style=')
    expect((await browser.get('/brand.css?colour=0f5e59')).body).toContain('#0f5e59')
    expect(await house.db.selectFrom('setting').selectAll().execute()).toEqual([])
  })

  test('it is taken up where it was left, in another browser too', async () => {
    const browser = house.browser()
    await browser.get(`/setup?token=${token}`)
    await browser.post('/setup/purpose', { purpose: 'support' })
    await browser.post('/setup/looks', { name: 'The Commons', tagline: '', brand: '#112233' })
    const other = house.browser('198.51.100.1')
    const page = await other.get(`/setup?token=${token}`)
    expect(page.body).toContain('Who may join?')
    expect((await other.get('/setup/looks')).body).toContain('value="#112233"')
  })
})

test.each([
  [{ was: '#70355f', swatch: '#1f5673', brand: '' }, '#1f5673'],
  [{ was: '#70355f', swatch: '#70355f', brand: '#123456' }, '#123456'],
  [{ was: '#123456', swatch: '#1f5673', brand: '#123456' }, '#1f5673'],
  [{ was: '#123456', brand: '#123456' }, '#123456'],
  [{ brand: '0A7D2C' }, '#0a7d2c'],
  [{}, '#70355f'],
])('of the palette and the field the one that was touched counts: %o', (given, colour) => {
  expect(Looks.parse({ name: 'The Commons', ...given }).brand).toBe(colour)
})

describe('the end of the set-up', () => {
  test('has one first administrator, however often the button is pressed', async () => {
    const browser = house.browser()
    await browser.get(`/setup?token=${token}`)
    const wish = { name: 'Ingrid Solheim', email: 'ingrid@example.com', password }
    const answers = await Promise.all(
      [1, 2].map((turn) => browser.post('/setup/administrator', { ...wish, email: `i${turn}@example.com` })),
    )
    expect(answers.map((each) => each.statusCode).sort()).toEqual([303, 409])
    expect(await house.db.selectFrom('member').select('id').execute()).toHaveLength(1)
  })

  test('can start with the sample, by a job whose progress is kept', async () => {
    const browser = house.browser()
    await browser.get(`/setup?token=${token}`)
    await browser.post('/setup/administrator', {
      name: 'Ingrid Solheim',
      email: 'ingrid@example.com',
      password,
    })
    await browser.get('/setup/start')
    expect((await browser.post('/setup/start', { way: 'sample' })).headers.location).toBe('/admin/sample')
    expect(house.queued.map((each) => each.name)).toContain('admin.fillWithSample')
  })

  test('does not finish without an administrator', async () => {
    const browser = house.browser()
    await browser.get(`/setup?token=${token}`)
    const answer = await browser.post('/setup/start', { way: 'empty' })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('Make your account first')
  })
})
