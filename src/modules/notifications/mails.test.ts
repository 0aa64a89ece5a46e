/** Which mails come, and how to be rid of them. */
import { beforeEach, describe, expect, test } from 'vitest'
import { wallAt } from '#platform/clock.ts'
import { follow } from '#modules/conversations/index.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { mailNews } from './mail-news.ts'
import { savePreferences } from './preferences.ts'

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
    expect((await program.get(path)).body).toContain('About answers, replies and comments')
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

const choice = { answers: 'once', mentions: 'once', threads: 'once', summary: 'weekly', quietFrom: '', quietUntil: '', timeZone: '' }

test('what is chosen in the settings is followed: mentions come while answers do not', async () => {
  const browser = house.browser()
  await browser.signIn(ada.email)
  expect((await browser.get('/notifications')).body).toContain('Here and by mail')
  await browser.get('/settings/notifications')
  expect((await browser.post('/settings/notifications', { ...choice, answers: 'never' })).statusCode).toBe(303)
  expect(await answered()).toHaveLength(0)
  const mails = await answered(`@${ada.handle} Have a look at the settings, please.`)
  expect(mails.map((mail) => mail.recipient)).toEqual([ada.email])
  expect(mails[0]!.html).toContain('because somebody wrote your name')
  expect(await house.facts()).toContain('mail.chosen')
})

describe('what waits to be mailed', () => {
  test('is not mailed when it was read meanwhile, here or by opening the thread', async () => {
    const thread = await house.question(ada.ctx)
    house.config.mailWait = 120
    await house.answer(bob.ctx, thread)
    await house.settle()
    const browser = house.browser()
    await browser.signIn(ada.email)
    await browser.get((await browser.get(`/questions/${thread.id}`)).headers.location as string)
    await browser.get('/notifications')
    await due()
    expect(await house.mails()).toHaveLength(0)
  })

  test('goes in one mail when it is about one thread, and says how much it is', async () => {
    const thread = await house.question(ada.ctx)
    house.config.mailWait = 120
    await house.answer(bob.ctx, thread, 'First of all, restart it.')
    await house.answer((await house.person('Cy')).ctx, thread, 'Then look at the log.')
    await house.settle()
    expect(await house.mails()).toHaveLength(0)
    await due()
    const [mail, ...more] = await house.mails()
    expect(more).toHaveLength(0)
    expect(mail!.subject).toBe('2 new posts in: How do I rotate a key?')
    for (const words of ['First of all', 'Then look', 'Bob', 'Cy']) expect(mail!.html).toContain(words)
    expect(mail!.headers).toMatchObject({ References: `<thread.${thread.id}@localhost>` })
  })

  test('is one mail with a list when it is about many threads, stopped by one click', async () => {
    house.config.mailWait = 120
    for (const title of ['One thing', 'Two things', 'Three things', 'Four things'])
      await house.answer(bob.ctx, await house.question(ada.ctx, { title }), `@${ada.handle} ${title} at a time.`)
    await house.settle()
    await due()
    const [mail, ...more] = await house.mails()
    expect(more).toHaveLength(0)
    expect(mail!.subject).toBe('4 threads with news in The Square')
    await house.app.inject({ method: 'POST', url: addressIn(mail!), payload: {} })
    expect((await house.browser().get(addressIn(mail!))).body).toContain('When somebody mentions you')
  })

  test('is not mailed to who may not see it any more, who was suspended, or when the post is gone', async () => {
    const thread = await house.question(ada.ctx)
    house.config.mailWait = 120
    const answer = await house.answer(bob.ctx, thread)
    await house.settle()
    await house.db.updateTable('space').set({ see: 'team' }).where('id', '=', house.square.id).execute()
    await due()
    expect(await house.mails()).toHaveLength(0)
    await house.db.updateTable('space').set({ see: 'everyone' }).where('id', '=', house.square.id).execute()
    await house.db.updateTable('notification').set({ mailAt: new Date() }).execute()
    await house.db.updateTable('post').set({ removedAt: new Date() }).where('id', '=', answer.id).execute()
    await due()
    expect(await house.mails()).toHaveLength(0)
  })

  test('is not mailed when the thread was muted meanwhile', async () => {
    const thread = await house.question(ada.ctx)
    house.config.mailWait = 120
    await house.answer(bob.ctx, thread)
    await house.settle()
    await follow(ada.ctx, thread.id, 'muted')
    await due()
    expect(await house.mails()).toHaveLength(0)
  })

  test('is mailed once although two work at it at the same time', async () => {
    const thread = await house.question(ada.ctx)
    house.config.mailWait = 120
    for (const name of ['Cy', 'Dee', 'Eli']) await house.answer((await house.person(name)).ctx, thread)
    await house.settle()
    await house.db.updateTable('notification').set({ mailAt: new Date(0) }).where('mailAt', 'is not', null).execute()
    await Promise.all([1, 2, 3, 4].map(() => mailNews.run(house.guest, {})))
    expect(await house.mails()).toHaveLength(1)
  })

  test('comes after the quiet hours, by the clock of the member', async () => {
    const hour = wallAt(new Date(), 'Asia/Tokyo').hour
    await savePreferences(ada.ctx, { answers: 'once', mentions: 'once', threads: 'once', messages: 'once', summary: 'weekly', quiet: { from: hour, until: (hour + 2) % 24 }, timeZone: 'Asia/Tokyo' })
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await house.settle()
    expect(await house.mails()).toHaveLength(0)
    const { mailAt } = await house.db.selectFrom('notification').select('mailAt').executeTakeFirstOrThrow()
    expect(wallAt(mailAt!, 'Asia/Tokyo')).toMatchObject({ hour: (hour + 2) % 24, minute: 0 })
  })
})

test('the settings refuse a time zone that is none, and keep what was typed', async () => {
  const browser = house.browser()
  await browser.signIn(ada.email)
  await browser.get('/settings/notifications')
  const refused = await browser.post('/settings/notifications', { ...choice, answers: 'summary', timeZone: 'Mars/Olympus' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('Choose a time zone from the list')
  expect(refused.body).toMatch(/name="answers" value="summary" checked/)
})

/** The wait is over. */
async function due() {
  await house.db.updateTable('notification').set({ mailAt: new Date(0) }).where('mailAt', 'is not', null).execute()
  await mailNews.run(house.guest, {})
}
