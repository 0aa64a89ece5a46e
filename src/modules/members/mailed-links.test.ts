/** Links that were mailed before an account was secured open nothing afterwards. */
import { beforeEach, describe, expect, test } from 'vitest'
import { type Browser, linkIn, openHouse, password, type TestHouse } from '#test/house.ts'

const another = 'another whole sentence'
let house: TestHouse
let ada: { email: string }
let own: Browser
let thief: Browser
beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
  own = house.browser()
  await own.signIn(ada.email)
  await own.get('/settings')
  thief = house.browser('198.51.100.9')
})

/** The token of the newest mail to this address. */
async function mailed(to: string): Promise<string> {
  await house.work()
  const mails = (await house.mails()).filter((each) => each.recipient === to)
  return linkIn(mails.at(-1)!.text).searchParams.get('token')!
}
async function askedFor(browser: Browser, path: string): Promise<string> {
  await browser.post(path, { email: ada.email })
  return mailed(ada.email)
}
async function moveAway() {
  await own.post('/settings/address', { email: 'new@example.com', password })
  expect((await own.post('/settings/account/address', { token: await mailed('new@example.com') })).statusCode).toBe(303)
}
const changePassword = () => own.post('/settings/password', { current: password, password: another })
async function resetPassword() {
  const elsewhere = house.browser('198.51.100.77')
  const token = await askedFor(elsewhere, '/password/forgotten')
  expect((await elsewhere.post('/password/new', { token, password: another })).statusCode).toBe(303)
}

describe('a link that signs in', () => {
  test.each([
    ['the address has changed', moveAway],
    ['the password has changed', changePassword],
    ['the password was set anew', resetPassword],
  ])('is void when %s', async (_what, secure) => {
    const token = await askedFor(thief, '/sign-in/link')
    await secure()
    expect((await thief.post('/sign-in/link/use', { token })).statusCode).toBe(422)
  })
})

test('a new password cannot be set from the former address', async () => {
  const token = await askedFor(thief, '/password/forgotten')
  await moveAway()
  expect((await thief.post('/password/new', { token, password: another })).statusCode).toBe(422)
})

test('a new address that was asked for with the former password is void', async () => {
  await own.post('/settings/address', { email: 'thief@example.com', password })
  const token = await mailed('thief@example.com')
  await changePassword()
  expect((await own.post('/settings/account/address', { token })).statusCode).toBe(422)
})

test.each([
  ['changed', changePassword],
  ['set anew', resetPassword],
])('keys for programs end when the password is %s', async (_how, secure) => {
  const made = await own.post('/settings/tokens', { name: 'A program', scope: 'write' })
  const authorization = `Bearer ${/fm_[\w-]{40}/.exec(made.body)![0]}`
  expect((await house.browser().get('/api/v1/me', { authorization })).statusCode).toBe(200)
  await secure()
  expect((await house.browser().get('/api/v1/me', { authorization })).statusCode).toBe(401)
})
