import { beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#test/world.ts'
import {
  acceptAnswer,
  mergeThread,
  removePost,
  restorePost,
  voteHelpful,
  splitThread,
  convertThread,
} from './index.ts'
import { removeThread, restoreThread } from './curation.ts'
import { threadShown } from './thread-queries.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})

describe('answering', () => {
  test('tells the asker, and is counted everywhere', async () => {
    const [ada, bob] = [await world.member('Ada'), await world.member('Bob')]
    const question = await world.question(ada, { topics: ['keys', 'security'] })

    await world.answer(bob, question)
    await world.settle()

    const shown = await threadShown(ada, question.id)
    expect(shown).toMatchObject({ answerCount: 1, topics: [{ slug: 'keys' }, { slug: 'security' }] })
    const told = await world.db.selectFrom('notification').select(['memberId', 'kind', 'title']).execute()
    expect(told).toEqual([{ memberId: ada.viewer.id, kind: 'answer', title: 'How do I rotate a key?' }])
    expect(await world.broken()).toEqual([])
  })

  test('is refused to a guest', async () => {
    const question = await world.question(await world.member('Ada'))
    await expect(world.answer(world.guest, question)).rejects.toThrow('mayNotAnswer')
  })

  test('is not even possible where the member cannot see', async () => {
    const [ada, bob] = [await world.member('Ada', 'moderator'), await world.member('Bob')]
    const space = await world.space({ name: 'Back room', see: 'team', ask: 'team', answer: 'team' })
    const question = await world.question(ada, { spaceId: space.id })
    await expect(world.answer(bob, question)).rejects.toThrow('notFound')
  })
})

describe('accepting', () => {
  test('twice counts once, and another answer takes the mark over', async () => {
    const [ada, bob, cleo] = [
      await world.member('Ada'),
      await world.member('Bob'),
      await world.member('Cleo'),
    ]
    const question = await world.question(ada)
    const [first, second] = [await world.answer(bob, question), await world.answer(cleo, question)]

    await acceptAnswer(ada, first.id)
    await acceptAnswer(ada, first.id)
    expect(await acceptedCounts()).toEqual([
      ['Ada', 0],
      ['Bob', 1],
      ['Cleo', 0],
    ])
    await acceptAnswer(ada, second.id)

    expect(await acceptedCounts()).toEqual([
      ['Ada', 0],
      ['Bob', 0],
      ['Cleo', 1],
    ])
    await world.settle()
    expect(await world.broken()).toEqual([])
  })

  test('is for the asker and the team', async () => {
    const [ada, bob, mod] = [
      await world.member('Ada'),
      await world.member('Bob'),
      await world.member('Mo', 'moderator'),
    ]
    const question = await world.question(ada)
    const answer = await world.answer(bob, question)
    await expect(acceptAnswer(bob, answer.id)).rejects.toThrow('mayNotAccept')
    await acceptAnswer(mod, answer.id)
    expect((await threadShown(ada, question.id)).acceptedPostId).toBe(answer.id)
  })

  async function acceptedCounts() {
    const rows = await world.db
      .selectFrom('member')
      .select(['name', 'acceptedCount'])
      .orderBy('name')
      .execute()
    return rows.map((row) => [row.name, row.acceptedCount])
  }
})

test('a removed answer is gone for others, and comes back with everything', async () => {
  const [ada, bob] = [await world.member('Ada'), await world.member('Bob')]
  const question = await world.question(ada)
  const answer = await world.answer(bob, question)
  await world.comment(ada, answer)
  await voteHelpful(ada, answer.id)
  await acceptAnswer(ada, answer.id)

  await removePost(bob, answer.id)
  expect(await threadShown(ada, question.id)).toMatchObject({
    answerCount: 0,
    commentCount: 0,
    acceptedPostId: null,
  })
  await restorePost(bob, answer.id)

  expect(await threadShown(ada, question.id)).toMatchObject({ answerCount: 1, commentCount: 1 })
  await world.settle()
  expect(await world.broken()).toEqual([])
})

test('merging loses no words, and the old address leads to the new place', async () => {
  const [ada, bob, mod] = [
    await world.member('Ada'),
    await world.member('Bob'),
    await world.member('Mo', 'community_manager'),
  ]
  const [keep, gone] = [
    await world.question(ada),
    await world.question(bob, { title: 'Rotating keys, how?' }),
  ]
  await world.answer(bob, keep)
  const answer = await world.answer(ada, gone)
  await world.comment(bob, answer)

  await mergeThread(mod, gone.id, keep.id)

  expect(await threadShown(ada, keep.id)).toMatchObject({ answerCount: 2, commentCount: 2 })
  const old = await world.db
    .selectFrom('thread')
    .select('mergedIntoId')
    .where('id', '=', gone.id)
    .executeTakeFirstOrThrow()
  expect(old.mergedIntoId).toBe(keep.id)
  await world.settle()
  expect(await world.broken()).toEqual([])
})

test('splitting and converting keep counts true', async () => {
  const [ada, bob, mod] = [
    await world.member('Ada'),
    await world.member('Bob'),
    await world.member('Mo', 'community_manager'),
  ]
  const question = await world.question(ada)
  const [stays, goes] = [
    await world.answer(bob, question),
    await world.answer(bob, question, 'By the way, what about certificates?'),
  ]
  await world.comment(ada, goes)
  await acceptAnswer(ada, stays.id)

  const split = await splitThread(mod, question.id, 'What about certificates?', [goes.id])
  await convertThread(mod, question.id, 'discussion')

  expect(await threadShown(ada, split.id)).toMatchObject({
    title: 'What about certificates?',
    answerCount: 0,
    commentCount: 1,
  })
  expect(await threadShown(ada, question.id)).toMatchObject({
    kind: 'discussion',
    answerCount: 1,
    acceptedPostId: null,
  })
  await world.settle()
  expect(await world.broken()).toEqual([])
})

test('an unanswered question can be taken back by its asker, and brought back', async () => {
  const [ada, bob] = [await world.member('Ada'), await world.member('Bob')]
  const question = await world.question(ada)
  await removeThread(ada, question.id)
  await expect(threadShown(bob, question.id)).rejects.toThrow('notFound')
  await restoreThread(ada, question.id)
  expect((await threadShown(bob, question.id)).title).toBe('How do I rotate a key?')
})

test('a fact cannot be changed', async () => {
  await world.question(await world.member('Ada'))
  await expect(world.db.deleteFrom('fact').execute()).rejects.toThrow('append-only')
})
