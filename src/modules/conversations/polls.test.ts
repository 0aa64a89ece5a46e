import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { inbox } from '#modules/notifications/queries.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { castBallot, withdrawBallot } from './ballots.ts'
import { removeThread } from './curation.ts'
import { closePoll, closePolls } from './poll-closing.ts'
import { csvOf, exportPoll } from './poll-export.ts'
import { pollShown, pollVoters } from './poll-queries.ts'
import { PollIn } from './poll-shapes.ts'
import { changePoll, makePoll, removePoll, restorePoll } from './polls.ts'
import { removePost } from './posts.ts'

let house: TestHouse
let ada: Ctx
let bob: Ctx
let cleo: Ctx
let mo: Ctx
let thread: { id: number; openingId: number }

beforeEach(async () => {
  house = await openHouse()
  ada = await house.world.member('Ada')
  bob = await house.world.member('Bob')
  cleo = await house.world.member('Cleo')
  mo = await house.world.member('Mo', 'administrator')
  thread = await house.world.question(ada, { title: 'When shall we meet next time?' })
})

const wish = (more: object = {}) => PollIn.parse({ question: 'Which day?', options: ['Monday', 'Tuesday', 'Friday'], ...more })
const make = async (more: object = {}, by = ada) => (await makePoll(by, thread.openingId, wish(more))).id
const counts = async (id: number, who = bob) => (await pollShown(who, id)).options.map(({ count }) => count)
const later = (who: Ctx, days: number): Ctx => house.world.at(who, new Date(Date.now() + days * 86_400_000))
const promisesBroken = async () => {
  await house.world.settle()
  return (await house.world.broken()).filter((line) => /poll|ballot/.test(line))
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('voting', () => {
  test('counts once, can be changed and withdrawn', async () => {
    const id = await make()
    await castBallot(bob, id, [1])
    await castBallot(bob, id, [1])
    await castBallot(cleo, id, [2])
    expect(await counts(id)).toEqual([1, 1, 0])
    await castBallot(bob, id, [3])
    expect(await counts(id)).toEqual([0, 1, 1])
    expect(await pollShown(bob, id)).toMatchObject({ voterCount: 2, mine: [3] })
    await withdrawBallot(bob, id)
    await withdrawBallot(bob, id)
    expect(await counts(id)).toEqual([0, 1, 0])
    expect(await pollShown(bob, id)).toMatchObject({ voterCount: 1, mine: null })
    expect(await promisesBroken()).toEqual([])
  })

  test.each([
    ['nothing', 'single', []],
    ['two of one', 'single', [1, 2]],
    ['what is not there', 'multiple', [4]],
    ['the same twice', 'ranked', [1, 1]],
    ['more than allowed', 'multiple', [1, 2, 3]],
  ])('%s is refused with words at the field', async (_what, way, choices) => {
    const id = await make({ way, most: 2 })
    await expect(castBallot(bob, id, choices)).rejects.toMatchObject({ status: 422, fields: { choices: expect.stringMatching(/^conversations:poll\.problem\./) } })
    expect((await pollShown(bob, id)).voterCount).toBe(0)
  })

  test.each([true, false])('at once from many tabs counts as one ballot, and everybody is counted (anonymous: %s)', async (anonymous) => {
    const id = await make({ way: 'multiple', anonymous })
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => house.world.member(`Person ${n}`)))
    await Promise.all(people.flatMap((person, n) => [1, 2, 3, 1].map((_, tab) => castBallot(person, id, [((n + tab) % 3) + 1, ((n + tab + 1) % 3) + 1]))))
    const poll = await pollShown(bob, id)
    expect(poll.voterCount).toBe(8)
    expect(poll.options.reduce((sum, { count }) => sum + count!, 0)).toBe(16)
    expect(await house.world.db.selectFrom('ballot').select('pollId').execute()).toHaveLength(8)
    expect(await promisesBroken()).toEqual([])
  })

  test('ranked ballots are counted by run-off, with the rounds', async () => {
    const id = await make({ way: 'ranked' })
    const dan = await house.world.member('Dan')
    const eve = await house.world.member('Eve')
    for (const [who, choices] of [[ada, [1, 2]], [bob, [1]], [cleo, [2, 3]], [dan, [2]], [eve, [3, 2]]] as const) await castBallot(who, id, choices)
    const poll = await pollShown(bob, id)
    expect(poll.winners).toEqual([2])
    expect(poll.rounds!.map(({ out }) => out)).toEqual([[3], []])
    const page = (await house.app.inject({ url: `/polls/${id}` })).body
    expect(page).toContain('2 rounds')
    expect(page).toContain('Round 2')
  })
})

describe('results', () => {
  test.each([
    ['always', [1, 0, 0], [1, 0, 0]],
    ['voted', [null, null, null], [1, 0, 0]],
    ['closed', [null, null, null], [null, null, null]],
  ])('shown %s', async (results, before, after) => {
    const id = await make({ results })
    await castBallot(cleo, id, [1])
    expect(await counts(id, bob)).toEqual(before)
    expect(await counts(id, house.world.guest)).toEqual(before)
    expect(await counts(id, cleo)).toEqual(after)
    await closePoll(ada, id)
    expect(await counts(id, bob)).toEqual([1, 0, 0])
  })

  test('that are not shown yet are in no face, for nobody', async () => {
    const id = await make({ results: 'closed' })
    await castBallot(cleo, id, [1])
    for (const who of [ada, bob, mo]) {
      const poll = await pollShown(who, id)
      expect(poll.options.every(({ count }) => count === null) && poll.rounds === null && poll.winners === null).toBe(true)
      expect(await pollVoters(who, poll)).toEqual([])
    }
    await expect(exportPoll(ada, id)).rejects.toMatchObject({ status: 409 })
  })
})

describe('anonymous ballots', () => {
  test('name nobody: not in a row, a fact, a page, the export', async () => {
    const id = await make({ anonymous: true })
    await castBallot(bob, id, [2])
    await castBallot(cleo, id, [1])
    const rows = await house.world.db.selectFrom('ballot').selectAll().execute()
    expect(rows.map(({ memberId, at }) => [memberId, at])).toEqual([[null, null], [null, null]])
    expect(rows.some(({ voter }) => [bob, cleo].some(({ viewer }) => voter.includes(String(viewer.id)) && voter.length < 10))).toBe(false)
    expect(await house.world.facts()).not.toContain('poll.voted')
    expect(await pollVoters(mo, await pollShown(mo, id))).toEqual([])
    const page = (await house.app.inject({ url: `/polls/${id}` })).body
    expect(page).toContain('2 voters')
    expect(page).not.toContain('Cleo')
    expect((await exportPoll(mo, id)).ballots).toEqual([])
    expect(await pollShown(bob, id)).toMatchObject({ mine: [2] })
  })

  test('are nobody’s any more once the poll is closed; who voted is told that it is', async () => {
    const id = await make({ anonymous: true, closes: inDays(1) })
    await castBallot(bob, id, [2])
    await castBallot(cleo, id, [2])
    const before = (await house.world.db.selectFrom('ballot').select('voter').execute()).map(({ voter }) => voter)
    await closePolls.run(later(house.world.guest, 2), {})
    const after = (await house.world.db.selectFrom('ballot').select('voter').execute()).map(({ voter }) => voter)
    expect(after).toHaveLength(2)
    expect(after.some((voter) => before.includes(voter))).toBe(false)
    expect(await pollShown(bob, id)).toMatchObject({ mine: null, voterCount: 2, winners: [2] })
    for (const [who, lines] of [[bob, 1], [cleo, 1], [ada, 0]] as const) expect((await inbox(who, { which: 'you', unread: false })).rows).toHaveLength(lines)
    expect(await promisesBroken()).toEqual([])
  })
})

describe('closing', () => {
  test('by its time: nobody votes from that moment on, and the job says so once', async () => {
    const id = await make({ closes: inDays(1) })
    await castBallot(bob, id, [1])
    await expect(castBallot(later(cleo, 2), id, [1])).rejects.toMatchObject({ status: 409 })
    await expect(withdrawBallot(later(bob, 2), id)).rejects.toMatchObject({ status: 409 })
    await Promise.all([closePolls.run(later(house.world.guest, 2), {}), closePolls.run(later(house.world.guest, 2), {})])
    await closePolls.run(later(house.world.guest, 3), {})
    expect((await house.world.facts()).filter((name) => name === 'poll.closed')).toHaveLength(1)
    expect((await inbox(bob, { which: 'you', unread: false })).rows.map(({ kind, title }) => [kind, title])).toEqual([['pollClosed', 'Which day?']])
  })

  test('by hand: by the author and the team only, and for good', async () => {
    const id = await make()
    await expect(closePoll(bob, id)).rejects.toMatchObject({ status: 403 })
    await closePoll(mo, id)
    await expect(castBallot(bob, id, [1])).rejects.toMatchObject({ status: 409 })
    await expect(closePoll(ada, id)).rejects.toMatchObject({ status: 409 })
    expect(await pollShown(bob, id)).toMatchObject({ closed: true, may: { vote: false } })
  })
})

describe('making and changing', () => {
  test('one a post, by its author and the team, never on a comment', async () => {
    await expect(make({}, bob)).rejects.toMatchObject({ status: 403 })
    await make({}, mo)
    await expect(make()).rejects.toMatchObject({ status: 409 })
    const answer = await house.world.answer(bob, thread)
    await makePoll(bob, answer.id, wish())
    const comment = await house.world.comment(bob, answer)
    await expect(makePoll(bob, comment.id, wish())).rejects.toMatchObject({ status: 403 })
  })

  test('the same form sent many times makes one', async () => {
    const done = await Promise.allSettled([1, 2, 3, 4].map(() => make()))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('options change only while nobody voted', async () => {
    const id = await make()
    await changePoll(ada, id, { ...wish({ options: ['Yes', 'No'] }), version: 1 })
    expect((await pollShown(bob, id)).options.map(({ text }) => text)).toEqual(['Yes', 'No'])
    await expect(changePoll(ada, id, { ...wish(), version: 1 })).rejects.toMatchObject({ status: 409 })
    await castBallot(bob, id, [1])
    await expect(changePoll(ada, id, { ...wish(), version: 2 })).rejects.toMatchObject({ status: 409, message: 'conversations:poll.problem.voted' })
    await withdrawBallot(bob, id)
    await changePoll(ada, id, { ...wish(), version: 2 })
  })

  test.each([
    [{ question: ' x ' }, 'question'],
    [{ options: 'one' }, 'options'],
    [{ options: 'Same\n same ' }, 'options'],
    [{ options: Array.from({ length: 21 }, (_, n) => `Option ${n}`) }, 'options'],
    [{ options: ['a', 'b'.repeat(121)] }, 'options'],
    [{ way: 'multiple', most: '9' }, 'most'],
    [{ closes: 'next week' }, 'closes'],
  ])('%j is refused', (input, field) => {
    const read = PollIn.safeParse({ question: 'Which day?', options: 'Monday\nTuesday', ...input })
    expect(read.error?.issues[0]?.path[0]).toBe(field)
  })

  test.each([-1, 0, 400])('a closing time %d days ahead is refused', async (days) => {
    await expect(make({ closes: inDays(days) })).rejects.toMatchObject({ status: 422, fields: { closes: 'conversations:poll.problem.closesWhen' } })
  })

  test('removed and brought back with its votes', async () => {
    const id = await make()
    await castBallot(bob, id, [1])
    await expect(removePoll(bob, id)).rejects.toMatchObject({ status: 403 })
    await removePoll(ada, id)
    await expect(pollShown(bob, id)).rejects.toMatchObject({ status: 404 })
    await expect(castBallot(cleo, id, [1])).rejects.toMatchObject({ status: 404 })
    await expect(restorePoll(bob, id)).rejects.toMatchObject({ status: 404 })
    await restorePoll(ada, id)
    expect(await counts(id)).toEqual([1, 0, 0])
  })
})

describe('out of sight', () => {
  test('in a closed space there is no poll for those outside', async () => {
    const space = await house.world.space({ name: 'Inside', see: 'team', ask: 'team', answer: 'team' })
    const inside = await house.world.question(mo, { spaceId: space.id })
    const { id } = await makePoll(mo, inside.openingId, wish())
    for (const act of [() => pollShown(bob, id), () => castBallot(bob, id, [1]), () => withdrawBallot(bob, id), () => exportPoll(bob, id), () => closePoll(bob, id), () => removePoll(bob, id)])
      await expect(act()).rejects.toMatchObject({ status: 404 })
    for (const url of [`/polls/${id}`, `/api/v1/polls/${id}`]) expect((await house.app.inject({ url })).statusCode).toBe(404)
  })

  test('a removed post or thread takes its poll along', async () => {
    const answer = await house.world.answer(bob, thread)
    const { id } = await makePoll(bob, answer.id, wish())
    await removePost(bob, answer.id)
    await expect(pollShown(cleo, id)).rejects.toMatchObject({ status: 404 })
    await expect(castBallot(cleo, id, [1])).rejects.toMatchObject({ status: 404 })
    const other = await make()
    await removeThread(mo, thread.id)
    await expect(pollShown(bob, other)).rejects.toMatchObject({ status: 404 })
  })
})

describe('the export', () => {
  test('has results and, of an open poll, who voted what; and no formulas', async () => {
    const id = await make({ options: ['=HYPERLINK("http://x")', 'Tuesday, late'], way: 'ranked' })
    await castBallot(bob, id, [2, 1])
    const text = csvOf(await exportPoll(ada, id), { option: 'Option', votes: 'Votes', member: 'Member' })
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",0`)
    expect(text).toContain('"Tuesday, late",1')
    expect(text).toContain(`bob,"Tuesday, late","'=HYPERLINK`)
    await expect(exportPoll(bob, id)).rejects.toMatchObject({ status: 403 })
  })
})
