import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { demoPeople, loadSample } from '../index.ts'
import { broken, emptyTown } from '#test/importing/town.ts'
import { readSample } from './load-sample.ts'

const one = async (ctx: Ctx, query: string) =>
  Object.values((await sql.raw<Record<string, number>>(query).execute(ctx.db)).rows[0]!)[0]

describe('the sample community', () => {
  let town: Ctx
  beforeAll(async () => {
    town = await emptyTown()
    await loadSample(town)
  })

  test('is written as it should be: every author is somebody, every title is there once', async () => {
    const { people, threads } = await readSample()
    const keys = new Set(people.map((person) => person.key))
    const authors = threads.flatMap((thread) =>
      [thread, ...thread.comments, ...thread.answers, ...thread.answers.flatMap((answer) => answer.comments)].map(
        (each) => each.author,
      ),
    )
    expect(authors.filter((author) => !keys.has(author))).toEqual([])
    expect(new Set(threads.map((thread) => thread.title)).size).toBe(threads.length)
    expect(threads.filter((thread) => thread.body === '')).toEqual([])
    expect(threads.length).toBeGreaterThanOrEqual(300)
  })

  test('keeps every promise about data', async () => {
    expect(await broken(town)).toEqual([])
  })

  test('is of this week and never of tomorrow', async () => {
    for (const column of [
      'thread.created_at',
      'thread.accepted_at',
      'thread.closed_at',
      'post.created_at',
      'vote.at',
      'thread_same.at',
      'thread_follow.at',
      'member.joined_at',
      'member.last_seen_at',
      'fact.at',
    ]) {
      const table = column.split('.')[0]
      expect(await one(town, `select count(*)::int from ${table} where ${column} > now()`), column).toBe(0)
    }
    expect(await one(town, `select count(*)::int from thread where created_at > now() - interval '7 days'`)).toBeGreaterThan(10)
    expect(
      await one(town, 'select count(*)::int from post join member on member.id = author_id where created_at < joined_at'),
    ).toBe(0)
    expect(
      await one(
        town,
        'select count(*)::int from post child join post parent on parent.id = child.parent_id where child.created_at < parent.created_at',
      ),
    ).toBe(0)
    expect(await one(town, 'select count(*)::int from vote join member on member.id = member_id where at < joined_at')).toBe(0)
  })

  test('votes are of people who are not the author, and answers are accepted after they were written', async () => {
    expect(
      await one(
        town,
        'select count(*)::int from vote join post on post.id = post_id where member_id is null or member_id = author_id',
      ),
    ).toBe(0)
    expect(
      await one(
        town,
        'select count(*)::int from thread join post on post.id = accepted_post_id where accepted_at <= post.created_at',
      ),
    ).toBe(0)
    expect(await one(town, `select count(*)::int from thread where accepted_post_id is not null`)).toBeGreaterThan(150)
    expect(await one(town, `select count(*)::int from mention`)).toBeGreaterThan(0)
  })

  test('has the people of the demo and its places', async () => {
    const handles = await town.db
      .selectFrom('member')
      .select('handle')
      .where(
        'handle',
        'in',
        demoPeople.map((each) => each.handle),
      )
      .execute()
    expect(handles).toHaveLength(demoPeople.length)
    expect(await town.db.selectFrom('space').select(['slug', 'see']).where('see', '<>', 'everyone').orderBy('slug').execute()).toEqual([
      { slug: 'installers-corner', see: 'members' },
      { slug: 'lantern-testers', see: 'group' },
    ])
  })
})

test('just after midnight nothing is told of the morning to come', async () => {
  const town = await emptyTown()
  const now = new Date('2026-11-22T00:03:00Z')
  await loadSample({ ...town, now })
  const latest = await town.db
    .selectFrom('fact')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('name', 'not in', ['space.opened', 'topic.added', 'setting.changed'])
    .executeTakeFirstOrThrow()
  expect(latest.at!.getTime()).toBeLessThanOrEqual(now.getTime())
})
