/** What a member is counted for is what whoever looks may see, whatever happened to threads and spaces. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { changeSpace, spaceShown } from '#modules/spaces/index.ts'
import { openTown, type Town } from '#test/town.ts'
import { acceptAnswer } from './acceptance.ts'
import { convertThread, moveThread, removeThread, restoreThread } from './curation.ts'
import { recountAuthors } from './jobs.ts'
import { mergeThread } from './merging.ts'
import { removePost, restorePost } from './posts.ts'
import { splitThread } from './splitting.ts'
import { unvote, voteHelpful } from './votes.ts'

let town: Town
let member: Ctx
let helper: Ctx
const rooms: Record<string, { id: number }> = {}

beforeEach(async () => {
  town = await openTown()
  member = town.cleo
  helper = await town.member('Helga', 'champion')
  rooms.open = town.square
  rooms.inside = await town.space({ name: 'Inside', see: 'members' })
  rooms.closed = await town.space({ name: 'Closed', see: 'champions', ask: 'champions', answer: 'champions' })
})

/** Helga answers a question there, is accepted and found helpful, and asks one herself. */
async function helps(room: string) {
  const asked = await town.question(town.mo, { spaceId: rooms[room]!.id })
  const answer = await town.answer(helper, asked)
  await acceptAnswer(town.mo, answer.id)
  await voteHelpful(town.mo, answer.id)
  await town.question(helper, { spaceId: rooms[room]!.id })
  return { asked, answer }
}

const names = ['acceptedCount', 'answerCount', 'questionCount', 'discussionCount', 'helpfulCount'] as const

async function figures(as?: Ctx): Promise<number[]> {
  const shown = (await town.api('GET', '/members/helga', undefined, as)).json()
  return names.map((name) => shown[name])
}

async function bothSee(guest: number[], members: number[]) {
  expect({ guest: await figures(), members: await figures(member) }).toEqual({ guest, members })
  expect((await town.broken()).filter((line) => line.startsWith('a member counts'))).toEqual([])
}

describe('the figures of a member', () => {
  test('a guest sees what is open to everyone, a member what is open to members, nobody what is closed', async () => {
    await helps('open')
    await bothSee([1, 1, 1, 0, 1], [1, 1, 1, 0, 1])
    await helps('inside')
    await bothSee([1, 1, 1, 0, 1], [2, 2, 2, 0, 2])
    await helps('closed')
    await bothSee([1, 1, 1, 0, 1], [2, 2, 2, 0, 2])
  })

  test('the directory orders and tells by what the viewer may see', async () => {
    const { asked } = await helps('inside')
    await acceptAnswer(town.mo, (await town.answer(town.bob, asked)).id)
    const { answer } = await helps('open')
    await removePost(helper, answer.id)
    const order = async (as?: Ctx) =>
      ((await town.api('GET', '/members', undefined, as)).json().rows as { name: string; acceptedCount: number }[])
        .filter((row) => row.acceptedCount > 0)
        .map((row) => row.name)
    expect([await order(), await order(member)]).toEqual([[], ['Bob']])
    expect((await town.get('/members', member)).body).toContain('1 accepted')
    expect((await town.get('/members')).body).not.toContain('1 accepted')
  })

  test('moving a thread behind a door takes it out of the figures, and back', async () => {
    const { asked } = await helps('open')
    await moveThread(town.mo, asked.id, rooms.inside!.id)
    await bothSee([0, 0, 1, 0, 0], [1, 1, 1, 0, 1])
    await moveThread(town.mo, asked.id, rooms.closed!.id)
    await bothSee([0, 0, 1, 0, 0], [0, 0, 1, 0, 0])
    await moveThread(town.mo, asked.id, rooms.open!.id)
    await bothSee([1, 1, 1, 0, 1], [1, 1, 1, 0, 1])
  })

  test('what is removed counts for nobody, and counts again when it is back', async () => {
    const { asked, answer } = await helps('open')
    await removeThread(town.mo, asked.id)
    await bothSee([0, 0, 1, 0, 0], [0, 0, 1, 0, 0])
    await restoreThread(town.mo, asked.id)
    await bothSee([1, 1, 1, 0, 1], [1, 1, 1, 0, 1])
    await removePost(helper, answer.id)
    await bothSee([0, 0, 1, 0, 0], [0, 0, 1, 0, 0])
    await restorePost(helper, answer.id)
    // The mark does not come back by itself.
    await bothSee([0, 1, 1, 0, 1], [0, 1, 1, 0, 1])
    await unvote(town.mo, answer.id)
    await bothSee([0, 1, 1, 0, 0], [0, 1, 1, 0, 0])
  })

  test('an answer that is removed and brought back inside of a removed thread leaves no trace', async () => {
    const { asked, answer } = await helps('open')
    await removeThread(town.mo, asked.id)
    await removePost(town.mo, answer.id)
    await restorePost(town.mo, answer.id)
    await bothSee([0, 0, 1, 0, 0], [0, 0, 1, 0, 0])
    await restoreThread(town.mo, asked.id)
    await bothSee([0, 1, 1, 0, 1], [0, 1, 1, 0, 1])
  })

  test('converting, splitting and merging across a door keep them exact', async () => {
    const { asked } = await helps('open')
    await convertThread(town.mo, asked.id, 'discussion')
    await bothSee([0, 1, 1, 0, 1], [0, 1, 1, 0, 1])
    const other = await town.answer(helper, asked, 'One thing more.')
    const added = await splitThread(town.mo, asked.id, 'One thing more', [other.id])
    await bothSee([0, 1, 1, 1, 1], [0, 1, 1, 1, 1])
    await moveThread(town.mo, added.id, rooms.inside!.id)
    await bothSee([0, 1, 1, 0, 1], [0, 1, 1, 1, 1])
    await mergeThread(town.mo, added.id, asked.id)
    await bothSee([0, 2, 1, 0, 1], [0, 2, 1, 0, 1])
  })

  test('closing a space takes everything in it and below it out of the figures', async () => {
    const below = await town.space({ name: 'Below', parentId: rooms.open!.id })
    rooms.below = below
    await helps('below')
    await bothSee([1, 1, 1, 0, 1], [1, 1, 1, 0, 1])
    await change({ see: 'members' })
    await bothSee([0, 0, 0, 0, 0], [1, 1, 1, 0, 1])
    await change({ see: 'team' })
    await bothSee([0, 0, 0, 0, 0], [0, 0, 0, 0, 0])
  })

  test('a space that only gets another name is not counted again', async () => {
    await helps('open')
    expect(await change({ name: 'Market' })).toBe(0)
  })
})

/** Changes the open space and does the work that this leaves behind. @returns how much that was */
async function change(wish: object): Promise<number> {
  const queued: { name: string; data: object }[] = []
  town.wiring.queue = { send: async (_tx, jobs) => void queued.push(...jobs), wake: () => {} }
  const { id: _id, archivedAt: _at, ...space } = await spaceShown(town.mo, { id: rooms.open!.id })
  await changeSpace(await town.member('Adam', 'administrator'), rooms.open!.id, { ...space, ...wish } as never)
  await town.settle()
  town.wiring.queue = null
  const work = queued.filter((each) => each.name === recountAuthors.name)
  for (const each of work) await recountAuthors.run(town.guest, recountAuthors.data.parse(each.data))
  return work.length
}
