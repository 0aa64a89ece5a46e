import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guest } from '#platform/ctx.ts'
import { buildApp } from '../../app.tsx'
import { forgetSettings } from '#modules/community/index.ts'
import { emptyTown } from '#test/importing/town.ts'
import { load } from './load.ts'
import type { AnyRecord } from './records.ts'

let app: Awaited<ReturnType<typeof buildApp>>['app']

beforeAll(async () => {
  const town = await emptyTown()
  const at = new Date()
  const records: AnyRecord[] = [
    { kind: 'space', id: 's', name: 'Space' },
    { kind: 'member', id: '7', name: 'Ada', joinedAt: at, paths: ['/users/7', '/old/beer.example.com/users/7'] },
    {
      kind: 'thread',
      id: '10',
      type: 'question',
      space: 's',
      author: '7',
      title: 'Why flat?',
      topics: [],
      createdAt: at,
      paths: ['/q/10', '/old/beer.example.com/questions/10'],
      opening: { id: '10', author: '7', body: { markdown: '?' }, createdAt: at },
    },
  ]
  await load(town, {
    key: 'beer.example.com',
    kind: 'stackexchange',
    fingerprint: '',
    mentions: false,
    progress: () => ({ done: 0, of: 1 }),
    async *records() {
      yield* records
    },
  })
  await town.db
    .insertInto('setting')
    .values({ key: 'installedAt', value: JSON.stringify(at.toISOString()) })
    .execute()
  forgetSettings()
  app = (
    await buildApp({
      database: { db: town.db } as never,
      config: town.config,
      wiring: town.wiring,
      secret: 'of the test',
      clientDir: path.resolve('dist/client'),
      readSession: async () => ({ viewer: guest, csrf: null }),
    })
  ).app
})
afterAll(() => app.close())

test.each([
  ['/q/10', '/questions/1/why-flat'],
  ['/q/10/7', '/questions/1/why-flat'],
  ['/old/beer.example.com/questions/10/why-is-it-flat?sort=votes#10', '/questions/1/why-flat'],
  ['/users/7/ada', '/members/ada'],
])('%s has moved to %s', async (asked, now) => {
  const answer = await app.inject(asked)
  expect([answer.statusCode, answer.headers.location]).toEqual([301, now])
})

test('an old address of nothing is not found', async () => {
  expect((await app.inject('/q/404')).statusCode).toBe(404)
  expect((await app.inject('/old/nowhere/t/1')).statusCode).toBe(404)
})
