import { beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#test/world.ts'
import type { Ctx } from '#platform/ctx.ts'
import { acceptAnswer } from '#modules/conversations/index.ts'
import { setSynonyms } from '#modules/spaces/index.ts'
import { find, type Filters, reindexAll } from './index.ts'

let world: World
let [ada, bob]: Ctx[] = []

beforeEach(async () => {
  world = await openWorld()
  ada = await world.member('Ada Byron')
  bob = await world.member('Bob Marsh')
})

const titles = async (ctx: Ctx, text: string, filters?: Filters) =>
  (await find(ctx, text, filters)).rows.map((row) => row.title)
const ask = (title: string, body = 'It happens every day.', rest: object = {}) =>
  world.question(ada!, { title, body, ...rest })

async function solve(thread: { id: number }, body: string) {
  const answer = await world.answer(bob!, thread, body)
  await acceptAnswer(ada!, answer.id)
}

describe('searching', () => {
  test('finds by title, text and answers, in other forms of the word', async () => {
    await ask('Radiators stay cold upstairs', 'The pump runs.')
    await world.answer(bob!, await ask('Strange noise at night'), 'Bleed the radiator in the attic.')
    await world.settle()
    expect(await titles(world.guest, 'cold radiator')).toEqual(['Radiators stay cold upstairs'])
    expect(await titles(world.guest, 'bleeding radiators')).toEqual(['Strange noise at night'])
    expect(await titles(world.guest, 'submarine')).toEqual([])
  })

  test('puts the solved one first among equals, and the title before the text', async () => {
    await ask('Heat curve for an old house', 'Which one?')
    await solve(await ask('Heat curve for an old house', 'Which one?'), 'Start at 0.8.')
    await ask('Something else entirely', 'The heat curve was mentioned to me once, in an old house.')
    await world.settle()
    const { rows } = await find(world.guest, 'heat curve')
    expect(rows.map((row) => row.state)).toEqual(['solved', 'open', 'open'])
    expect(rows[2]!.title).toBe('Something else entirely')
  })

  test('marks the words and shows the accepted answer', async () => {
    await solve(
      await ask('Legionella programme at night'),
      'Set the legionella temperature to 60 degrees once a week.',
    )
    await world.settle()
    const [first] = (await find(world.guest, 'legionella temperatures')).rows
    expect(first!.titlePieces[0]).toEqual({ text: 'Legionella', mark: true })
    expect(first!.excerpt.filter((piece) => piece.mark).map((piece) => piece.text)).toEqual([
      'legionella',
      'temperature',
    ])
    expect(first!.excerpt.map((piece) => piece.text).join('')).toContain('60 degrees')
  })

  test('understands phrases, words to leave out, and the word being typed', async () => {
    await ask('Minimum run time of the pump')
    await ask('How long does it run at any time')
    await world.settle()
    expect(await titles(world.guest, '"run time"')).toEqual(['Minimum run time of the pump'])
    expect(await titles(world.guest, 'run time -pump')).toEqual(['How long does it run at any time'])
    expect(await titles(world.guest, 'minim')).toEqual(['Minimum run time of the pump'])
  })

  test('with a few words more than any thread has, still finds the nearest', async () => {
    await ask('E41 after a power cut: is it safe to restart?')
    await world.settle()
    const { rows, widened } = await find(world.guest, 'restart after a power cut in the cellar')
    expect(rows).toHaveLength(1)
    expect(widened).toBe(true)
  })

  test('finds the one that has a rare word beside a common one, among many that have the common one', async () => {
    for (const room of ['hall', 'bath', 'attic', 'cellar', 'kitchen', 'garage']) await ask(`Valve drips in the ${room}`)
    await ask('Valve drips since the legionella programme')
    await world.settle()
    await ask('Another valve that drips')
    await world.settle()
    expect(await titles(world.guest, 'valve legionella')).toEqual(['Valve drips since the legionella programme'])
    expect((await find(world.guest, 'valve drips')).total).toBe(8)
    expect((await find(world.guest, 'valve drips', { kinds: ['member'] })).total).toBe(0)
  })

  test('reads paths and versions in parts', async () => {
    await ask('Crash in src/engine/Camera.h since 4.2.1')
    await world.settle()
    expect(await titles(world.guest, 'camera')).toHaveLength(1)
    expect(await titles(world.guest, '4.2.1')).toHaveLength(1)
    expect(await titles(world.guest, '4.2.2')).toHaveLength(0)
    for (const filter of ['', ' is:unanswered', ' kind:question']) {
      expect(await titles(world.guest, `4.2.1${filter}`)).toHaveLength(1)
      expect(await titles(world.guest, `1.2.4${filter}`), 'the same parts, not together').toHaveLength(0)
    }
  })
})

describe('filters and operators', () => {
  test('narrow by state, space with what lies below it, topic, author and day', async () => {
    const above = await world.space({ name: 'Heating' })
    const below = await world.space({ name: 'Pumps', parentId: above.id })
    await solve(await ask('Pump one is loud', 'Very.', { spaceId: below.id, topics: ['noise'] }), 'Oil it.')
    await world.answer(bob!, await ask('Pump two is loud', 'Very.', { spaceId: above.id }))
    await world.question(bob!, { title: 'Pump three is loud' })
    await world.settle()
    const one = ['Pump one is loud']
    expect(await titles(world.guest, 'pump is:solved')).toEqual(one)
    expect(await titles(world.guest, 'pump is:answered')).toHaveLength(2)
    expect(await titles(world.guest, 'pump is:unanswered')).toEqual(['Pump three is loud'])
    expect((await titles(world.guest, 'pump space:heating kind:question')).sort()).toEqual([
      'Pump one is loud',
      'Pump two is loud',
    ])
    expect(await titles(world.guest, 'pump topic:noise')).toEqual(one)
    expect(await titles(world.guest, 'pump by:bob-marsh')).toEqual(['Pump three is loud'])
    expect(await titles(world.guest, 'pump after:2100-01-01')).toEqual([])
    expect(await titles(world.guest, 'pump before:2100 kind:question')).toHaveLength(3)
    expect(await titles(world.guest, 'by:bob-marsh')).toEqual(['Pump three is loud'])
    expect(await titles(world.guest, 'pump topic:nonsense')).toEqual([])
    expect(await titles(world.guest, 'pump', { kinds: ['space'] })).toEqual(['Pumps'])
  })

  test('count what each choice would bring', async () => {
    await solve(await ask('Valve rattles in the morning'), 'Close it a little.')
    await ask('Valve rattles in the evening')
    await world.settle()
    const { kinds, states, spaces, total } = await find(world.guest, 'valve rattles', { state: 'solved' })
    expect(total).toBe(1)
    expect(states).toEqual({ solved: 1, answered: 1, open: 1 })
    expect(kinds).toEqual({ question: 1 })
    expect([...spaces]).toEqual([[world.square.id, 1]])
  })
})

test('only filters: the liveliest first, whatever their length', async () => {
  const old = await ask('An old question without an answer', 'Short.')
  await ask('A new question without an answer', 'Long. '.repeat(2000))
  await world.settle()
  await world.db
    .updateTable('searchDocument')
    .set({ activeAt: new Date(Date.now() - 86_400_000) })
    .where('subjectId', '=', old.id)
    .where('kind', '=', 'question')
    .execute()
  const { rows, byLife } = await find(world.guest, 'is:unanswered')
  expect(byLife).toBe(true)
  expect(rows.map((row) => row.title)).toEqual([
    'A new question without an answer',
    'An old question without an answer',
  ])
})

describe('members, topics and spaces', () => {
  test('are found by name, and a topic by its synonyms', async () => {
    await ask('No signal in the cellar', 'None.', { topics: ['wi-fi'] })
    const topic = await world.db
      .selectFrom('topic')
      .select('id')
      .where('slug', '=', 'wi-fi')
      .executeTakeFirstOrThrow()
    await world.db.transaction().execute((db) => setSynonyms({ ...world.guest, db }, topic.id, ['wlan']))
    await world.settle()
    await reindexAll(world.guest)
    expect(await titles(world.guest, 'byron')).toEqual(['Ada Byron'])
    expect((await titles(world.guest, 'wlan')).sort()).toEqual(['No signal in the cellar', 'wi fi'])
    expect((await find(world.guest, 'wlan', { kinds: ['topic'] })).rows[0]!.threads).toBe(1)
    expect(await titles(world.guest, 'square')).toEqual(['The square'])
  })

  test('leave when they do', async () => {
    await world.settle()
    await world.db
      .updateTable('member')
      .set({ suspendedAt: new Date() })
      .where('id', '=', bob!.viewer.id!)
      .execute()
    await reindexAll(world.guest)
    expect(await titles(world.guest, 'marsh')).toEqual([])
    expect(await world.broken()).toEqual([])
  })
})
