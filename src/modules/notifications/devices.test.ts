/** Devices: whose they are, how long, and where a push service may stand. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { devicesPath, keysOf, openPushHouse, type PushHouse, turnOn } from '#test/push-house.ts'

let house: PushHouse['house']
let service: PushHouse['service']
let ada: PushHouse['ada']
let bob: PushHouse['bob']
let browser: PushHouse['browser']
let phone: PushHouse['phone']
let push: PushHouse['push']
let settle: PushHouse['settle']
let rows: PushHouse['rows']
let known: PushHouse['known']
let close: PushHouse['close']
beforeEach(async () => {
  ;({ house, service, ada, bob, browser, phone, push, settle, rows, known, close } = await openPushHouse())
})
afterEach(() => close())

describe('a device', () => {
  test('of another member is nobody else’s: it is told nothing, and cannot be taken, tried or turned off', async () => {
    const other = house.browser('198.51.100.9')
    await other.signIn(bob.email)
    const laptop = service.device('laptop')
    expect((await turnOn(other, laptop)).statusCode).toBe(200)
    const thief = { ...phone, p256dh: laptop.p256dh, auth: laptop.auth }
    expect((await turnOn(other, thief)).statusCode).toBe(409)
    const [first] = await house.db.selectFrom('pushSubscription').select('id').orderBy('id').execute()
    expect((await other.post(`${devicesPath}/${first!.id}/test`)).statusCode).toBe(404)
    expect((await other.ask('DELETE', `${devicesPath}/${first!.id}`, { headers: { 'x-csrf-token': 'no' } })).statusCode).toBe(403)
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await settle()
    expect([phone.read().length, laptop.read().length]).toEqual([1, 0])
  })

  test('is told nothing after signing out on it, nor after its session was ended from elsewhere', async () => {
    const second = house.browser('198.51.100.9')
    await second.signIn(ada.email)
    await turnOn(second, service.device('laptop'))
    expect(await known()).toHaveLength(2)
    await browser.get('/settings/account')
    await browser.post('/sign-out')
    expect(await known()).toMatchObject([{ endpoint: `${service.url}/push/laptop` }])
    const third = house.browser('198.51.100.10')
    await third.signIn(ada.email)
    await third.get('/settings/account')
    await third.post('/settings/sessions/removal')
    expect(await known()).toEqual([])
  })

  test('that another member signs in on belongs to them from then on', async () => {
    await browser.get('/settings/account')
    await browser.post('/sign-out')
    await browser.signIn(bob.email)
    await turnOn(browser, phone)
    expect(await known()).toMatchObject([{ memberId: bob.id }])
  })

  test('of somebody who was suspended is told nothing', async () => {
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await house.settle()
    await house.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', ada.id).execute()
    await push()
    expect(service.asked).toBe(0)
  })

  test('is listed, tried and turned off', async () => {
    const page = await browser.get('/settings/notifications')
    expect(page.body).toContain('This device')
    expect(page.body).toContain('data-push-device-known-value="true"')
    const [{ id } = { id: 0 }] = await house.db.selectFrom('pushSubscription').select('id').execute()
    expect((await browser.post(`${devicesPath}/${id}/test`)).headers.location).toContain('device=tried')
    expect(phone.read()).toMatchObject([{ title: 'The Square can reach you here' }])
    service.mood = 'broken'
    expect((await browser.post(`${devicesPath}/${id}/test`)).headers.location).toContain('device=tryFailed')
    expect((await browser.post(`${devicesPath}/${id}?_method=delete`)).statusCode).toBe(303)
    expect(await known()).toEqual([])
  })

  test('asked for twice is one, and ten are the most', async () => {
    await turnOn(browser, phone)
    expect(await known()).toHaveLength(1)
    for (let number = 0; number < 11; number++) {
      const each = house.browser(`198.51.100.${number}`)
      await each.signIn(ada.email)
      await turnOn(each, service.device(`device-${number}`))
    }
    expect(await known()).toHaveLength(10)
  })

  test.each(['http://push.example.com/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://localhost/x', 'https://push.internal/x', 'https://push.example.com:8443/x', 'https://user@push.example.com/x', 'https://10.0.0.5/x', 'https://2130706433/x', 'nonsense'])('at %s is refused', async (endpoint) => {
    expect((await turnOn(browser, { ...phone, endpoint })).statusCode).toBe(422)
  })

  test('on this machine is refused where no test has opened it', async () => {
    Object.assign(house.config, { pushOpening: [] })
    expect((await turnOn(browser, service.device('another'))).statusCode).toBe(422)
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await settle()
    expect(service.asked).toBe(0)
    expect(await rows()).toMatchObject([{ outcome: 'refused' }])
  })

  test('is turned on by members alone, with keys that are some', async () => {
    expect((await house.browser().json(devicesPath, keysOf(phone))).statusCode).toBe(403)
    expect((await turnOn(browser, { ...phone, p256dh: 'short' })).statusCode).toBe(422)
  })
})

test('keys are made once, whoever asks first', async () => {
  await browser.get('/settings/notifications')
  const [keys, ...others] = await house.db.selectFrom('pushKey').selectAll().execute()
  expect(others).toEqual([])
  expect(Buffer.from(keys!.publicKey, 'base64url')).toHaveLength(65)
  expect((await browser.get('/settings/notifications')).body).toContain(keys!.publicKey)
  expect((await house.browser().get('/offline')).body).not.toContain(keys!.privateKey)
})
