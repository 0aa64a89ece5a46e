/** Which mails come, and how to be rid of them. */
import { beforeEach, describe, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let bob: Awaited<ReturnType<TestHouse['person']>>
beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
  bob = await house.person('Bob')
})

async function answered(body?: string) {
  await house.answer(bob.ctx, await house.question(ada.ctx), body)
  await house.settle()
  return house.mails()
}
const addressIn = (mail: { headers: unknown }) => new URL((mail.headers as Record<string, string>)['List-Unsubscribe']!.slice(1, -1)).pathname

describe('a mail about an answer', () => {
  test('carries what mail programs need for their own button, and says it in words', async () => {
    const [mail] = await answered()
    expect(mail!.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    expect(mail!.text).toContain(addressIn(mail!))
    expect(mail!.html).toContain('Stop these mails')
  })

  test('is stopped by one click without signing in, seen before, and taken back', async () => {
    const [mail] = await answered()
    const path = addressIn(mail!)
    const program = house.browser('198.51.100.4')
    expect((await program.get(path)).body).toContain('Stop mails about answers')
    // As mail programs send it: no cookies, no page before.
    const click = await house.app.inject({ method: 'POST', url: path, payload: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(click.statusCode).toBe(303)
    expect(await answered()).toHaveLength(1)
    expect((await program.get(path)).body).toContain('Send them again')
    await house.app.inject({ method: 'DELETE', url: path })
    expect(await answered()).toHaveLength(2)
  })

  test('looking at the address changes nothing, and a changed one is not there', async () => {
    const [mail] = await answered()
    const path = addressIn(mail!)
    await house.browser().get(path)
    expect(await answered()).toHaveLength(2)
    const [id, kind, mark] = path.split('/').at(-1)!.split('.')
    for (const token of [`${bob.id}.${kind}.${mark}`, `${id}.mentions.${mark}`, `${id}.${kind}.${mark!.slice(1)}`, `${id}.${kind}`, 'x'])
      expect((await house.app.inject({ method: 'POST', url: `/unsubscribe/${token}`, payload: {} })).statusCode, token).toBe(404)
  })
})

test('what is chosen in the settings is followed: mentions come while answers do not', async () => {
  const browser = house.browser()
  await browser.signIn(ada.email)
  expect((await browser.get('/notifications')).body).toContain('Here and by mail')
  await browser.get('/settings/notifications')
  expect((await browser.post('/settings/notifications', { mentions: 'true' })).statusCode).toBe(303)
  expect(await answered()).toHaveLength(0)
  const mails = await answered(`@${ada.handle} Have a look at the settings, please.`)
  expect(mails.map((mail) => mail.recipient)).toEqual([ada.email])
  expect(mails[0]!.html).toContain('because somebody wrote your name')
  expect(await house.facts()).toContain('mail.chosen')
})
