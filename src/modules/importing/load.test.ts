import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { load } from './load.ts'
import type { AnyRecord } from './records.ts'
import { asItStands, differences, portrait } from '#test/importing/portrait.ts'
import { answer, at, comment, member, people, reader, space, thread, votes } from '#test/importing/records.ts'
import { broken, emptyTown } from '#test/importing/town.ts'

let town: Ctx
const bring = (...records: AnyRecord[]) => load({ ...town, now: new Date() }, reader(records))
const facts = async () =>
  (await town.db.selectFrom('fact').select(['name']).orderBy('id').execute())
    .map((fact) => fact.name)
    .filter((name) => !/^(member|space|topic)\./.test(name))
const changed = async () =>
  (
    await town.db
      .selectFrom('importItem')
      .select(['kind', 'foreignId'])
      .where('changedRun', '>', 1)
      .orderBy('foreignId')
      .execute()
  ).map((each) => `${each.kind} ${each.foreignId}`)
beforeEach(async () => {
  town = await emptyTown()
})

describe('bringing the same again', () => {
  const records = [
    space,
    ...people,
    thread('1', { followers: [{ member: 'bob', at: at(4) }] }),
    answer('2', '1', { accepted: { at: at(4), by: 'ada' }, votes: votes(3) }),
    comment('3', '1', '2'),
  ]

  test('changes nothing', async () => {
    await bring(...records)
    const before = await portrait(town.db, 'old')
    const told = await facts()
    await bring(...records, { kind: 'skip', reason: 'badge', at: { file: 'x', row: 1 } })
    expect(differences(before, await portrait(town.db, 'old'))).toEqual([])
    expect(await facts()).toEqual(told)
    expect(await changed()).toEqual([])
    expect(told).toEqual(['thread.started', 'post.written', 'post.written', 'answer.accepted'])
  })

  test('the facts stand at the time they happened', async () => {
    await bring(...records)
    const rows = await town.db
      .selectFrom('fact')
      .select(['name', 'at'])
      .where('name', 'in', ['thread.started', 'answer.accepted', 'member.joined'])
      .orderBy('id')
      .execute()
    expect(rows.map((row) => row.at)).toEqual([at(1), at(1), at(2), at(4)])
  })
})

describe('a later state of the same place', () => {
  const before = [space, ...people, thread('1'), answer('2', '1', { votes: votes(1) }), answer('4', '1'), comment('3', '1', '2')]

  test('comes as changes with their history', async () => {
    await bring(...before)
    await bring(
      space,
      ...people,
      thread('1', { title: 'A better title', topics: ['one', 'two'] }),
      answer('2', '1', { body: { markdown: 'Better' }, votes: votes(4), accepted: { at: at(8), by: 'ada' } }),
    )
    expect(await changed()).toEqual(
      ['thread 1', 'post 1o', 'post 2', 'votes 2', 'post 3', 'post 4'].sort((a, b) =>
        a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1,
      ),
    )
    expect(
      await town.db
        .selectFrom('postRevision')
        .select(['number', 'title', 'topics', 'body'])
        .orderBy('postId')
        .orderBy('number')
        .execute(),
    ).toEqual([
      { number: 1, title: 'Title 1', topics: ['one'], body: 'Body 1' },
      { number: 2, title: 'A better title', topics: ['one', 'two'], body: 'Body 1' },
      { number: 1, title: null, topics: null, body: 'Answer 2' },
      { number: 2, title: null, topics: null, body: 'Better' },
    ])
    expect(
      await town.db.selectFrom('thread').select(['title', 'answerCount', 'commentCount', 'acceptedAt']).executeTakeFirstOrThrow(),
    ).toMatchObject({ title: 'A better title', answerCount: 1, commentCount: 0, acceptedAt: at(8) })
    expect(
      await town.db
        .selectFrom('member')
        .select(['answerCount', 'acceptedCount', 'helpfulCount'])
        .where('handle', '=', 'bob')
        .executeTakeFirstOrThrow(),
    ).toEqual({ answerCount: 1, acceptedCount: 1, helpfulCount: 4 })
    expect((await facts()).filter((name) => /edited|removed|accepted/.test(name)).sort()).toEqual([
      'answer.accepted',
      'post.edited',
      'post.removed',
      'post.removed',
      'thread.edited',
    ])
    expect(await broken(town)).toEqual([])
  })

  test('what is gone there is removed, and shown again when it comes back', async () => {
    await bring(...before)
    await bring(space, member('ada'), member('bob'), thread('9'))
    expect(await town.db.selectFrom('thread').select(['title', 'removedAt']).orderBy('id').execute()).toMatchObject([
      { title: 'Title 1', removedAt: expect.any(Date) },
      { title: 'Title 9', removedAt: null },
    ])
    expect(await broken(town)).toEqual([])
    await bring(...before)
    expect((await facts()).filter((name) => /removed|restored/.test(name)).sort()).toEqual([
      'post.removed',
      'post.removed',
      'post.removed',
      'post.restored',
      'post.restored',
      'post.restored',
      'thread.removed',
      'thread.removed',
      'thread.restored',
    ])
    const again = await portrait(town.db, 'old')
    town = await emptyTown()
    await bring(...before)
    expect(differences(asItStands(again), asItStands(await portrait(town.db, 'old')))).toEqual([])
  })

  test('the accepted answer moves', async () => {
    await bring(space, ...people, thread('1'), answer('2', '1', { accepted: { at: at(4), by: 'ada' } }), answer('4', '1'))
    await bring(space, ...people, thread('1'), answer('2', '1'), answer('4', '1', { accepted: { at: at(6), by: 'ada' } }))
    const { body } = await town.db
      .selectFrom('thread')
      .innerJoin('post', 'post.id', 'acceptedPostId')
      .select('body')
      .executeTakeFirstOrThrow()
    expect(body).toBe('Answer 4')
    expect(await broken(town)).toEqual([])
  })

  test('people who swap their names swap their handles', async () => {
    await bring(space, member('1', { handle: 'mike' }), member('2', { handle: 'mike-2' }))
    await bring(space, member('1', { handle: 'zed' }), member('2', { handle: 'mike' }))
    expect((await town.db.selectFrom('member').select('handle').orderBy('id').execute()).map((row) => row.handle)).toEqual([
      'zed',
      'mike',
    ])
  })

  test('a part of the site removes nothing', async () => {
    const many = Array.from({ length: 40 }, (_, index) => thread(String(index)))
    await bring(space, ...people, ...many)
    expect((await bring(space, ...people, ...many.slice(0, 10))).skipped).toEqual([
      expect.objectContaining({ reason: 'keptThoughMissing', count: 30 }),
    ])
    expect(await town.db.selectFrom('thread').select('id').where('removedAt', 'is', null).execute()).toHaveLength(40)
    await load(town, reader([space, ...people, ...many.slice(0, 10)]), { prune: true })
    expect(await town.db.selectFrom('thread').select('id').where('removedAt', 'is', null).execute()).toHaveLength(10)
  })
})

describe('what people did here since', () => {
  test('is not written over', async () => {
    await bring(space, ...people, thread('1'), answer('2', '1'))
    await town.db.updateTable('post').set({ body: 'Edited here', html: '', version: 2 }).where('body', '=', 'Answer 2').execute()
    await town.db.updateTable('member').set({ claimedAt: new Date(), name: 'Bob himself' }).where('handle', '=', 'bob').execute()
    const report = await bring(
      space,
      member('ada'),
      member('bob', { name: 'Robert' }),
      thread('1'),
      answer('2', '1', { body: { markdown: 'Edited there' } }),
    )
    expect(report.skipped.map(({ reason }) => reason).sort()).toEqual(['claimed', 'editedHere'])
    expect(await town.db.selectFrom('post').select(['body', 'removedAt']).where('kind', '=', 'answer').execute()).toEqual([
      { body: 'Edited here', removedAt: null },
    ])
    expect(await town.db.selectFrom('member').select('name').where('handle', '=', 'bob').execute()).toEqual([
      { name: 'Bob himself' },
    ])
  })

  test('a thread whose title was edited here is not removed because its source says otherwise', async () => {
    await bring(space, ...people, thread('1'), answer('2', '1'))
    await town.db.updateTable('thread').set({ title: 'Edited here', version: 2 }).execute()
    await bring(space, ...people, thread('1', { title: 'Edited there' }), answer('2', '1'))
    expect(await town.db.selectFrom('thread').select(['title', 'removedAt']).execute()).toEqual([
      { title: 'Edited here', removedAt: null },
    ])
  })

  test('a vote that somebody gave here stays when the imported ones are counted anew', async () => {
    await bring(space, ...people, thread('1'), answer('2', '1', { votes: votes(2) }))
    const post = await town.db.selectFrom('post').select('id').where('kind', '=', 'answer').executeTakeFirstOrThrow()
    const local = await town.db
      .insertInto('member')
      .values({ handle: 'cy', name: 'Cy' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await town.db.insertInto('vote').values({ postId: post.id, memberId: local.id, value: 1, at: new Date() }).execute()
    await bring(space, ...people, thread('1'), answer('2', '1', { votes: votes(5) }))
    expect(await town.db.selectFrom('post').select('helpfulCount').where('id', '=', post.id).execute()).toEqual([
      { helpfulCount: 6 },
    ])
  })
})

test('what points at nothing known is left out and counted', async () => {
  const report = await bring(
    space,
    ...people,
    thread('1', { space: 'nowhere' }),
    thread('5', { author: 'nobody' }),
    thread('6'),
    answer('2', '1'),
    answer('7', '6', { author: 'nobody' }),
    comment('8', '6', '404'),
    thread('6'),
    { kind: 'link', id: 'l', from: '6', to: '77', ends: 'threads', type: 'linked', linkedAt: at(5) },
    { kind: 'link', id: 'm', from: '6', to: '6', ends: 'threads', type: 'linked', linkedAt: at(5) },
  )
  expect(Object.fromEntries(report.skipped.map(({ reason, count }) => [reason, count]))).toEqual({
    threadWithoutSpace: 1,
    threadWithoutAuthor: 1,
    postInMissingThread: 3,
    postWithoutAuthor: 1,
    commentOnMissingPost: 1,
    sameIdTwice: 2,
    linkToMissingPost: 1,
    linkWithinThread: 1,
  })
  expect(await broken(town)).toEqual([])
})

test('texts that no database can keep are cleaned', async () => {
  await bring(space, member('ada', { name: 'A\u0000da \ud800' }), member('bob'), thread('1', { title: 'Nul \u0000 title' }))
  expect(await town.db.selectFrom('thread').select('title').execute()).toEqual([{ title: 'Nul title' }])
})
