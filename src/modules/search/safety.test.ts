import { beforeEach, expect, test } from 'vitest'
import fc from 'fast-check'
import { openWorld, type World } from '#test/world.ts'
import type { Ctx } from '#platform/ctx.ts'
import { forgetSettings, writeSettings } from '#modules/community/index.ts'
import { forgetVocabulary } from './spelling.ts'
import { find, matches, related } from './index.ts'

let world: World
let ada: Ctx

beforeEach(async () => {
  world = await openWorld()
  forgetVocabulary(world.db)
  ada = await world.member('Ada Byron')
})

const titles = async (ctx: Ctx, text: string) => (await find(ctx, text)).rows.map((row) => row.title)
const ask = (title: string, body = 'It happens every day.') => world.question(ada, { title, body })

test('what the viewer may not see is neither found nor counted', async () => {
  const team = await world.member('Mo', 'moderator')
  const room = await world.space({ name: 'Back room canary', see: 'team', ask: 'team', answer: 'team' })
  await world.question(team, {
    title: 'Canary in the coal mine',
    body: 'Secret canary.',
    spaceId: room.id,
    topics: ['coal'],
  })
  await world.settle()
  for (const each of [world.guest, ada]) {
    for (const text of [
      'canary',
      'canary coal',
      'is:unanswered',
      'space:back-room-canary',
      'topic:coal',
      '"coal mine"',
      'by:mo',
      'can',
    ]) {
      const { rows, kinds, spaces } = await find(each, text)
      expect(rows.filter((row) => /canary/i.test(row.title + row.path))).toEqual([])
      expect(kinds.question).toBeUndefined()
      expect(spaces.has(room.id)).toBe(false)
    }
    expect(await matches(each, { title: 'Canary in the coal mine' })).toEqual([])
    expect((await find(each, 'coal', { kinds: ['topic'] })).rows).toEqual([])
  }
  expect(await titles(team, 'canary')).toEqual(['Canary in the coal mine', 'Back room canary'])
})

test('matches help while a question is typed, and a thread is not related to itself', async () => {
  const first = await ask(
    'Moss 8 switches on and off every ten minutes',
    'In mild weather it starts and stops.',
  )
  const second = await ask('Moss 8 starts far too often in mild weather', 'Ninety starts a day.')
  await world.settle()
  expect(
    (
      await matches(world.guest, {
        title: 'my moss switches off all the ti',
        body: 'It was installed last year.',
      })
    ).map((row) => row.id),
  ).toContain(first.id)
  expect(
    (await related(world.guest, { id: first.id, title: 'Moss 8 switches on and off every ten minutes' })).map(
      (row) => row.id,
    ),
  ).toEqual([second.id])
})

test('a slip of the finger still matches, and so does a search that takes too long', async () => {
  const first = await ask('Legionella programme at night')
  await world.settle()
  const found = async () => (await matches(world.guest, { title: 'nightly legionela run' })).map((row) => row.id)
  expect(await found()).toEqual([first.id])
  await world.db.transaction().execute((db) => writeSettings({ ...world.guest, db }, { search: { watchedFrom: 0, timeLimit: 1 } }))
  forgetSettings()
  expect(await found()).toEqual([first.id])
})

test('no input is an error', async () => {
  await ask('A question that is there')
  await world.settle()
  const nasty = fc.constantFrom(
    '"',
    '-',
    ':',
    '*',
    '&',
    '|',
    '!',
    '(',
    ')',
    '<->',
    '\\',
    "'",
    'is:',
    'by:@',
    'topic:"',
    'before:99999-99',
    'after:x',
    '\u0000',
    '\ud800',
    '😀',
    'ﬃ',
    '\u202e',
    '%',
    '_',
    "'; drop table member; --",
    'a'.repeat(3000),
    '\u0301',
    'c++',
    '日本語',
    'kind:x',
    '$1',
  )
  const words = fc.array(
    fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('question', 'there', ' ')),
    { maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(words, fc.constantFrom('', ' '), async (pieces, glue) => {
      const text = pieces.join(glue)
      expect((await find(world.guest, text)).total).toBeGreaterThanOrEqual(0)
      await matches(world.guest, { title: text, body: text })
    }),
    { numRuns: 100 },
  )
})
