/** The feed of a member, what they say to it, and catching up. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { openTown, type Town } from '#test/town.ts'
import { acceptAnswer } from './acceptance.ts'
import { catchUp } from './catch-up.ts'
import { sinceWhen } from './catch-up-since.ts'
import { follow, followAll } from './follows.ts'
import { forYou } from './for-you.ts'
import { heatThreads } from './jobs.ts'
import { noteRead, readsWritten } from './reads.ts'
import { threadShown } from './thread-queries.ts'
import { voteHelpful } from './votes.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  town.config.limits = false
})

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const topicOf = (slug: string) => town.db.selectFrom('topic').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
const told = async (as: Ctx) => (await forYou(as)).rows.map(({ title, reason }) => [title, reason.kind, reason.name])

describe('for you', () => {
  test('shows what fits what one follows, answered, knows and owns, with the reason', async () => {
    const { ada, bob, cleo, mo } = town
    const shed = await town.space({ name: 'The shed' })
    await town.question(ada, { title: 'Why does the pump hum?', topics: ['pumps'] })
    await town.question(ada, { title: 'Which solder for copper?', topics: ['solder'] })
    await town.question(mo, { title: 'Where is the spade now?', spaceId: shed.id })
    const moss = await town.question(mo, { title: 'Mine shows error number four' })
    await town.db.updateTable('thread').set({ products: ['Moss 5'] }).where('id', '=', moss.id).execute()
    await town.question(bob, { title: 'A question by Bob himself' })
    const old = await town.question(ada, { title: 'Answered long before this', topics: ['gauges'] })
    await town.answer(cleo, old)
    await town.question(ada, { title: 'Another gauge that is stuck', topics: ['gauges'] })
    expect(await told(cleo)).toEqual([['Another gauge that is stuck', 'answered', 'gauges']])

    await followAll(cleo, 'topic', (await topicOf('pumps')).id, 'tracking')
    await followAll(cleo, 'space', shed.id, 'watching')
    await followAll(cleo, 'member', bob.viewer.id!, 'watching')
    await town.db.updateTable('member').set({ expertise: ['solder'], products: ['Moss 5'] }).where('id', '=', cleo.viewer.id!).execute()
    expect((await told(cleo)).sort()).toEqual([
      ['A question by Bob himself', 'member', 'Bob'], ['Another gauge that is stuck', 'answered', 'gauges'], ['Mine shows error number four', 'product', 'Moss 5'],
      ['Where is the spade now?', 'space', 'The shed'], ['Which solder for copper?', 'known', 'solder'], ['Why does the pump hum?', 'topic', 'pumps'],
    ])
    const { body } = await town.get('/questions?list=forYou', cleo)
    expect(body).toContain('because you answered in gauges')
    expect((await town.api('GET', '/threads?list=forYou', undefined, cleo)).json().rows[0].reason.name).toBeTruthy()
    expect((await town.get('/', cleo)).body).toContain('because you')
    expect((await town.api('GET', '/threads?list=forYou')).json().rows).toEqual([])
  })

  test('leaves out what is read, muted, passed over, out of sight, closed and one’s own', async () => {
    const { ada, bob, cleo } = town
    const hidden = await town.space({ name: 'Team room', see: 'team', ask: 'team', answer: 'team' })
    const made: Record<string, { id: number }> = {}
    for (const name of ['read', 'muted', 'passed', 'hidden', 'closed', 'stays']) made[name] = await town.question(name === 'muted' ? bob : ada, { title: `This one is ${name}`, topics: ['pumps'] })
    await town.question(cleo, { title: 'This one is her own', topics: ['pumps'] })
    await followAll(cleo, 'topic', (await topicOf('pumps')).id, 'tracking')
    await town.db.updateTable('thread').set({ spaceId: hidden.id }).where('id', '=', made.hidden!.id).execute()
    await town.db.updateTable('thread').set({ closedAt: new Date() }).where('id', '=', made.closed!.id).execute()
    await follow(cleo, made.muted!.id, 'muted')
    noteRead(cleo, await threadShown(cleo, made.read!.id))
    await readsWritten(town.guest)
    const passed = await town.form('PUT', `/threads/${made.passed!.id}/passing`, { to: '/questions?list=forYou' }, cleo)
    expect(passed.headers.location).toBe(`/questions?list=forYou&passed=${made.passed!.id}`)
    const { body } = await town.get(passed.headers.location as string, cleo)
    expect(body).toContain('You will not see this in your feed again.')
    expect((await told(cleo)).map(([title]) => title)).toEqual(['This one is stays'])
    await town.form('DELETE', `/threads/${made.passed!.id}/passing`, {}, cleo)
    expect((await told(cleo)).map(([title]) => title).sort()).toEqual(['This one is passed', 'This one is stays'])
    expect((await town.form('PUT', `/threads/${made.hidden!.id}/passing`, {}, cleo)).statusCode).toBe(404)
  })

  test('pages follow each other without gaps or doubles while one reads, and no author fills them', async () => {
    const { ada, bob, cleo, mo } = town
    await town.db.updateTable('member').set({ joinedAt: later(-3000) }).where('id', '=', cleo.viewer.id!).execute()
    for (let n = 0; n < 12; n++) await town.question(town.at(ada, later(n)), { title: `Ada asks number ${n}`, topics: ['pumps'] })
    for (let n = 0; n < 3; n++) for (const [who, name] of [[bob, 'Bob'], [mo, 'Mo']] as const) await town.question(town.at(who, later(-600 - n)), { title: `${name} asks number ${n}`, topics: ['pumps'] })
    await followAll(cleo, 'topic', (await topicOf('pumps')).id, 'tracking')
    const reader = town.at(cleo, later(60))
    const whole = (await forYou(reader, { size: 50 })).rows.map(({ id }) => id)
    expect(whole).toHaveLength(10)
    const seen: number[] = []
    let older: { sort: number; id: number } | undefined
    for (;;) {
      const page = await forYou(reader, { size: 3, older })
      seen.push(...page.rows.map(({ id }) => id))
      noteRead(reader, await threadShown(reader, page.rows[0]!.id))
      await readsWritten(town.guest)
      if (!page.next) break
      const [sort, id] = page.next.split('_').map(Number) as [number, number]
      older = { sort, id }
    }
    expect(seen).toEqual(whole)
  })

  test('can be turned off, and says what it needs', async () => {
    const { cleo } = town
    expect((await town.get('/questions?list=forYou', cleo)).body).toContain('Nothing to go by yet')
    expect((await town.get('/questions', cleo)).body).toContain('list=forYou')
    await town.form('DELETE', '/settings/following/for-you', {}, cleo)
    expect((await town.get('/questions', cleo)).body).not.toContain('list=forYou')
    expect((await town.get('/questions?list=forYou', cleo)).body).toContain('This feed is off')
    expect((await town.get('/settings/following', cleo)).body).toContain('Turn it on')
    expect((await town.form('PUT', '/settings/following/for-you', {})).statusCode).not.toBe(303)
  })
})

test('trending counts people: one who writes ten times is one', async () => {
  const { ada, bob, cleo, mo } = town
  const loud = await town.question(ada, { title: 'One who talks to himself' })
  for (let n = 0; n < 10; n++) await town.answer(bob, loud, `Again ${n}`)
  const liked = await town.question(ada, { title: 'Three who answer once each' })
  for (const who of [bob, cleo, mo]) await town.answer(who, liked, 'An answer')
  await heatThreads.run(town.guest, {})
  const [first, second] = (await town.api('GET', '/questions?list=trending')).json().rows
  expect([first.title, second.title]).toEqual(['Three who answer once each', 'One who talks to himself'])
  expect((await town.get('/questions.atom?list=trending')).body).toMatch(/Questions in The Square: Trending.*Three who answer once each.*One who talks/s)
})

describe('catching up', () => {
  test('tells each thread once, in the order in which it matters', async () => {
    const { ada, bob, cleo, mo, asked, given } = town
    const since = new Date(Date.now() - 3_000)
    await town.answer(bob, asked, 'One more way')
    const hers = await town.question(cleo, { title: 'How do I bleed a radiator?' })
    const best = await town.answer(ada, hers, 'With the small key.')
    await acceptAnswer(ada, given.id)
    await town.question(mo, { kind: 'discussion', title: 'The new version is out today' })
    await voteHelpful(bob, best.id)
    await heatThreads.run(town.guest, {})
    await town.db.updateTable('member').set({ visitedAt: since }).where('id', '=', ada.viewer.id!).execute()
    const now = town.at(ada, later(1))
    const told = await catchUp(now, 'visit')
    expect(told.answers.map(({ title, posts }) => [title, posts])).toEqual([['How do I rotate a key?', 2]])
    expect(told.announced.map(({ title }) => title)).toEqual(['The new version is out today'])
    expect(told.valued.map(({ title }) => title)).toEqual(['How do I bleed a radiator?'])
    expect((await catchUp(town.at(bob, later(1)), 'visit')).accepted).toMatchObject([{ title: 'How do I rotate a key?', own: true }])
    const { body } = await town.get('/catch-up', ada)
    expect(body).toContain('In your threads')
    const marked = await town.form('POST', '/threads/reading', { to: '/catch-up' }, ada)
    expect(marked.headers.location).toMatch(/^\/catch-up\?read=\d+$/)
    expect((await town.get('/catch-up')).statusCode).not.toBe(200)
  })

  test('says so when all was quiet', async () => {
    const dora = await town.member('Dora')
    await town.db.updateTable('member').set({ visitedAt: later(1) }).where('id', '=', dora.viewer.id!).execute()
    expect((await town.get('/catch-up', dora)).body).toContain('Quiet since then')
  })

  test('begins at the day that was meant, where the member lives', async () => {
    const now = new Date('2026-11-24T09:00:00Z')
    const at = async (asked: string) => (await sinceWhen(town.at(town.ada, now), asked)).at.toISOString()
    expect(await at('yesterday')).toBe('2026-11-23T00:00:00.000Z')
    expect(await at('monday')).toBe('2026-11-23T00:00:00.000Z')
    expect(await at('tuesday')).toBe('2026-11-17T00:00:00.000Z')
    expect(await at('2026-11-20')).toBe('2026-11-20T00:00:00.000Z')
    expect(await at('2020-01-01')).toBe('2026-10-25T09:00:00.000Z')
    expect(await at('2031-01-01')).toBe(now.toISOString())
  })
})
