/** The out-tray and a real mail server, in all its moods. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '#test/house.ts'
import { type MailServer, openMailServer } from '#test/mail-server.ts'
import { transaction } from './ctx.ts'
import { deliverMails, sendMail } from './mail.ts'

let house: TestHouse
let server: MailServer
beforeEach(async () => {
  house = await openHouse()
  server = await openMailServer()
  house.config.smtpUrl = server.url
})
afterEach(() => server.close())

const write = (count: number) =>
  transaction(house.guest, async (tx) => {
    for (let index = 0; index < count; index++)
      await sendMail(tx, { kind: 'test', to: `reader${index}@example.com`, subject: `Number ${index}`, html: '<p>Hello</p>', text: 'Hello' })
  })
const deliver = () => deliverMails.run(house.guest, {})
/** The waits are over. */
const later = () => house.db.updateTable('mail').set({ nextAt: new Date(0) }).execute()
const recipients = () => server.accepted.map(({ to }) => to)

test('all go out, each once, although three deliver at the same time; one job is enough for them', async () => {
  await write(60)
  expect(house.queued.filter(({ name }) => name === 'mail.deliver')).toHaveLength(1)
  await Promise.all([deliver(), deliver(), deliver()])
  expect(new Set(recipients()).size).toBe(60)
  expect(recipients()).toHaveLength(60)
  await deliver()
  expect(recipients()).toHaveLength(60)
})

test('a server that refuses is asked again later, and nothing is lost', async () => {
  await write(30)
  server.mood = 'refusing'
  await deliver()
  const [tried, ...others] = await house.mails()
  expect(tried!.error).toContain('421')
  expect(others.every(({ attempts, sentAt, failedAt }) => attempts === 0 && !sentAt && !failedAt)).toBe(true)
  server.mood = 'well'
  await deliver()
  // The first thirty seconds nobody tries; those that were not yet taken go.
  expect(recipients()).toHaveLength(10)
  await later()
  await deliver()
  expect(new Set(recipients()).size).toBe(30)
  expect(recipients()).toHaveLength(30)
})

test('a server that dies in the middle of a mail gets that mail again, with the same Message-ID', async () => {
  await write(5)
  server.mood = 'dying'
  await deliver()
  await later()
  await deliver()
  expect(recipients().sort()).toEqual([0, 1, 2, 3, 4].map((index) => `reader${index}@example.com`))
  const ids = (await house.mails()).map(({ messageId }) => messageId).sort()
  expect(server.accepted.map(({ messageId }) => messageId).sort()).toEqual(ids)
})

test('an address that nobody has is given up at once and does not hold up the others', async () => {
  await write(2)
  server.mood = 'rejecting'
  await deliver()
  expect((await house.mails()).every(({ failedAt, error }) => failedAt !== null && error!.includes('5.1.1'))).toBe(true)
  server.mood = 'well'
  await write(1)
  await later()
  await deliver()
  expect(recipients()).toEqual(['reader0@example.com'])
})

test('what cannot be delivered for three days is given up', async () => {
  await write(1)
  await house.db.updateTable('mail').set({ createdAt: new Date(Date.now() - 4 * 86_400_000) }).execute()
  server.mood = 'refusing'
  await deliver()
  expect((await house.mails())[0]!.failedAt).not.toBeNull()
})
