/** Messages: of two, of a few, and to the team; what is read, muted, blocked, reported, and who may write to whom. */
import { beforeEach, describe, expect, test } from 'vitest'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { mailNews, preferences } from '#modules/notifications/index.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { chooseMail } from '../notifications/preferences.ts'
import { drawMessage } from '../notifications/push-message.ts'
import { inbox, unreadCount } from '../notifications/queries.ts'
import { blocked } from './blocks.ts'
import { addToCircle, beginCircle, block, editMessage, leaveCircle, markRead, nameCircle, removeMessage, sendMessage, unblock, unreadCircles } from './index.ts'
import { circles, findMessages } from './list-queries.ts'
import { messagesIn } from './message-queries.ts'
import { mute, seenBy } from './reading.ts'
import { reportMessage, reports, settleReport } from './reports.ts'
import { circleShown } from './sight.ts'
import { answeredByTeam, settleCircle, teamWaiting, waitingForTeam } from './team.ts'

let house: TestHouse
let [ada, bob, cleo, staff, other] = [] as unknown as [Ctx, Ctx, Ctx, Ctx, Ctx]

/** Nobody is new who wrote something, and came the day before. */
async function known(...people: Ctx[]) {
  for (const each of people) await house.question(each)
  await house.db.updateTable('member').set({ joinedAt: new Date(Date.now() - 3 * 86_400_000) }).where('id', 'in', people.map((each) => each.viewer.id!)).execute()
}

beforeEach(async () => {
  house = await openHouse()
  const people = [await house.person('Ada Adams'), await house.person('Bob Brown'), await house.person('Cleo Clark'), await house.person('Sam Support', 'support_agent'), await house.person('Otto Other', 'moderator')]
  ;[ada, bob, cleo, staff, other] = people.map((each) => each.ctx) as [Ctx, Ctx, Ctx, Ctx, Ctx]
  await known(ada, bob, cleo)
})

const write = (by: Ctx, to: Ctx[], body: string, name = '') => beginCircle(by, { to: to.map((each) => `@${each.viewer.handle}`), team: false, name, body })
const ask = (by: Ctx, body: string) => beginCircle(by, { to: [], team: true, name: '', body })
const saidIn = async (by: Ctx, id: number) => (await messagesIn(by, await circleShown(by, id))).rows.map(({ kind, body }) => (kind === 'text' ? body : kind))
const recipients = async () => (await house.mails()).map((mail) => mail.recipient)
const whole = async () => {
  await house.settle()
  expect(await house.world.broken()).toEqual([])
}

describe('two people', () => {
  test('find their circle again, whoever begins', async () => {
    const first = await write(ada, [bob], 'Hello Bob')
    const second = await write(bob, [ada], 'Hello Ada')
    const third = await sendMessage(ada, first.circleId, { body: 'How are you?' })
    expect([second.circleId, third.circleId]).toEqual([first.circleId, first.circleId])
    expect(await saidIn(bob, first.circleId)).toEqual(['Hello Bob', 'Hello Ada', 'How are you?'])
    await whole()
  })

  test('who begin at the same moment are in the same one', async () => {
    const refs = await Promise.all([write(ada, [bob], 'At once'), write(bob, [ada], 'At once, too')])
    expect(new Set(refs.map((each) => each.circleId)).size).toBe(1)
    expect((await saidIn(ada, refs[0]!.circleId)).sort()).toEqual(['At once', 'At once, too'])
    await whole()
  })

  test('see what is unread until they read it, and who has seen it', async () => {
    const { circleId, id } = await write(ada, [bob], 'Hello Bob')
    expect([await unreadCircles(ada), await unreadCircles(bob)]).toEqual([0, 1])
    expect((await circles(bob, { which: 'unread' })).rows).toMatchObject([{ id: circleId, unread: 1, last: { excerpt: 'Hello Bob' } }])
    expect(await seenBy(ada, await circleShown(ada, circleId))).toEqual([])
    await markRead(bob, circleId, id)
    expect(await unreadCircles(bob)).toBe(0)
    expect(await seenBy(ada, await circleShown(ada, circleId))).toMatchObject([{ person: { id: bob.viewer.id } }])
    await house.db.updateTable('member').set({ showsPresence: false }).where('id', '=', bob.viewer.id!).execute()
    expect(await seenBy(ada, await circleShown(ada, circleId))).toEqual([])
    await markRead(bob, circleId, 999_999)
    await whole()
  })

  test('change and take back their own words, with a trace, for a day', async () => {
    const { circleId, id } = await write(ada, [bob], 'Helo Bob')
    await expect(editMessage(bob, circleId, id, { body: 'No', version: 1 })).rejects.toMatchObject({ status: 403 })
    await editMessage(ada, circleId, id, { body: 'Hello Bob', version: 1 })
    await expect(editMessage(ada, circleId, id, { body: 'Again', version: 1 })).rejects.toMatchObject({ status: 409 })
    const [row] = (await messagesIn(bob, await circleShown(bob, circleId))).rows
    expect(row).toMatchObject({ body: 'Hello Bob', editedAt: expect.any(Date), may: { edit: false, remove: false, report: true } })
    const later = house.world.at(ada, new Date(Date.now() + 2 * 86_400_000))
    await expect(editMessage(later, circleId, id, { body: 'Later', version: 2 })).rejects.toMatchObject({ message: 'messages:problem.tooOld' })
    await removeMessage(later, circleId, id)
    expect((await messagesIn(bob, await circleShown(bob, circleId))).rows).toMatchObject([{ body: '', html: '', removedAt: expect.any(Date) }])
    expect(await findMessages(bob, 'Hello')).toEqual([])
    expect(await unreadCircles(bob)).toBe(0)
    await whole()
  })

  test('page back through what was said', async () => {
    Object.assign(house.config, { limits: false })
    const { circleId } = await write(ada, [bob], 'number 0')
    for (let n = 1; n <= 50; n++) await sendMessage(n % 2 ? bob : ada, circleId, { body: `number ${n}` })
    const circle = await circleShown(ada, circleId)
    const newest = await messagesIn(ada, circle)
    const before = await messagesIn(ada, circle, { older: newest.older! })
    expect([newest.rows.at(-1)!.body, newest.rows[0]!.body, before.rows.at(-1)!.body, before.rows[0]!.body, before.older]).toEqual(['number 50', 'number 11', 'number 10', 'number 0', null])
    expect((await messagesIn(ada, circle, { at: before.rows[3]!.id })).rows.map((row) => row.body)).toContain('number 3')
  })
})

describe('a small circle', () => {
  test('grows up to eight, tells who was added only what is said from then on, and is left for good', async () => {
    const { circleId } = await write(ada, [bob, cleo], 'We three', 'Lanterns')
    await sendMessage(bob, circleId, { body: 'Before Otto' })
    await expect(circleShown(other, circleId)).rejects.toMatchObject({ status: 404 })
    await addToCircle(ada, circleId, [`@${other.viewer.handle}`])
    await sendMessage(cleo, circleId, { body: 'Welcome' })
    expect(await saidIn(other, circleId)).toEqual(['added', 'Welcome'])
    expect(await findMessages(other, 'Before')).toEqual([])
    await nameCircle(bob, circleId, 'Lamps')
    await leaveCircle(cleo, circleId)
    await expect(circleShown(cleo, circleId)).rejects.toMatchObject({ status: 404 })
    await expect(sendMessage(cleo, circleId, { body: 'Still here?' })).rejects.toMatchObject({ status: 404 })
    expect((await circles(cleo, { which: 'all' })).rows).toEqual([])
    expect(await saidIn(ada, circleId)).toEqual(['We three', 'Before Otto', 'added', 'Welcome', 'named', 'left'])
    await addToCircle(ada, circleId, [cleo.viewer.handle])
    expect(await saidIn(cleo, circleId)).toEqual(['added'])
    await whole()
  })

  test('has no room for a ninth, and no place for who is in it', async () => {
    const more: Ctx[] = []
    for (let n = 0; n < 6; n++) more.push((await house.person(`Person ${n}`)).ctx)
    const { circleId } = await write(ada, [bob, ...more.slice(0, 5)], 'Seven of us')
    await addToCircle(bob, circleId, [cleo.viewer.handle])
    await expect(addToCircle(bob, circleId, [more[5]!.viewer.handle])).rejects.toMatchObject({ status: 422 })
    await expect(write(ada, [bob, cleo, ...more], 'Nine')).rejects.toMatchObject({ status: 422 })
    const pair = await write(ada, [bob], 'Two')
    await expect(addToCircle(ada, pair.circleId, [cleo.viewer.handle])).rejects.toMatchObject({ status: 403 })
    await expect(leaveCircle(ada, pair.circleId)).rejects.toMatchObject({ status: 403 })
    await whole()
  })
})

describe('the team', () => {
  test('is written to as one, and whoever answers ends the wait', async () => {
    const { circleId } = await ask(ada, 'Where is my order?')
    await ask(bob, 'And mine?')
    expect((await waitingForTeam(staff)).map((row) => row.member.name)).toEqual(['Ada Adams', 'Bob Brown'])
    await expect(waitingForTeam(ada)).rejects.toMatchObject({ status: 403 })
    await expect(circleShown(bob, circleId)).rejects.toMatchObject({ status: 404 })
    await sendMessage(staff, circleId, { body: 'On its way.' })
    expect([await teamWaiting(staff), (await answeredByTeam(other)).rows.map((row) => row.member.name)]).toEqual([1, ['Ada Adams']])
    const answer = (await messagesIn(ada, await circleShown(ada, circleId))).rows.at(-1)!
    expect(answer).toMatchObject({ body: 'On its way.', author: { name: 'Sam Support', role: 'support_agent' } })
    await sendMessage(ada, circleId, { body: 'Thank you!' })
    expect(await teamWaiting(staff)).toBe(2)
    await settleCircle(other, circleId)
    expect(await teamWaiting(staff)).toBe(1)
    await expect(ask(staff, 'Us')).rejects.toMatchObject({ status: 403 })
    await whole()
  })

  test('hears of it: all until one answers, then who answered; whoever leaves the team reads nothing', async () => {
    const { circleId } = await ask(ada, 'Where is my order?')
    await house.settle()
    expect((await recipients()).sort()).toEqual(['ottoother@example.com', 'samsupport@example.com'])
    await sendMessage(staff, circleId, { body: 'On its way.' })
    await house.settle()
    await sendMessage(ada, circleId, { body: 'It came.' })
    await house.settle()
    expect((await recipients()).slice(2)).toEqual(['adaadams@example.com', 'samsupport@example.com'])
    const former: Ctx = { ...staff, viewer: { ...staff.viewer, role: 'member' } }
    await house.db.updateTable('member').set({ role: 'member' }).where('id', '=', staff.viewer.id!).execute()
    await expect(circleShown(former, circleId)).rejects.toMatchObject({ status: 404 })
    expect((await circles(former, { which: 'all' })).rows).toEqual([])
    expect(await findMessages(former, 'order')).toEqual([])
  })
})

describe('who is told', () => {
  test('by mail, unless it was read before that, is muted, or is not wished for', async () => {
    const { circleId, id } = await write(ada, [bob, cleo], 'Lunch on Friday?')
    await markRead(bob, circleId, id)
    await house.settle()
    expect(await recipients()).toEqual(['cleoclark@example.com'])
    const [mail] = await house.mails()
    expect(mail!.text).toContain('Lunch on Friday?')
    expect(mail!.text).toContain('/messages/')
    await mute(bob, circleId, true)
    await transaction(cleo, (tx) => chooseMail(tx, { memberId: cleo.viewer.id!, kind: 'messages', when: 'never', by: 'settings' }))
    expect((await preferences(cleo)).messages).toBe('never')
    await sendMessage(ada, circleId, { body: 'Anybody?' })
    await house.settle()
    expect(await recipients()).toEqual(['cleoclark@example.com'])
    expect(await unreadCircles(bob)).toBe(0)
  })

  test('not in the inbox, which has other things', async () => {
    await write(ada, [bob], 'Hello')
    await house.settle()
    expect((await inbox(bob, { which: 'all', unread: false })).rows).toEqual([])
    expect([await unreadCount(bob), await unreadCircles(bob)]).toEqual([0, 1])
  })

  test('nobody who has left before the mail goes', async () => {
    const { circleId } = await write(ada, [bob, cleo], 'A secret')
    for (const fact of await house.db.selectFrom('fact').select(['id', 'name']).execute()) if (fact.name === 'message.written') await tellAll(fact.id)
    await leaveCircle(bob, circleId)
    await mailNews.run(house.guest, {})
    expect(await recipients()).toEqual(['cleoclark@example.com'])
  })
})

async function tellAll(factId: number) {
  const { hear } = await import('#platform/facts.ts')
  for (const each of house.wiring.listeners.filter(({ name }) => name === 'tell-of-message')) await hear(house.guest, each, factId)
}

describe('who may write to whom', () => {
  test('who is new: to the team, and to who wrote to them', async () => {
    const fresh = (await house.person('Nina New')).ctx
    await expect(write(fresh, [ada], 'Hello')).rejects.toMatchObject({ status: 403, message: 'messages:problem.new' })
    await ask(fresh, 'How does this work?')
    const { circleId } = await write(ada, [fresh], 'Welcome')
    await sendMessage(fresh, circleId, { body: 'Thank you' })
    expect((await write(fresh, [ada], 'One more thing')).circleId).toBe(circleId)
  })

  test('whoever is blocked cannot begin nor go on, and nobody else can tell', async () => {
    const { circleId } = await write(bob, [ada], 'Buy this')
    await block(ada, bob.viewer.handle)
    await expect(sendMessage(bob, circleId, { body: 'Why not?' })).rejects.toMatchObject({ status: 409, message: 'messages:problem.takesNone' })
    await expect(sendMessage(ada, circleId, { body: 'Bye' })).rejects.toMatchObject({ message: 'messages:problem.youBlocked' })
    await block(cleo, bob.viewer.handle)
    await expect(write(bob, [cleo], 'Buy that')).rejects.toMatchObject({ status: 409, message: 'messages:problem.takesNone' })
    await expect(write(bob, [cleo, other], 'Buy that')).rejects.toMatchObject({ status: 409 })
    const round = await write(bob, [other, staff], 'Us three')
    await expect(addToCircle(bob, round.circleId, [cleo.viewer.handle])).rejects.toMatchObject({ status: 409 })
    expect([(await blocked(ada)).length, (await blocked(bob)).length]).toEqual([1, 0])
    await unblock(ada, bob.viewer.handle)
    await sendMessage(bob, circleId, { body: 'Sorry' })
    await expect(block(ada, ada.viewer.handle)).rejects.toMatchObject({ status: 403 })
    await whole()
  })

  test('nobody to themselves, to nobody, or to a name that is not there or not theirs alone', async () => {
    await house.person('Bob Brown', 'member', 'bob2@example.com')
    await expect(write(ada, [ada], 'Me')).rejects.toMatchObject({ status: 422 })
    for (const to of [[], ['nobody-here'], ['Bob Brown']]) await expect(beginCircle(ada, { to, team: false, name: '', body: 'Hello' })).rejects.toMatchObject({ status: 422 })
    expect((await beginCircle(ada, { to: ['cleo clark'], team: false, name: '', body: 'Hello' })).circleId).toBeGreaterThan(0)
  })

  test('a flood is stopped', async () => {
    Object.assign(house.config, { limits: true })
    const { circleId } = await write(ada, [bob], 'one')
    const sent = await Promise.allSettled(Array.from({ length: 25 }, (_, n) => sendMessage(ada, circleId, { body: `again ${n}` })))
    expect(sent.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(5)
    await whole()
  })
})

describe('a report', () => {
  test('shows the team the message and the five before it, as they were, and nothing else', async () => {
    const { circleId } = await write(bob, [ada], 'line 0')
    for (let n = 1; n < 9; n++) await sendMessage(bob, circleId, { body: `line ${n}` })
    const { rows } = await messagesIn(ada, await circleShown(ada, circleId))
    await expect(reportMessage(bob, circleId, rows[7]!.id, { reason: 'My own' })).rejects.toMatchObject({ status: 403 })
    await expect(reportMessage(cleo, circleId, rows[7]!.id, { reason: 'Not mine' })).rejects.toMatchObject({ status: 404 })
    await reportMessage(ada, circleId, rows[7]!.id, { reason: 'Rude' })
    await reportMessage(ada, circleId, rows[7]!.id, { reason: 'Rude again' })
    await removeMessage(bob, circleId, rows[7]!.id)
    const [report, ...more] = await reports(staff)
    expect(more).toEqual([])
    expect(report!.lines.map(({ html }) => /line \d/.exec(html)![0])).toEqual(['line 2', 'line 3', 'line 4', 'line 5', 'line 6', 'line 7'])
    await expect(reports(ada)).rejects.toMatchObject({ status: 403 })
    await expect(circleShown(staff, circleId)).rejects.toMatchObject({ status: 404 })
    // Not a trace of who it was.
    expect((await messagesIn(bob, await circleShown(bob, circleId))).rows.at(-1)).toMatchObject({ kind: 'reported', authorId: bob.viewer.id, about: null })
    await house.settle()
    expect((await inbox(staff, { which: 'all', unread: true })).rows.map((row) => row.kind)).toEqual(['messageReported'])
    await settleReport(staff, report!.id, { note: 'We have spoken to them.' })
    await house.settle()
    expect((await inbox(ada, { which: 'all', unread: true })).rows).toMatchObject([{ kind: 'reportSettled', title: 'We have spoken to them.' }])
    await whole()
  })
})

test('an address that was sent in private is asked for by nobody', async () => {
  const { circleId } = await write(ada, [bob], 'https://example.com/a-page-for-you')
  await sendMessage(bob, circleId, { body: 'https://example.com/another' })
  expect(house.queued.map(({ name }) => name).filter((name) => name.startsWith('previews'))).toEqual([])
  expect(await house.db.selectFrom('linkPreview').select('url').execute()).toEqual([])
})

test('a push says who wrote, and nothing of what was taken back before it goes', async () => {
  const { circleId, id } = await write(ada, [bob], 'Too soon')
  for (const fact of await house.db.selectFrom('fact').select(['id', 'name']).execute()) if (fact.name === 'message.written') await tellAll(fact.id)
  const notice = await house.db.selectFrom('notification').select('id').where('memberId', '=', bob.viewer.id!).where('messageId', '=', id).executeTakeFirstOrThrow()
  expect(JSON.parse((await drawMessage(bob, notice.id))!.text)).toMatchObject({ title: 'Ada Adams wrote to you', path: `/messages/${circleId}` })
  await removeMessage(ada, circleId, id)
  expect(await drawMessage(bob, notice.id)).toBeNull()
})
