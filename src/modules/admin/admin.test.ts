import { beforeEach, describe, expect, test } from 'vitest'
import { forgetSettings, settings } from '#modules/community/index.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { undertake, undertaking } from './undertakings.ts'

let house: TestHouse
let chief: Browser

beforeEach(async () => {
  house = await openHouse()
  const viktor = await house.person('Viktor Dahl', 'administrator')
  chief = house.browser()
  await chief.signIn(viktor.email)
})

describe('the rooms', () => {
  test.each([
    ['/admin', 'Overview'],
    ['/admin/settings', 'Brand colour'],
    ['/admin/spaces', 'The square'],
    ['/admin/spaces/new', 'Add a space'],
    ['/admin/topics', 'Topics'],
    ['/admin/members', 'Viktor Dahl'],
    ['/admin/members/viktor-dahl', 'At a glance'],
    ['/admin/permissions', 'Who may what'],
    ['/admin/sample', 'moves in'],
    ['/admin/import', 'bin/folkmoot import stackexchange'],
  ])('%s opens to administrators, without styles or scripts of its own', async (url, words) => {
    const page = await chief.get(url)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(words)
    expect(page.body).not.toMatch(/ style="|<script>| on\w+="/)
    expect(page.body).not.toMatch(/>(admin|members|ui):[\w.]+</)

    expect((await house.browser('198.51.100.1').get(url)).headers.location).toBe(
      `/sign-in?to=${encodeURIComponent(url)}`,
    )
    const ada = await house.person('Ada Lovelace')
    const browser = house.browser('198.51.100.2')
    await browser.signIn(ada.email)
    expect((await browser.get(url)).statusCode).toBe(403)
  })
})

describe('settings', () => {
  const wish = {
    name: 'The Commons',
    tagline: 'Ask here',
    swatch: '#1f5673',
    brand: '',
    company: 'Brackenhus',
    welcome: '',
    purpose: 'loyalty',
    timeZone: 'Europe/Oslo',
    products: 'Moss 8\nTarn 200\nMoss 8\n',
    joining: 'open',
    domains: '',
  }

  test('are saved and hold at once', async () => {
    expect((await chief.post('/admin/settings', wish)).headers.location).toBe('/admin/settings?saved=1')
    forgetSettings()
    expect(await settings(house.guest)).toMatchObject({
      name: 'The Commons',
      brand: '#1f5673',
      purpose: 'loyalty',
      timeZone: 'Europe/Oslo',
      products: ['Moss 8', 'Tarn 200'],
    })
    expect((await chief.get('/join')).body).toContain('Join The Commons')
  })

  test.each([
    [{ brand: 'red' }],
    [{ timeZone: 'Mars/Olympus' }],
    [{ name: 'x' }],
    [{ joining: 'domains' }],
    [{ purpose: 'money' }],
  ])('refuse %o and keep what was typed', async (wrong) => {
    const answer = await chief.post('/admin/settings', { ...wish, ...wrong })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Brackenhus')
  })

  test('are for administrators', async () => {
    const host = await house.person('Ingrid Solheim', 'community_manager')
    const browser = house.browser('198.51.100.2')
    await browser.signIn(host.email)
    expect((await browser.get('/admin')).statusCode).toBe(200)
    expect((await browser.get('/admin/settings')).statusCode).toBe(403)
    expect((await browser.post('/admin/settings', wish)).statusCode).toBe(403)
    expect((await browser.get('/admin/members')).statusCode).toBe(403)
  })
})

describe('spaces', () => {
  const wish = {
    name: 'Heat pumps',
    slug: '',
    description: 'All about them',
    parentId: '',
    spine: '3',
    position: '1',
    see: 'everyone',
    ask: 'members',
    answer: 'champions',
  }

  test('are added once, changed with their version, archived and opened again', async () => {
    const form = await chief.get('/admin/spaces/new')
    const key = /name="_key" value="([^"]+)"/.exec(form.body)![1]!
    for (let press = 0; press < 2; press++)
      expect((await chief.post('/admin/spaces', { ...wish, _key: key })).statusCode).toBe(303)
    const rows = await house.db
      .selectFrom('space')
      .select(['id', 'slug', 'answer'])
      .where('name', '=', 'Heat pumps')
      .execute()
    expect(rows).toEqual([{ id: expect.any(Number), slug: 'heat-pumps', answer: 'champions' }])
    const { id } = rows[0]!

    expect((await chief.get(`/admin/spaces/${id}`)).body).toContain('value="Heat pumps"')
    expect(
      (
        await chief.post(`/admin/spaces/${id}`, {
          ...wish,
          name: 'Pumps',
          parentId: String(house.square.id),
          version: '1',
        })
      ).statusCode,
    ).toBe(303)
    const late = await chief.post(`/admin/spaces/${id}`, { ...wish, name: 'Late', version: '1' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('value="Late"')
    expect(
      (
        await chief.post(`/admin/spaces/${house.square.id}`, {
          ...wish,
          name: 'Circle',
          parentId: String(id),
          version: '1',
        })
      ).statusCode,
    ).toBe(422)

    await chief.post(`/admin/spaces/${id}/archive`)
    expect((await chief.get('/admin/spaces')).body).toContain('Archived')
    await chief.post(`/admin/spaces/${id}/restoration`)
    expect((await chief.get('/admin/spaces')).body).not.toContain('Archived')
    expect((await chief.get('/admin/spaces/999')).statusCode).toBe(404)
  })
})

describe('topics', () => {
  test('are found, described and given synonyms', async () => {
    const ada = await house.member('Ada Lovelace')
    await house.question(ada, { topics: ['heat-curve', 'radiators'] })
    expect((await chief.get('/admin/topics?q=curve')).body).toContain('heat-curve')
    expect((await chief.get('/admin/topics?q=curve')).body).not.toContain('radiators')
    expect((await chief.get('/admin/topics/heat-curve')).body).toContain('Synonyms')
    expect(
      (
        await chief.post('/admin/topics/heat-curve', {
          name: 'Heat curve',
          description: 'How warm for how cold',
          synonyms: 'curve, heating-curve',
          version: '1',
        })
      ).statusCode,
    ).toBe(303)
    expect((await chief.get('/admin/topics?q=heating')).body).toContain('Heat curve')
    expect(
      (
        await chief.post('/admin/topics/heat-curve', {
          name: 'Late',
          description: '',
          synonyms: '',
          version: '1',
        })
      ).statusCode,
    ).toBe(409)
    expect(
      (
        await chief.post('/admin/topics/heat-curve', {
          name: 'Heat curve',
          description: '',
          synonyms: 'radiators',
          version: '2',
        })
      ).statusCode,
    ).toBe(409)
  })
})

test('long work keeps its progress and its failure', async () => {
  await undertake(house.guest, 'sample', async (tell) => {
    await tell({ done: 3, total: 10 })
  })
  expect(await undertaking(house.guest, 'sample')).toMatchObject({
    done: 3,
    total: 10,
    failure: null,
    finishedAt: expect.any(Date),
  })
  await expect(undertake(house.guest, 'sample', () => Promise.reject(new Error('no room')))).rejects.toThrow(
    'no room',
  )
  expect((await chief.get('/admin/sample')).body).toContain('no room')
})
