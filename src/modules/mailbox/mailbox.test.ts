/** Answers by mail, handed over in real SMTP conversations. */
import sharp from 'sharp'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHouse, type TestHouse } from '#test/house.ts'
import { openMailServer } from '#test/mail-server.ts'
import { deliverMails } from '#platform/mail.ts'
import { listenForMail, type MailListener } from './listener.ts'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let bob: Awaited<ReturnType<TestHouse['person']>>
let listener: MailListener

beforeEach(async () => {
  house = await openHouse({ config: { mailIn: { address: 'reply@community.example', port: 0, secret: 'a-secret-of-the-mail-service', trusts: 'mx.community.example' } } })
  ada = await house.person('Ada Lovelace')
  bob = await house.person('Bob')
  listener = await listenForMail(() => house.as(house.guest.viewer), { port: 0, host: '127.0.0.1' })
})
afterEach(() => listener.close())

/** A question of Ada's with an answer by Bob. @returns the mail about it, and where it is answered to */
async function mailed() {
  const thread = await house.question(ada.ctx)
  const post = await house.answer(bob.ctx, thread)
  await house.settle()
  const mail = (await house.mails()).findLast((each) => each.recipient === ada.email)!
  return { thread, post, mail, to: (mail.headers as Record<string, string>)['Reply-To']! }
}

const quoted = '\n\nOn Mon, 23 Nov 2026 at 09:00, The Square <community@localhost> wrote:\n> Your question has an answer\n> Open the settings and choose Keys.\n'

interface Sent {
  attachments?: { filename: string; content: Buffer; cid?: string; contentType?: string }[]
  to: string
  from?: string
  text?: string
  html?: string
  headers?: Record<string, string>
  sender?: string
  messageId?: string
}

async function send({ to, from = ada.email, text = `Thanks, that worked!${quoted}`, html, headers = {}, sender = from, messageId, attachments }: Sent) {
  const mailer = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
  try {
    return await mailer.sendMail({ from, to, subject: 'Re: How do I rotate a key?', ...(html ? { html } : { text }), headers, ...(attachments && { attachments }), envelope: { from: sender, to }, ...(messageId && { messageId }) })
  } finally {
    mailer.close()
  }
}

const work = async () => { await house.work(); await house.work() }
const outcomes = () => house.db.selectFrom('mailIn').select(['state', 'reason', 'postId']).orderBy('id').execute()
const comments = async () => (await house.db.selectFrom('post').select(['body', 'parentId', 'authorId', 'kind']).where('kind', 'in', ['comment', 'answer']).orderBy('id').execute()).slice(1)

describe('an answer by mail', () => {
  test('stands under what was mailed, in the words of who wrote it and without what they quote', async () => {
    const { post, to } = await mailed()
    await send({ to })
    await work()
    expect(await comments()).toEqual([{ body: 'Thanks, that worked!', parentId: post.id, authorId: ada.id, kind: 'comment' }])
    expect(await house.facts()).toContain('mail.posted')
    await house.settle()
    expect((await house.mails()).some((mail) => mail.recipient === bob.email)).toBe(true)
  })

  test('brings its pictures and files along, for those who may see the answer; what cannot be taken is told', async () => {
    const { to } = await mailed()
    const photo = await sharp({ create: { width: 640, height: 360, channels: 3, background: { r: 20, g: 120, b: 60 } } }).jpeg().withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } }).toBuffer()
    const logo = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } }).png().toBuffer()
    await house.db.updateTable('member').set({ joinedAt: new Date(Date.now() - 30 * 86_400_000), answerCount: 9 }).where('id', '=', ada.id).execute()
    await send({ to, html: '<p>It looks like this <img src="cid:sign"></p>', attachments: [
      { filename: 'boiler [new].jpg', content: photo }, { filename: 'log.txt', content: Buffer.from('one line') },
      { filename: 'sign.png', content: logo, cid: 'sign' }, { filename: 'empty.txt', content: Buffer.alloc(0) },
    ] })
    await work()
    const [comment] = await comments()
    expect(comment!.body).toMatch(/^It looks like this\n\n!\[boiler -new-.jpg\]\(\/files\/[^)]+\)\n\n\[log.txt\]\(\/files\/[^)]+\)$/)
    const picture = /\((\/files\/[^)]+webp)\)/.exec(comment!.body)![1]!
    const given = await house.browser().get(picture)
    expect(given.statusCode).toBe(200)
    expect((await sharp(given.rawPayload).metadata()).exif).toBeUndefined()
    expect(await house.db.selectFrom('fileUse').select('kind').execute()).toHaveLength(2)
    const told = (await house.mails()).find((mail) => mail.recipient === ada.email && mail.kind === 'mailbox.left')!
    expect(told.text).toContain('empty.txt')
    expect(told.text).not.toContain('log.txt')
  })

  test('about a new thread is an answer to it', async () => {
    await house.person('Cy')
    const thread = await house.question(ada.ctx, { body: `@${bob.handle} would know.` })
    await house.settle()
    const mail = (await house.mails()).find((each) => each.recipient === bob.email)!
    await send({ to: (mail.headers as Record<string, string>)['Reply-To']!, from: bob.email })
    await work()
    expect(await house.db.selectFrom('post').select(['kind', 'threadId']).where('authorId', '=', bob.id).execute()).toEqual([{ kind: 'answer', threadId: thread.id }])
  })

  test.each([
    ['Outlook', 'It works now.\n\n________________________________\nFrom: The Square\nSent: Monday, 23 November 2026 09:00\nTo: Ada\nSubject: Bob answered\n\nOpen the settings'],
    ['Apple Mail', 'It works now.\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 09:00, The Square <community@localhost> wrote:\n> \n> Open the settings'],
    ['Gmail in German', 'It works now.\n\nAm Mo., 23. Nov. 2026 um 09:00 Uhr schrieb The Square <community@localhost>:\n> Open the settings'],
    ['a signature', 'It works now.\n\n-- \nAda Lovelace\nAnalytical Engines Ltd'],
  ])('is read as %s writes it', async (_name, text) => {
    const { to } = await mailed()
    await send({ to, text })
    await work()
    expect((await comments()).map(({ body }) => body)).toEqual(['It works now.'])
  })

  test('in HTML alone keeps its lists and loses scripts and quotes', async () => {
    const { to } = await mailed()
    await send({ to, html: '<p>Two things:</p><ul><li>one</li><li><b>two</b></li></ul><script>alert(1)</script><div class="gmail_quote">On Monday somebody wrote: <blockquote>old</blockquote></div>' })
    await work()
    const body = (await comments())[0]!.body
    expect(body).toMatch(/Two things:[\s\S]*one[\s\S]*two/)
    expect(body).not.toMatch(/alert|somebody wrote|old/)
  })

  test('that is handed over twice, or by two at once, is one post', async () => {
    const { to } = await mailed()
    await Promise.all([1, 2, 3].map(() => send({ to, messageId: '<same@mail.example>' })))
    await Promise.all([house.work(), house.work()])
    await work()
    expect(await comments()).toHaveLength(1)
  })

  test('is taken from a mail service that knows the secret, and from nobody else', async () => {
    const { to } = await mailed()
    const raw = `From: ${ada.email}\r\nTo: ${to}\r\nMessage-ID: <1@service.example>\r\nSubject: Re\r\n\r\nBy a service.\r\n`
    const hand = (secret: string) => house.app.inject({ method: 'POST', url: '/mail-in', headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ secret, from: ada.email, to, email: raw }).toString() })
    expect((await hand('wrong')).statusCode).toBe(404)
    expect((await hand('a-secret-of-the-mail-service')).statusCode).toBeLessThan(400)
    await work()
    expect((await comments()).map(({ body }) => body)).toEqual(['By a service.'])
  })
})

describe('is not posted and says why', () => {
  const refused = async (sent: Omit<Sent, 'to'>, before: () => Promise<unknown> = async () => {}) => {
    const { to } = await mailed()
    await before()
    const mails = (await house.mails()).length
    await send({ to, ...sent })
    await work()
    expect(await comments()).toEqual([])
    return { reason: (await outcomes())[0]!.reason, letters: (await house.mails()).slice(mails) }
  }

  test('forged: from another address, from two, or when the receiving server says so', async () => {
    expect((await refused({ from: bob.email })).reason).toBe('forged')
    const { to } = await mailed()
    await send({ to, headers: { 'Authentication-Results': 'mx.community.example; dmarc=fail header.from=example.com' } })
    await send({ to, headers: { 'Authentication-Results': 'mx.other.example; dmarc=fail' }, text: 'Somebody else says so' })
    await work()
    expect((await outcomes()).map(({ reason }) => reason)).toEqual(['forged', 'forged', null])
  })

  test.each([
    ['an out-of-office note', { headers: { 'Auto-Submitted': 'auto-replied' } }, 'automatic'],
    ['a note of a machine', { sender: '' }, 'automatic'],
    ['a mailing list', { headers: { Precedence: 'bulk' } }, 'automatic'],
  ])('%s, and nobody answers it', async (_name, sent, reason) => {
    expect(await refused(sent)).toEqual({ reason, letters: [] })
  })

  test('a loop: what went round in a circle', async () => {
    const { to } = await mailed()
    const raw = `${'Received: from a by b\r\n'.repeat(45)}From: ${ada.email}\r\nTo: ${to}\r\nMessage-ID: <2@x.example>\r\n\r\nAgain\r\n`
    await house.app.inject({ method: 'POST', url: '/mail-in', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ secret: 'a-secret-of-the-mail-service', from: ada.email, to, email: raw }).toString() })
    await work()
    expect((await outcomes())[0]!.reason).toBe('loop')
  })

  test('a closed thread: its writer is told with what they wrote', async () => {
    const { reason, letters: [letter, ...more] } = await refused({}, () => house.db.updateTable('thread').set({ closedAt: new Date() }).execute())
    expect(reason).toBe('closed')
    expect(more).toHaveLength(0)
    expect(letter).toMatchObject({ recipient: ada.email, subject: 'Not posted: Re: How do I rotate a key?' })
    expect(letter!.text).toContain('Thanks, that worked!')
    expect(letter!.headers).toMatchObject({ 'Auto-Submitted': 'auto-replied' })
  })

  test.each([
    ['nothing but quoted words', { text: quoted }, 'empty'],
    ['too many words', { text: 'word '.repeat(7_000) }, 'long'],
  ])('%s', async (_name, sent, reason) => {
    expect((await refused(sent)).reason).toBe(reason)
  })

  test('what they can no longer see, or when they were suspended', async () => {
    expect((await refused({}, () => house.db.updateTable('space').set({ see: 'team' }).execute())).reason).toBe('gone')
    await house.db.updateTable('space').set({ see: 'everyone' }).execute()
    const { to } = await mailed()
    await house.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', ada.id).execute()
    await send({ to })
    await work()
    expect((await outcomes()).at(-1)!.reason).toBe('suspended')
  })
})

describe('the listener', () => {
  test('knows its addresses and takes nothing for others', async () => {
    const { to } = await mailed()
    for (const wrong of ['reply@community.example', 'someone@else.example', to.replace(/\+r/, '+rz'), `${to.slice(0, 20)}x${to.slice(21)}`])
      await expect(send({ to: wrong }), wrong).rejects.toThrow(/550/)
    expect(await outcomes()).toEqual([])
  })

  test('refuses what is too large, and lives on', async () => {
    const { to } = await mailed()
    await expect(send({ to, text: 'x'.repeat(11_000_000) })).rejects.toThrow(/552/)
    await send({ to })
    await work()
    expect(await comments()).toHaveLength(1)
  })
})

test('what comes back twice stops news to that address, until its owner says that it works', async () => {
  const server = await openMailServer()
  house.config.smtpUrl = server.url
  const report = (status: string) => `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n--b--\r\n`
  const comeBack = async (status: string) => {
    await mailed()
    await deliverMails.run(house.guest, {})
    const mailer = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
    await mailer.sendMail({ envelope: { from: '', to: server.accepted.at(-1)!.from }, raw: report(status) })
    mailer.close()
    await work()
  }
  await comeBack('4.2.2')
  await comeBack('5.1.1')
  await comeBack('5.1.1')
  await server.close()
  const before = (await house.mails()).filter(({ recipient }) => recipient === ada.email).length
  await house.answer(bob.ctx, await house.question(ada.ctx))
  await house.settle()
  expect((await house.mails()).filter(({ recipient }) => recipient === ada.email)).toHaveLength(before)
  const browser = house.browser()
  await browser.signIn(ada.email)
  expect((await browser.get('/settings/notifications')).body).toContain('550 no such user')
  expect((await browser.post('/settings/notifications/address')).statusCode).toBe(303)
  await house.answer(bob.ctx, await house.question(ada.ctx))
  await house.settle()
  expect((await house.mails()).filter(({ recipient }) => recipient === ada.email).length).toBe(before + 1)
})
