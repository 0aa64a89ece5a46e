import { beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
let chief: Browser

beforeEach(async () => {
  house = await openHouse()
  const viktor = await house.person('Viktor Dahl', 'administrator')
  chief = house.browser()
  await chief.signIn(viktor.email)
})

const roleOf = async (handle: string) =>
  (await house.db.selectFrom('member').select('role').where('handle', '=', handle).executeTakeFirstOrThrow())
    .role

describe('members', () => {
  test('change roles, at once and on record; the last administrator stays', async () => {
    const ada = await house.person('Ada Lovelace')
    const browser = house.browser('198.51.100.2')
    await browser.signIn(ada.email)
    expect(
      (await chief.post('/admin/members/ada-lovelace/role', { role: 'champion' })).headers.location,
    ).toBe('/admin/members/ada-lovelace?saved=1')
    expect((await browser.get('/admin/topics')).statusCode).toBe(200)
    expect(await house.facts()).toContain('member.roleChanged')
    expect((await chief.post('/admin/members/ada-lovelace/role', { role: 'king' })).statusCode).toBe(422)
    expect((await chief.post('/admin/members/viktor-dahl/role', { role: 'member' })).statusCode).toBe(403)
    expect(
      (await browser.post('/admin/members/ada-lovelace/role', { role: 'administrator' })).statusCode,
    ).toBe(403)
    expect(await roleOf('ada-lovelace')).toBe('champion')
  })

  test('two administrators cannot take the role from each other at once', async () => {
    const eva = await house.person('Eva Holm', 'administrator')
    const other = house.browser('198.51.100.2')
    await other.signIn(eva.email)
    await Promise.all([
      chief.post('/admin/members/eva-holm/role', { role: 'member' }),
      other.post('/admin/members/viktor-dahl/role', { role: 'member' }),
    ])
    expect([await roleOf('eva-holm'), await roleOf('viktor-dahl')]).toContain('administrator')
  })

  test('are suspended at once and let in again', async () => {
    const ada = await house.person('Ada Lovelace')
    const browser = house.browser('198.51.100.2')
    await browser.signIn(ada.email)
    await chief.post('/admin/members/ada-lovelace/suspension')
    expect((await browser.get('/settings')).statusCode).toBe(303)
    expect((await browser.signIn(ada.email)).statusCode).toBe(422)
    expect((await chief.get('/admin/members?group=suspended')).body).toContain('Ada Lovelace')
    await chief.post('/admin/members/ada-lovelace/restoration')
    expect((await browser.signIn(ada.email)).statusCode).toBe(303)
    expect((await house.facts()).filter((name) => /suspended|restored/.test(name))).toEqual([
      'member.suspended',
      'member.restored',
    ])
  })
})

describe('imported members', () => {
  test('that were imported are handed to whoever they belong to', async () => {
    await house.member('Old Ada')
    await house.db
      .updateTable('member')
      .set({ importedAt: new Date() })
      .where('handle', '=', 'old-ada')
      .execute()
    const ada = await house.person('Ada Lovelace')
    const bob = await house.person('Bob Noyce')
    await house.question(bob.ctx)
    expect((await chief.post('/admin/members/old-ada/owner', { to: 'nobody-here' })).statusCode).toBe(404)
    expect((await chief.post('/admin/members/old-ada/owner', { to: '@bob-noyce' })).statusCode).toBe(409)
    expect((await chief.post('/admin/members/old-ada/owner', { to: '@ada-lovelace' })).statusCode).toBe(303)
    const browser = house.browser('198.51.100.2')
    await browser.signIn(ada.email)
    expect((await browser.get('/members/old-ada')).body).toContain('edit-profile')
    expect((await browser.get('/members/ada-lovelace')).statusCode).toBe(404)
    expect(await house.facts()).toContain('member.claimed')
  })

  test('are found by address, by administrators only', async () => {
    await house.person('Ada Lovelace')
    expect((await chief.get('/admin/members?q=adalovelace@example')).body).toContain('Ada Lovelace')
    expect((await chief.get('/admin/members?q=zzz')).body).toContain('Nobody fits')
    for (const url of ['/admin/members', '/admin/topics']) {
      for (const older of ['1e300_1', '-1e300_1', '99999999999_999999999999999'])
        expect((await chief.get(`${url}?older=${older}`)).statusCode).toBe(200)
    }
  })
})
