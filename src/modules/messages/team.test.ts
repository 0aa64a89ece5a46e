/** What the team may not do with messages, and what is left of them to who is of it no more. */
import { beforeEach, expect, test } from 'vitest'
import type { Ctx, Viewer } from '#platform/ctx.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { beginCircle, block, leaveCircle, openReports, sendMessage, unblock, unreadCircles } from './index.ts'
import { reportMessage, reports, settleReport } from './reports.ts'

let house: TestHouse
let [ada, bob, staff, other] = [] as unknown as [Ctx, Ctx, Ctx, Ctx]

beforeEach(async () => {
  house = await openHouse()
  const people = [await house.person('Ada Adams'), await house.person('Bob Brown'), await house.person('Sam Support', 'support_agent'), await house.person('Otto Other', 'moderator')]
  ;[ada, bob, staff, other] = people.map((each) => each.ctx) as [Ctx, Ctx, Ctx, Ctx]
})

/** The same person at their next request. */
const again = async ({ viewer }: Ctx) => house.world.as((await readerOf(house.world.guest, viewer.id!))!.viewer as Viewer)
const set = (who: Ctx, row: { role?: string; suspendedAt?: Date }) => house.db.updateTable('member').set(row).where('id', '=', who.viewer.id!).execute()

test('nobody of the team sees or settles a report of what was said in a circle of their own, nor who made it', async () => {
  const { circleId, id } = await beginCircle(other, { to: [ada.viewer.handle, bob.viewer.handle], team: false, name: '', body: 'You are a fool' })
  await reportMessage(ada, circleId, id, { reason: 'Rude' })
  const [report] = await reports(staff)
  for (const when of ['in it', 'after leaving it']) {
    expect([await reports(other), await openReports(other)], when).toEqual([[], 0])
    await expect(settleReport(other, report!.id, { note: 'Nothing to see' }), when).rejects.toMatchObject({ status: 404 })
    if (when === 'in it') await leaveCircle(other, circleId)
  }
  expect([report!.reporter.name, await openReports(staff)]).toEqual(['Ada Adams', 1])
  await settleReport(staff, report!.id, { note: 'We have spoken to them.' })
  expect(await openReports(staff)).toBe(0)
})

test('who answered for the team, and is of it no more, is not told that more was written', async () => {
  const { circleId } = await beginCircle(ada, { to: [], team: true, name: '', body: 'Help' })
  await sendMessage(staff, circleId, { body: 'Of course' })
  await set(staff, { role: 'member' })
  await sendMessage(ada, circleId, { body: 'And one thing more' })
  await house.settle()
  expect(await unreadCircles(await again(staff))).toBe(0)
  await set(staff, { role: 'support_agent' })
  expect(await unreadCircles(await again(staff))).toBe(1)
})

test('blocking does not say who is there out of sight; whoever was blocked before can be let go', async () => {
  await block(ada, bob.viewer.handle)
  await set(bob, { suspendedAt: new Date() })
  await unblock(ada, bob.viewer.handle)
  for (const handle of [bob.viewer.handle, 'nobody-at-all']) {
    await expect(block(ada, handle)).rejects.toMatchObject({ status: 404 })
    await expect(unblock(ada, handle)).rejects.toMatchObject({ status: 404 })
  }
})
