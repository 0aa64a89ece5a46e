/** Messages as forms, streams and programs send them. */
import { beforeEach, expect, test } from 'vitest'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { addApiToken } from '../members/api-tokens.ts'
import { beginCircle, block, sendMessage } from './index.ts'

let house: TestHouse
type Person = Awaited<ReturnType<TestHouse['person']>>
let [ada, bob] = [] as unknown as [Person, Person]
let browser: Browser

beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Adams')
  bob = await house.person('Bob Brown')
  for (const each of [ada, bob]) await house.question(each.ctx)
  await house.db.updateTable('member').set({ joinedAt: new Date(Date.now() - 3 * 86_400_000) }).execute()
  browser = house.browser()
  await browser.signIn(ada.email)
})

const begin = () => beginCircle(ada.ctx, { to: [bob.handle], team: false, name: '', body: 'Hello Bob' })
const said = async () => (await house.db.selectFrom('message').select('body').orderBy('id').execute()).map((row) => row.body)
const stream = { accept: 'text/vnd.turbo-stream.html, text/html', 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

test('the form without scripts begins, goes on, and finds the two again by a link', async () => {
  expect((await browser.get(`/messages/new?to=${bob.handle}`)).body).toContain('Bob Brown')
  const sent = await browser.post('/messages', { to: `@${bob.handle}`, body: 'Hello **Bob**' })
  expect(sent.headers.location).toMatch(/^\/messages\/\d+#newest$/)
  const path = sent.headers.location!.split('#')[0]!
  expect((await browser.post(`${path}/messages`, { body: 'And more' })).statusCode).toBe(303)
  const page = (await browser.get(path)).body
  expect(page).toContain('Hello <strong>Bob</strong>')
  expect(page).toContain('And more')
  expect((await browser.get(`/messages/new?to=${bob.handle}`)).headers.location).toBe(`${path}#newest`)
})

test('the same form twice writes once', async () => {
  const { circleId } = await begin()
  await Promise.all([1, 2, 3].map(() => browser.post(`/messages/${circleId}/messages`, { body: 'Only once', _key: 'a-key-of-this-form' })))
  await Promise.all([1, 2].map(() => browser.post('/messages', { to: bob.handle, body: 'Once, too', _key: 'a-key-of-the-other' })))
  expect(await said()).toEqual(['Hello Bob', 'Only once', 'Once, too'])
})

test('a stream puts the words above an empty field', async () => {
  const { circleId } = await begin()
  await browser.get('/messages')
  const csrf = /name="csrf-token" content="([^"]+)"/.exec((await browser.get('/messages')).body)![1]!
  const answer = await browser.ask('POST', `/messages/${circleId}/messages`, { headers: stream, payload: new URLSearchParams({ body: 'In place', _csrf: csrf }).toString() })
  expect(answer.headers['content-type']).toContain('turbo-stream')
  expect(answer.body).toMatch(/action="append" target="messages".*In place.*target="newest"/s)
})

test('what cannot be sent comes back with its words and the reason', async () => {
  const wrong = await browser.post('/messages', { to: 'nobody-here', body: 'Dear nobody' })
  expect([wrong.statusCode, wrong.body.includes('Dear nobody'), wrong.body.includes('Nobody here has that name')]).toEqual([422, true, true])
  const { circleId, id } = await begin()
  const empty = await browser.post(`/messages/${circleId}/messages`, { body: '' })
  expect(empty.statusCode).toBe(422)
  await block(bob.ctx, ada.handle)
  const shut = await browser.post(`/messages/${circleId}/messages`, { body: 'Why?' })
  expect([shut.statusCode, shut.body.includes('does not take messages from you')]).toEqual([409, true])
  const stale = await browser.ask('POST', `/messages/${circleId}/messages/${id}?_method=put`, { headers: { ...stream, accept: 'text/html' }, payload: 'body=x&version=9' })
  expect(stale.statusCode).toBeGreaterThanOrEqual(400)
  expect(await said()).toEqual(['Hello Bob'])
})

test('a page marks as read what it shows; a glance at a link, an older page or a program does not', async () => {
  const { circleId } = await begin()
  const { id } = await sendMessage(bob.ctx, circleId, { body: 'Hello Ada' })
  await house.settle()
  const unread = async () => (await browser.get('/messages', { 'x-sec-purpose': 'prefetch' })).body.includes('Messages, 1 unread')
  expect(await unread()).toBe(true)
  await browser.get(`/messages/${circleId}`, { 'x-sec-purpose': 'prefetch' })
  await browser.get(`/messages/${circleId}?older=${id}`)
  const { token } = await addApiToken(ada.ctx, { name: 'A program', scope: 'write' })
  const headers = { authorization: `Bearer ${token}` }
  expect((await house.browser().get(`/api/v1/messages/${circleId}`, headers)).json().messages.map((each: { body: string }) => each.body)).toEqual(['Hello Bob', 'Hello Ada'])
  expect(await unread()).toBe(true)
  await browser.get(`/messages/${circleId}`)
  expect(await unread()).toBe(false)
  const sent = await house.browser().ask('POST', `/api/v1/messages/${circleId}/messages`, { headers, payload: { body: 'By a program' } })
  expect([sent.statusCode, sent.json().author.handle]).toEqual([201, ada.handle])
  expect((await house.browser().get('/api/v1/messages', headers)).json().rows).toMatchObject([{ id: circleId, unread: 0, people: [{ handle: bob.handle }] }])
})

test('one click in a mail ends mails of messages', async () => {
  await begin()
  await house.settle()
  const [mail] = await house.mails()
  const stop = /http:\/\/localhost:3000(\/unsubscribe\/\S+)/.exec(mail!.text)![1]!
  expect((await house.browser().post(stop)).statusCode).toBe(303)
  await begin()
  await house.settle()
  expect(await house.mails()).toHaveLength(1)
})
