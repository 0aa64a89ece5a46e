/** A group's own mail each week: when, what, to whom, and how it ends. */
import { beforeEach, expect, test } from 'vitest'
import { lastTimeOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { readsWritten } from '#modules/conversations/index.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { linkIn, openHouse, type TestHouse } from '#test/house.ts'
import { summaryFor } from '../home/summary-queries.ts'
import { savePreferences } from '../notifications/preferences.ts'
import { archiveGroup, joinGroup, leaveGroup, makeGroup } from './index.ts'
import { chooseWeekly } from './weekly-choice.ts'
import { writeWeeklies } from './weekly.tsx'

let house: TestHouse
let [ada, bob, cleo] = [] as unknown as [Ctx, Ctx, Ctx]
let group: { id: number; slug: string }
const day = 86_400_000

const again = async (who: Ctx): Promise<Ctx> => house.world.as((await readerOf(who, who.viewer.id!))!.viewer)
/** A Monday, half an hour after mails are due, so many weeks from now. */
const monday = (weeks = 1) => new Date(lastTimeOf(new Date(Date.now() + weeks * 7 * day), 'UTC', 8, 1).getTime() + 1_800_000)
const write = (when = monday()) => writeWeeklies.run(house.as(house.guest.viewer, when), {})
const weeklies = async () => (await house.mails()).filter(({ kind }) => kind === 'groupWeekly')
const wish = { answers: 'never', mentions: 'never', threads: 'never', messages: 'never', summary: 'never', quiet: null, timeZone: 'UTC', push: [] } as const

beforeEach(async () => {
  house = await openHouse()
  ;[ada, bob, cleo] = (await Promise.all(['Ada Adams', 'Bob Brown', 'Cleo Clark'].map((name) => house.person(name)))).map(({ ctx }) => ctx) as [Ctx, Ctx, Ctx]
  group = await makeGroup(ada, { name: 'Stone houses', description: '', visibility: 'hidden', joining: 'open', rules: '' })
  await house.db.insertInto('groupMember').values([bob, cleo].map(({ viewer }) => ({ spaceId: group.id, memberId: viewer.id!, role: 'member', state: 'in', at: new Date(Date.now() - 9 * day) }))).execute()
  ;[ada, bob, cleo] = [await again(ada), await again(bob), await again(cleo)]
  await house.db.updateTable('member').set({ joinedAt: new Date(Date.now() - 40 * day) }).execute()
  for (const each of [ada, bob, cleo]) await savePreferences(each, wish)
})

test('comes on Mondays at eight to those who wish it, once, with what they have not read', async () => {
  await chooseWeekly(bob, group.slug, true)
  await house.question(await again(ada), { title: 'Which lime is best?', spaceId: group.id })
  await house.question(await again(bob), { title: 'My own question', spaceId: group.id })
  await house.settle()
  await write(new Date(monday().getTime() - 2 * 3_600_000))
  expect(await weeklies()).toEqual([])
  await Promise.all([write(), write(), write()])
  const [mail, ...more] = await weeklies()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ recipient: 'bobbrown@example.com', subject: 'Stone houses: Which lime is best?' })
  expect(mail!.html).toContain('This week in Stone houses')
  expect(mail!.html).not.toContain('My own question')
  expect(mail!.text).toContain('- Which lime is best?')
  expect(mail!.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
  await write(monday(2))
  expect(await weeklies()).toHaveLength(1)
})

test('is not sent to who has read everything, nor when nothing happened, nor in quiet hours, but after them', async () => {
  for (const each of [bob, cleo]) await chooseWeekly(each, group.slug, true)
  const thread = await house.question(await again(ada), { title: 'Which lime is best?', spaceId: group.id })
  const browser = house.browser()
  await browser.signIn('cleoclark@example.com')
  await browser.get(`/questions/${thread.id}/${thread.slug}`)
  await readsWritten(house.guest)
  await house.settle()
  await savePreferences(bob, { ...wish, quiet: { from: 6, until: 10 } })
  await write()
  expect(await weeklies()).toEqual([])
  await write(new Date(monday().getTime() + 2 * 3_600_000))
  expect((await weeklies()).map(({ recipient }) => recipient)).toEqual(['bobbrown@example.com'])
  await write(new Date(monday(2).getTime() + 2 * 3_600_000))
  expect(await weeklies()).toHaveLength(1)
})

test('the summary leaves to it what it tells', async () => {
  await house.question(await again(ada), { title: 'Which lime is best?', kind: 'discussion', spaceId: group.id })
  const groupsOf = async (who: Ctx) => (await summaryFor(await again(who), new Date(Date.now() - day)))?.groups.map(({ name }) => name) ?? []
  expect(await groupsOf(bob)).toEqual(['Stone houses'])
  await chooseWeekly(bob, group.slug, true)
  expect(await groupsOf(bob)).toEqual([])
  expect(await groupsOf(cleo)).toEqual(['Stone houses'])
})

test('tells who looks after it of those who came and who ask; members not', async () => {
  for (const each of [ada, bob]) await chooseWeekly(each, group.slug, true)
  const dora = (await house.person('Dora Dean')).ctx
  const eve = (await house.person('Eve Ebert')).ctx
  await house.db.insertInto('groupMember').values([[dora, 'in'], [eve, 'asked']].map(([who, state]) => ({ spaceId: group.id, memberId: (who as Ctx).viewer.id!, role: 'member', state: state as string, at: new Date() }))).execute()
  await write()
  const [mail, ...more] = await weeklies()
  expect([more, mail?.recipient, mail?.subject]).toEqual([[], 'adaadams@example.com', 'New people in Stone houses'])
  expect(mail!.html).toContain('Dora Dean')
  expect(mail!.html).toContain('One person asks to join')
})

test('ends with one click, without signing in, and can be taken back; only for that group', async () => {
  const other = await makeGroup(ada, { name: 'Old houses', description: '', visibility: 'public', joining: 'open', rules: '' })
  await joinGroup(bob, other.slug)
  bob = await again(bob)
  for (const { slug } of [group, other]) await chooseWeekly(bob, slug, true)
  await house.question(await again(ada), { title: 'Which lime is best?', spaceId: group.id })
  await write()
  const path = linkIn((await weeklies())[0]!.text.split('Stop these mails')[1]!).pathname
  const guest = house.browser('203.0.113.7')
  expect((await guest.get(path)).body).toContain('The weekly mail of Stone houses')
  await guest.ask('POST', path, { payload: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  const taken = async () => (await house.db.selectFrom('groupMember').select('spaceId').where('memberId', '=', bob.viewer.id!).where('weeklyFrom', 'is not', null).execute()).map(({ spaceId }) => spaceId)
  expect(await taken()).toEqual([other.id])
  await leaveGroup(bob, group.slug)
  const after = await guest.get(path)
  expect([after.statusCode, after.body.includes('Stone houses')]).toEqual([200, false])
  const forged = path.replace(`group-${group.id}`, `group-${other.id}`)
  expect((await guest.get(forged)).statusCode).toBe(404)
})

test('does not come to who left, is suspended, or when the group was put away; outsiders cannot choose it', async () => {
  for (const each of [bob, cleo]) await chooseWeekly(each, group.slug, true)
  await house.question(await again(ada), { title: 'Which lime is best?', spaceId: group.id })
  await leaveGroup(bob, group.slug)
  await house.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', cleo.viewer.id!).execute()
  await write()
  await house.db.updateTable('member').set({ suspendedAt: null }).where('id', '=', cleo.viewer.id!).execute()
  await archiveGroup(ada, group.slug, true)
  await write()
  expect(await weeklies()).toEqual([])
  await expect(chooseWeekly(await again(bob), group.slug, true)).rejects.toMatchObject({ status: 404 })
})

test('is chosen beside the group, by a plain form, with a way back', async () => {
  const browser = house.browser()
  await browser.signIn('bobbrown@example.com')
  expect((await browser.get(`/groups/${group.slug}`)).body).toContain('Take its own weekly mail')
  const done = await browser.post(`/groups/${group.slug}/weekly?_method=put`, {})
  expect((await browser.get(String(done.headers.location))).body).toMatch(/from next Monday on[\s\S]*Stop the weekly mail|Stop the weekly mail[\s\S]*from next Monday on/)
  expect((await browser.get('/settings/notifications')).body).toContain('Stop the weekly mail: Stone houses')
  const stopped = await browser.post(`/groups/${group.slug}/weekly?_method=delete`, { from: 'settings' })
  expect(stopped.headers.location).toBe('/settings/notifications?saved=1#groups')
  expect((await browser.get('/settings/notifications')).body).toContain('Take its own weekly mail: Stone houses')
  expect((await browser.get(`/groups/${group.slug}`)).body).toContain('Take its own weekly mail')
})
