/** What becomes of levels when that for which they were set goes out of sight, is moved, merged or split. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { restore, suspend } from '#modules/members/index.ts'
import { inbox } from '#modules/notifications/queries.ts'
import { changeSpace, topicShown } from '#modules/spaces/index.ts'
import { openSite, type Site } from '#test/site.ts'
import { acceptAnswer } from './acceptance.ts'
import { moveThread } from './curation.ts'
import { follow, followAll, levelOf } from './follows.ts'
import { threadList } from './list-queries.ts'
import { mergeThread } from './merging.ts'
import { splitThread } from './splitting.ts'
import { threadShown } from './thread-queries.ts'
import { editThread } from './threads.ts'

let site: Site
let [ada, bob, cleo, mo] = [] as unknown as [Ctx, Ctx, Ctx, Ctx]
beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada')
  bob = await site.member('Bob')
  cleo = await site.member('Cleo')
  mo = await site.member('Mo', 'administrator')
})

const told = async (who: Ctx) => {
  await site.settle()
  return (await inbox(who, { which: 'all', unread: false })).rows.map(({ kind, reason }) => [kind, reason])
}
const level = async (who: Ctx, id: number) => (await threadShown(who, id)).mine.level
const settingsOf = async (who: Ctx) => (await site.get('/settings/following', who)).body
const fields = ['name', 'slug', 'description', 'parentId', 'spine', 'position', 'version', 'see', 'ask', 'answer'] as const
async function change(id: number, to: object) {
  const space = await site.db.selectFrom('space').select([...fields]).where('id', '=', id).executeTakeFirstOrThrow()
  await changeSpace(mo, id, { ...space, ...to } as never)
}

describe('out of sight', () => {
  test('a suspended member is named by no list of levels, and stands there again afterwards', async () => {
    await followAll(bob, 'member', cleo.viewer.id!, 'muted')
    await followAll(mo, 'member', cleo.viewer.id!, 'watching')
    await suspend(mo, 'cleo')
    expect(await settingsOf(bob)).not.toContain('Cleo')
    expect(await settingsOf(mo)).toContain('Cleo')
    expect((await site.get('/members/cleo/following', bob)).statusCode).toBe(404)
    await restore(mo, 'cleo')
    expect(await settingsOf(bob)).toContain('Cleo')
  })

  test('what led to a notice is not named once it is hidden, though the thread has moved to where all see it', async () => {
    const cellar = await site.space({ name: 'Cellar' })
    await followAll(bob, 'space', cellar.id, 'watching')
    const question = await site.question(ada, { spaceId: cellar.id })
    expect(await told(bob)).toEqual([['question', 'Cellar']])
    await moveThread(mo, question.id, site.square.id)
    await change(cellar.id, { name: 'What the lawyers say', see: 'team', ask: 'team', answer: 'team' })
    expect(await told(bob)).toEqual([['question', null]])
  })

  test('a topic that was taken off the thread and lives on behind closed doors is not named', async () => {
    const room = await site.space({ name: 'Behind', see: 'team', ask: 'team', answer: 'team' })
    const question = await site.question(ada, { topics: ['takeover'] })
    await site.question(mo, { title: 'The plans for next year', spaceId: room.id, topics: ['takeover'] })
    await followAll(bob, 'topic', (await topicShown(bob, 'takeover')).id, 'watching')
    await site.answer(cleo, question)
    expect(await told(bob)).toEqual([['followed', '#takeover']])
    await editThread(mo, question.id, { title: 'How do I rotate a key?', body: 'The old one is about to expire.', topics: ['keys'], products: [], version: 1, reason: '' } as never)
    expect(await told(bob)).toEqual([['followed', null]])
    expect(await settingsOf(bob)).not.toContain('takeover')
    expect((await site.app.inject({ method: 'DELETE', url: '/api/v1/topics/takeover/following', headers: site.headersOf(bob) })).statusCode).toBe(404)
  })
})

describe('a thread', () => {
  test('that goes into another takes along what was chosen for it, and the louder of what came by itself', async () => {
    const [from, into] = [await site.question(ada, { title: 'How do I rotate it once more?' }), await site.question(bob)]
    await site.answer(ada, into, 'The same here.')
    await site.answer(cleo, into)
    await follow(cleo, from.id, 'muted')
    await follow(bob, into.id, 'normal')
    await follow(bob, from.id, 'watching')
    await mergeThread(mo, from.id, into.id)
    expect([await level(ada, into.id), await level(bob, into.id), await level(cleo, into.id)]).toEqual(['watching', 'normal', 'muted'])
  })

  test('that is split is tracked by all who wrote what went along', async () => {
    const thread = await site.question(ada, { kind: 'discussion' })
    const posts = [await site.answer(bob, thread, 'Now for something else.'), await site.answer(cleo, thread, 'Yes, that too.')]
    const { id } = await splitThread(mo, thread.id, 'Something else altogether', posts.map((post) => post.id))
    expect([await level(ada, id), await level(bob, id), await level(cleo, id)]).toEqual(['normal', 'watching', 'tracking'])
  })

  test('hears of what stands above it from the moment its space is moved there', async () => {
    const [quiet, inner] = [await site.space({ name: 'Quiet' }), await site.space({ name: 'Inner' })]
    const { id } = await site.question(ada, { spaceId: inner.id })
    await followAll(bob, 'space', quiet.id, 'muted')
    expect(await level(bob, id)).toBe('normal')
    await change(inner.id, { parentId: quiet.id })
    expect(await level(bob, id)).toBe('muted')
    expect((await threadList(bob, { list: 'latest' })).rows).toEqual([])
  })

  test('for which normal was chosen is not followed, whatever it stands in', async () => {
    await followAll(bob, 'space', site.square.id, 'watching')
    const [one, other] = [await site.question(ada), await site.question(ada, { title: 'And how do I rotate two?' })]
    await follow(bob, one.id, 'normal')
    expect((await threadList(bob, { list: 'followed' })).rows.map(({ id }) => id)).toEqual([other.id])
  })
})

describe('muted', () => {
  test('is told of nothing, an accepted answer too', async () => {
    const question = await site.question(ada)
    const [answer, other] = [await site.answer(bob, question), await site.answer(cleo, question, 'Ask the locksmith.')]
    await follow(bob, question.id, 'muted')
    await acceptAnswer(ada, answer.id)
    await acceptAnswer(ada, other.id)
    expect(await told(bob)).toEqual([])
    expect(await told(cleo)).toEqual([['accepted', null]])
  })

  test('is not for oneself', async () => {
    const answer = await site.app.inject({ method: 'PUT', url: '/api/v1/members/bob/following', headers: site.headersOf(bob), payload: { level: 'muted' } })
    expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('your own threads')])
    expect(await levelOf(bob, 'member', bob.viewer.id!)).toBe('normal')
  })
})

test('many at once leave one level each, told or not told, and every promise kept', async () => {
  const question = await site.question(ada)
  const levels = ['watching', 'muted', 'tracking', 'normal', 'watching', 'muted'] as const
  await Promise.all([
    ...levels.map((each) => follow(bob, question.id, each)),
    ...levels.map((each) => followAll(bob, 'space', site.square.id, each)),
    ...levels.map((each) => followAll(cleo, 'member', ada.viewer.id!, each)),
    ...[1, 2, 3].map((n) => site.answer(n === 2 ? cleo : mo, question, `The answer number ${n}.`)),
    site.answer(bob, question, 'The answer of somebody who cannot decide.'),
  ])
  const rows = await site.db.selectFrom('threadFollow').select(['level', 'cause']).where('memberId', '=', bob.viewer.id!).execute()
  expect(rows).toEqual([{ level: expect.toBeOneOf([...levels]), cause: 'chosen' }])
  expect(await level(bob, question.id)).toBe(rows[0]!.level)
  await follow(bob, question.id, 'muted')
  await site.settle()
  expect(await told(bob)).toEqual([])
  expect(await site.broken()).toEqual([])
})
