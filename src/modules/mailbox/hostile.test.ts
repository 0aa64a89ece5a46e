/** Mails that are made to do harm: to stand in the way of others, to be posted twice, or as somebody else. */
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '#test/house.ts'
import { readMails } from './jobs.ts'
import { type ParsedMail, wordsOf } from './letter.ts'
import { listenForMail, type MailListener } from './listener.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let listener: MailListener
let to: string

beforeEach(async () => {
  house = await openHouse({ config: { mailIn: { address: 'reply@community.example', port: 0, secret: 'a-secret-of-the-mail-service', trusts: 'mx.community.example' } } })
  ada = await house.person('Ada Lovelace')
  listener = await listenForMail(() => house.as(house.guest.viewer), { port: 0, host: '127.0.0.1' })
  await house.answer((await house.person('Bob')).ctx, await house.question(ada.ctx))
  await house.settle()
  to = ((await house.mails()).at(-1)!.headers as Record<string, string>)['Reply-To']!
})
afterEach(() => listener.close())

async function send(...mails: string[]) {
  const mailer = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
  for (const raw of mails) await mailer.sendMail({ envelope: { from: ada.email, to }, raw })
  mailer.close()
}
const outcomes = async () => (await house.db.selectFrom('mailIn').select(['state', 'reason']).orderBy('id').execute()).map(({ state, reason }) => reason ?? state)
const comments = async () => (await house.db.selectFrom('post').select('body').where('kind', '=', 'comment').orderBy('id').execute()).map(({ body }) => body)

test('one that cannot be read is refused, and keeps no other waiting', async () => {
  const as = (type: string, id: number, more = '') => `From: ${ada.email}\r\nMessage-ID: <${id}@x>\r\n${more}Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`
  await send(as('text/html', 1) + '<b>=\r\n'.repeat(50_000), `${as('text/plain', 2)}Hello=00 there`, as('text/plain', 3, 'Subject: =?utf-8?q?a=00b?=\r\n'), `${as('text/plain', 4)}All is well`)
  await house.work()
  expect(await outcomes()).toEqual(['broken', 'posted', 'empty', 'posted'])
  expect(await comments()).toEqual(['Hello there', 'All is well'])
  expect((await house.mails()).slice(1).map(({ subject }) => subject)).toEqual(['Not posted: your mail', 'Not posted: ab'])
})

test('what fails for a day is given up', async () => {
  await send(`From: ${ada.email}\r\nMessage-ID: <1@x>\r\n\r\nHello`)
  // As a fault of ours would have it.
  await sql`alter table post add constraint no_comments check (kind <> 'comment')`.execute(house.db)
  try {
    await expect(readMails.run(house.guest, {})).rejects.toThrow('could not be read')
    expect(await outcomes()).toEqual(['waiting'])
    await house.db.updateTable('mailIn').set({ receivedAt: new Date(Date.now() - 25 * 3_600_000) }).execute()
    await readMails.run(house.guest, {})
    expect(await outcomes()).toEqual(['broken'])
  } finally {
    await sql`alter table post drop constraint no_comments`.execute(house.db)
  }
})

test('without a Message-ID it is taken once, too; with two senders of which one is theirs not at all', async () => {
  const bare = `From: ${ada.email}\r\n\r\nSent twice by a server that was not sure`
  await send(bare, bare, `From: ${ada.email}\r\nFrom: eve@elsewhere.example\r\nMessage-ID: <2@x>\r\n\r\nTwo`, `From: eve@elsewhere.example\r\nFrom: ${ada.email}\r\nMessage-ID: <3@x>\r\n\r\nTwo`)
  await house.work()
  expect(await outcomes()).toEqual(['posted', 'forged', 'forged'])
  expect(await comments()).toHaveLength(1)
})

test.each([
  ['a line of digits', { text: '1'.repeat(195_000) }, 195_000],
  ['a line of beginnings', { text: 'On a, b <'.repeat(21_000) }, 189_000],
  ['tags without an end', { html: '<div '.repeat(39_000) }, 0],
  ['pictures without an end', { html: '<img '.repeat(39_000) }, 0],
  ['classes without an end', { html: `<div class="${'gmail_quote '.repeat(16_000)}` }, 0],
])('%s: no work to speak of', async (_name, mail, length) => {
  expect(await wordsOf(mail as ParsedMail)).toHaveLength(length)
})

test('a long line is whole where it was, and gone where it was quoted', async () => {
  const long = 'It hums. '.repeat(200).trim()
  expect(await wordsOf({ text: `${long}\n\nOn Mon, 23 Nov 2026 at 09:00, Bob <bob@example.com> wrote:\n> ${'Quoted. '.repeat(200)}\n` } as ParsedMail)).toBe(long)
})
