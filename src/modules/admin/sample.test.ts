import { expect, test } from 'vitest'
import { forgetSettings, settings } from '#modules/community/index.ts'
import { openHouse, password } from '#test/house.ts'
import { setupToken } from './setup-token.ts'
import { undertaking } from './undertakings.ts'

test('the sample moves in behind the first administrator, and the look they chose stays', async () => {
  const house = await openHouse()
  for (const table of ['setting', 'space'] as const) await house.db.deleteFrom(table).execute()
  forgetSettings()
  const browser = house.browser()
  await browser.get(`/setup?token=${await setupToken(house.guest)}`)
  await browser.post('/setup/looks', {
    name: 'Kestrel Square',
    tagline: 'Ask here',
    swatch: '#1f5673',
    brand: '',
  })
  await browser.post('/setup/administrator', { name: 'Olga Owner', email: 'olga@example.com', password })
  await browser.get('/setup/start')
  await browser.post('/setup/start', { way: 'sample' })
  expect((await browser.get('/admin/sample')).body).toContain('Opening the boxes')

  await house.work()
  forgetSettings()
  expect(await settings(house.guest)).toMatchObject({
    name: 'Kestrel Square',
    tagline: 'Ask here',
    brand: '#1f5673',
  })
  const work = await undertaking(house.guest, 'sample')
  expect(work).toMatchObject({ failure: null, finishedAt: expect.any(Date) })
  expect(work!.done).toBe(work!.total)
  expect((await browser.get('/admin/sample')).body).toContain('Everything is in its place')
  expect((await browser.get('/members/olga-owner')).body).toContain('edit-profile')
  expect((await house.app.inject('/api/v1/members')).json().rows).toHaveLength(30)
}, 180_000)
