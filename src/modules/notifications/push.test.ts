/** Notices on devices: what is shown there, when, once, and to nobody else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transaction } from '#platform/ctx.ts'
import { addSpace } from '#modules/spaces/index.ts'
import { follow } from '#modules/conversations/index.ts'
import { openPushHouse, type PushHouse } from '#test/push-house.ts'
import { notify } from './notify.ts'
import { savePreferences } from './preferences.ts'

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

describe('an answer', () => {
  test('is shown on the device of who asked, sealed for it and signed by us', async () => {
    const thread = await house.question(ada.ctx, { title: 'How do I bleed a radiator?' })
    const post = await house.answer(bob.ctx, thread, 'Open the **upper** valve.')
    await settle()
    expect(phone.read()).toEqual([
      {
        title: 'Bob answered your question',
        body: 'How do I bleed a radiator?\nOpen the upper valve.',
        path: expect.stringMatching(new RegExp(`^/questions/${thread.id}/.*#post-${post.id}$`)),
        tag: `thread:${thread.id}`,
        unread: 1,
        lang: 'en',
        dir: 'ltr',
      },
    ])
    expect(service.arrived[0]).toMatchObject({ urgency: 'normal', ttl: 86_400, contact: 'mailto:community@localhost' })
    expect(service.arrived[0]!.topic).not.toContain(String(thread.id))
  })

  test('is shown once, however often the work is done', async () => {
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await settle()
    await settle()
    await Promise.all([push(), push(600)])
    expect(service.asked).toBe(1)
    expect(await rows()).toEqual([{ outcome: 'sent', attempts: 1 }])
  })

  test('is shown once for a thread: what follows replaces it, and says how much there is', async () => {
    const thread = await house.question(ada.ctx)
    await house.answer(bob.ctx, thread, 'First of all: which one is it?')
    await settle()
    await house.answer(bob.ctx, thread, 'And another thing came to my mind.')
    await settle()
    expect(service.asked).toBe(2)
    expect(phone.read()).toMatchObject([{ title: 'Bob answered your question, and one more', tag: `thread:${thread.id}` }])
  })

  test('is not shown when it was read before', async () => {
    house.config.pushWait = 10
    const thread = await house.question(ada.ctx)
    await house.answer(bob.ctx, thread)
    await settle()
    expect(service.asked).toBe(0)
    await browser.post('/notifications/read')
    await settle(60)
    expect(service.asked).toBe(0)
  })

  test('waits for its reader, and comes', async () => {
    house.config.pushWait = 10
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await settle(5)
    expect(service.asked).toBe(0)
    await settle(12)
    expect(phone.read()).toHaveLength(1)
  })
})

describe('what is out of sight', () => {
  test('by the time of sending is not shown, though the message waited', async () => {
    const thread = await house.question(ada.ctx, { title: 'The plan for the new boiler' })
    await house.answer(bob.ctx, thread)
    service.mood = 'broken'
    await settle()
    const closed = await transaction(house.guest, (tx) => addSpace(tx, { name: 'Closed', description: '', parentId: null, spine: 1, position: 0, see: 'team', ask: 'team', answer: 'team' } as never))
    await house.db.updateTable('thread').set({ spaceId: closed.id }).where('id', '=', thread.id).execute()
    service.mood = 'well'
    await settle(600)
    expect(service.arrived).toEqual([])
    expect(await rows()).toMatchObject([{ outcome: 'letGo' }])
  })

  test('because it was removed, or muted, is not shown', async () => {
    house.config.pushWait = 10
    const [one, other] = [await house.question(ada.ctx), await house.question(ada.ctx)]
    const post = await house.answer(bob.ctx, one)
    await house.answer(bob.ctx, other)
    await house.settle()
    await house.db.updateTable('post').set({ removedAt: new Date() }).where('id', '=', post.id).execute()
    await follow(ada.ctx, other.id, 'muted')
    await settle(60)
    expect(service.asked).toBe(0)
  })
})

describe('what is chosen', () => {
  const choice = { answers: 'once', mentions: 'once', threads: 'once', messages: 'once', summary: 'weekly', quiet: null, timeZone: null } as const

  test('is followed: mentions are shown while answers are not', async () => {
    await browser.get('/settings/notifications')
    await browser.post('/settings/notifications', { ...choice, quiet: '', timeZone: '', pushShown: '1', push: ['mentions', 'rest'] } as never)
    const thread = await house.question(ada.ctx)
    await house.answer(bob.ctx, thread)
    await settle()
    expect(service.asked).toBe(0)
    await house.answer(bob.ctx, await house.question(bob.ctx), `@${ada.handle} What do you think of it?`)
    await settle()
    expect(phone.read()).toMatchObject([{ title: 'Bob mentioned you' }])
    expect((await browser.get('/settings/notifications')).body).toMatch(/name="push" value="mentions" checked/)
    expect(await house.facts()).toContain('push.chosen')
  })

  test('holds for quiet hours', async () => {
    const hour = new Date().getUTCHours()
    await savePreferences(ada.ctx, { ...choice, quiet: { from: hour, until: (hour + 2) % 24 }, timeZone: 'UTC' })
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await settle()
    expect(service.asked).toBe(0)
    await settle(2 * 3600)
    expect(phone.read()).toHaveLength(1)
  })

  test('reminders come with urgency, thanks not at all', async () => {
    const thread = await house.question(ada.ctx)
    const tell = (kind: 'reminder' | 'thanks') =>
      transaction(house.guest, async (tx) => {
        const { id } = await tx.db.selectFrom('fact').select('id').orderBy('id', kind === 'thanks' ? 'asc' : 'desc').executeTakeFirstOrThrow()
        await notify(tx, [{ memberId: ada.id, kind }], { factId: id, actorId: null, title: 'Look again', path: '/', spaceId: house.square.id, threadId: thread.id })
      })
    await tell('thanks')
    await push()
    expect(service.asked).toBe(0)
    await tell('reminder')
    await push()
    expect(service.arrived).toMatchObject([{ urgency: 'high' }])
  })
})

describe('a push service', () => {
  const answered = async () => {
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await settle()
  }

  test('that knows the device no more ends it', async () => {
    service.mood = 'gone'
    await answered()
    expect(await known()).toEqual([])
    expect(await rows()).toEqual([])
    expect(await house.facts()).toContain('device.removed')
  })

  test('that wants to be left alone is left alone for as long as it says', async () => {
    service.mood = 'busy'
    await answered()
    service.mood = 'well'
    // The lease of a message in hand is two minutes.
    await push(100)
    expect(service.asked).toBe(1)
    await push(125)
    expect(phone.read()).toHaveLength(1)
  })

  test('that is busy for long is not asked earlier', async () => {
    Object.assign(service, { mood: 'busy', busyFor: 3600 })
    await answered()
    service.mood = 'well'
    await push(3500)
    expect(service.asked).toBe(1)
    await push(3700)
    expect(phone.read()).toHaveLength(1)
  })

  test('that is broken is asked again, and not after a day', async () => {
    service.mood = 'broken'
    await answered()
    await push(600)
    expect(service.asked).toBe(2)
    service.mood = 'well'
    await push(90_000)
    expect(service.arrived).toEqual([])
    expect(await rows()).toMatchObject([{ outcome: 'expired' }])
  })

  test('that refuses five times in a row is believed', async () => {
    service.mood = 'refusing'
    for (let times = 0; times < 4; times++) await answered()
    expect(await known()).toMatchObject([{ failed: 4 }])
    await answered()
    expect(await known()).toEqual([])
  })
})
