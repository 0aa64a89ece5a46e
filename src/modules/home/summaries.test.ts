/** The summary by mail: who gets one, when, and what stands in it. */
import { beforeEach, expect, test } from 'vitest'
import { heatThreads } from '#modules/conversations/jobs.ts'
import { savePreferences } from '#modules/notifications/preferences.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { writeSummaries } from './summaries.tsx'

let house: TestHouse
let ada: Awaited<ReturnType<TestHouse['person']>>
let bob: Awaited<ReturnType<TestHouse['person']>>
const wish = { answers: 'summary', mentions: 'once', threads: 'never', messages: 'once', summary: 'daily', quiet: null, timeZone: 'Europe/Oslo' } as const

beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada Lovelace')
  bob = await house.person('Bob')
  await house.db.updateTable('member').set({ joinedAt: new Date(Date.now() - 40 * 86_400_000) }).execute()
  await savePreferences(bob.ctx, { ...wish, summary: 'never' })
})

/** Eight o'clock in Oslo, so many days from now. */
const morning = (days: number) => new Date(`${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T07:30:00Z`)
const write = (days: number) => writeSummaries.run(house.as(house.guest.viewer, morning(days)), {})

test('comes once a day with what was not mailed and not read, and not again', async () => {
  await savePreferences(ada.ctx, wish)
  const thread = await house.question(ada.ctx, { title: 'How do I rotate a key?' })
  await house.answer(bob.ctx, thread, 'By the settings.')
  await house.settle()
  expect(await house.mails()).toHaveLength(0)
  await Promise.all([write(1), write(1)])
  const [mail, ...more] = await house.mails()
  expect(more).toHaveLength(0)
  expect(mail).toMatchObject({ recipient: ada.email, subject: 'New for you: How do I rotate a key?', kind: 'summary' })
  expect(mail!.html).toContain('Bob answered your question')
  expect(mail!.text).toContain(`/questions/${thread.id}/`)
  await write(2)
  expect(await house.mails()).toHaveLength(1)
})

test('tells of questions that one could answer and of what many read, never of what is out of sight', async () => {
  await savePreferences(ada.ctx, wish)
  const closed = await house.space({ name: 'Team', see: 'team', ask: 'team', answer: 'team' })
  const team = await house.person('Tess', 'community_manager')
  await house.question(bob.ctx, { title: 'Who knows about valves?' })
  await house.question(team.ctx, { title: 'A secret of ours', spaceId: closed.id })
  const talk = await house.question(bob.ctx, { title: 'Show your boiler room', kind: 'discussion' })
  await house.answer(team.ctx, talk, 'Here is mine.')
  await house.settle()
  await heatThreads.run(house.guest, {})
  await write(1)
  const mail = (await house.mails()).find((each) => each.recipient === ada.email)!
  expect(mail.html).toContain('Who knows about valves?')
  expect(mail.html).toContain('Show your boiler room')
  expect(mail.html).not.toContain('secret')
})

test('is not written when there is nothing, to who does not want it, or before eight', async () => {
  await savePreferences(ada.ctx, wish)
  await write(1)
  expect(await house.mails()).toHaveLength(0)
  await house.answer(bob.ctx, await house.question(ada.ctx))
  await house.settle()
  await writeSummaries.run(house.as(house.guest.viewer, new Date(morning(2).getTime() - 3_600_000)), {})
  expect(await house.mails()).toHaveLength(0)
  await savePreferences(ada.ctx, { ...wish, summary: 'never' })
  await write(2)
  expect(await house.mails()).toHaveLength(0)
})

test('is stopped by one click', async () => {
  await savePreferences(ada.ctx, wish)
  await house.answer(bob.ctx, await house.question(ada.ctx))
  await house.settle()
  await write(1)
  const [mail] = await house.mails()
  const path = new URL((mail!.headers as Record<string, string>)['List-Unsubscribe']!.slice(1, -1)).pathname
  expect((await house.app.inject({ method: 'POST', url: path, payload: {} })).statusCode).toBe(303)
  await house.answer(bob.ctx, await house.question(ada.ctx))
  await house.settle()
  await write(3)
  expect(await house.mails()).toHaveLength(1)
})
