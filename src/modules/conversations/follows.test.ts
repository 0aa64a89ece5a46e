/** How much one hears: of threads, spaces, topics and members. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { changeSpace, topicShown } from '#modules/spaces/index.ts'
import { inbox } from '#modules/notifications/queries.ts'
import { openSite, type Site } from '#test/site.ts'
import { follow, followAll } from './follows.ts'
import { hearersOf } from './hearers.ts'
import { threadList } from './list-queries.ts'
import { type FollowedKind, followLevels, type FollowLevel } from './shapes.ts'
import { threadShown } from './thread-queries.ts'

let site: Site
let [ada, bob, cleo] = [] as unknown as [Ctx, Ctx, Ctx]
beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada')
  bob = await site.member('Bob')
  cleo = await site.member('Cleo')
})

const told = async (who: Ctx) => {
  await site.settle()
  return (await inbox(who, { which: 'all', unread: false })).rows.map(({ kind, reason }) => [kind, reason])
}
const latest = async (who: Ctx, wish: Partial<Parameters<typeof threadList>[1]> = {}) => (await threadList(who, { list: 'latest', ...wish })).rows.map((row) => row.title)
const put = (who: Ctx, url: string, level: string) => site.app.inject({ method: 'PUT', url: `/api/v1${url}`, headers: site.headersOf(who), payload: { level } })

describe('by itself', () => {
  test('who asks watches, who writes tracks and is told of what is meant for them', async () => {
    const question = await site.question(ada)
    const answer = await site.answer(bob, question)
    await site.answer(cleo, question, 'Or ask the locksmith.')
    expect(await told(bob)).toEqual([])
    await site.comment(ada, answer)
    expect(await told(bob)).toEqual([['ownComment', null]])
    expect((await threadShown(ada, question.id)).mine.level).toBe('watching')
    expect((await threadShown(bob, question.id)).mine.level).toBe('tracking')
  })

  test('never against what was chosen', async () => {
    const question = await site.question(ada)
    await follow(bob, question.id, 'muted')
    await site.answer(bob, question)
    await site.answer(cleo, question, 'As @bob says.')
    expect(await told(bob)).toEqual([])
    expect((await threadShown(bob, question.id)).mine.level).toBe('muted')
  })

  test('writing where one watches the space does not make it quieter', async () => {
    await followAll(bob, 'space', site.square.id, 'watching')
    const question = await site.question(ada)
    await site.answer(bob, question)
    await site.answer(cleo, question, 'Or ask the locksmith.')
    expect(await told(bob)).toEqual([['followed', 'The square']])
  })
})

describe('watching', () => {
  test('a space, a topic and a member is told of new threads and of what is said in them, once, with the reason', async () => {
    await followAll(bob, 'space', site.square.id, 'watching')
    await followAll(bob, 'member', ada.viewer.id!, 'watching')
    await followAll(cleo, 'member', ada.viewer.id!, 'watching')
    await site.question(ada, { topics: ['keys'] })
    expect(await told(bob)).toEqual([['question', 'The square']])
    expect(await told(cleo)).toEqual([['question', 'Ada']])
    const { id } = await topicShown(bob, 'keys')
    const dan = await site.member('Dan')
    await followAll(dan, 'topic', id, 'watching')
    await site.question(ada, { title: 'And how do I rotate two?', kind: 'discussion', topics: ['keys'] })
    expect(await told(dan)).toEqual([['discussion', '#keys']])
  })

  test('a space takes in what lies below it', async () => {
    const inner = await site.space({ name: 'Inner', parentId: site.square.id })
    await followAll(bob, 'space', site.square.id, 'watching')
    await site.question(ada, { spaceId: inner.id })
    expect(await told(bob)).toEqual([['question', 'The square']])
    expect(await latest(bob, { list: 'followed' })).toEqual(['How do I rotate a key?'])
  })

  test('a member is told of what they answer elsewhere', async () => {
    await followAll(cleo, 'member', bob.viewer.id!, 'watching')
    await site.answer(bob, await site.question(ada))
    expect(await told(cleo)).toEqual([['followed', 'Bob']])
  })

  test('ends where sight ends', async () => {
    await followAll(bob, 'space', site.square.id, 'watching')
    const mo = await site.member('Mo', 'administrator')
    const space = await site.db.selectFrom('space').select(['name', 'slug', 'description', 'parentId', 'spine', 'position', 'version']).where('id', '=', site.square.id).executeTakeFirstOrThrow()
    await changeSpace(mo, site.square.id, { ...space, see: 'team', ask: 'team', answer: 'team' } as never)
    await site.question(mo)
    await site.settle()
    expect(await site.db.selectFrom('notification').select('id').execute()).toEqual([])
    expect((await put(bob, `/spaces/${space.slug}/following`, 'muted')).statusCode).toBe(404)
    expect((await site.get('/settings/following', bob)).body).not.toContain('The square')
  })
})

describe('the nearest counts', () => {
  test('a thread before its space, the loudest topic before the space', async () => {
    await followAll(bob, 'space', site.square.id, 'muted')
    const one = await site.question(ada, { topics: ['keys', 'rust'] })
    await follow(bob, one.id, 'watching')
    await site.answer(cleo, one)
    expect(await told(bob)).toEqual([['followed', null]])
    await followAll(cleo, 'space', site.square.id, 'watching')
    await followAll(cleo, 'topic', (await topicShown(cleo, 'keys')).id, 'muted')
    await site.question(ada, { title: 'Another one about keys', topics: ['keys'] })
    expect(await told(cleo)).toEqual([])
    await followAll(cleo, 'topic', (await topicShown(cleo, 'rust')).id, 'watching')
    await site.question(ada, { title: 'A third one about keys', topics: ['keys', 'rust'] })
    expect(await told(cleo)).toEqual([['question', '#rust']])
  })

  test('is the same for one member and for all, whatever was set', async () => {
    const inner = await site.space({ name: 'Inner', parentId: site.square.id })
    const thread = await site.question(ada, { spaceId: inner.id, topics: ['keys', 'rust'] })
    const topics = await Promise.all(['keys', 'rust'].map((slug) => topicShown(ada, slug)))
    const places: [FollowedKind, number][] = [['space', site.square.id], ['space', inner.id], ['member', ada.viewer.id!], ...topics.map(({ id }): [FollowedKind, number] => ['topic', id])]
    const levels: FollowLevel[] = ['watching', 'tracking', 'muted']
    const people = await Promise.all(Array.from({ length: 40 }, (_, n) => site.member(`Person ${n}`)))
    for (const [n, person] of people.entries()) {
      for (const [at, [kind, id]] of places.entries()) if ((n >> at) & 1) await followAll(person, kind, id, levels[(n + at) % 3]!)
      if (n % 3 === 0) await follow(person, thread.id, followLevels[n % 4]!)
      if (n % 5 === 1) await site.answer(person, thread, `The answer number ${n}.`)
    }
    const hearers = await hearersOf(bob, { thread: { id: thread.id, authorId: ada.viewer.id!, spaceId: inner.id, see: 'everyone' }, by: cleo.viewer.id!, meant: people.map(({ viewer }) => viewer.id!) })
    const byId = new Map(hearers.map((each) => [each.id, each]))
    for (const person of people) {
      const { level } = (await threadShown(person, thread.id)).mine
      expect([byId.get(person.viewer.id!)!.watches !== null, byId.get(person.viewer.id!)!.muted], `${person.viewer.name}: ${level}`).toEqual([level === 'watching', level === 'muted'])
    }
    expect(new Set(await Promise.all(people.map(async (person) => (await threadShown(person, thread.id)).mine.level))).size).toBe(4)
  })
})

describe('muting', () => {
  test('takes threads out of lists of everything, and leaves them in their place', async () => {
    const inner = await site.space({ name: 'Inner' })
    await site.question(ada, { title: 'Muted by its space', spaceId: inner.id })
    await site.question(bob, { title: 'Muted by its author' })
    const one = await site.question(ada, { title: 'Muted by itself' })
    await site.question(ada, { title: 'To be seen by all', topics: ['keys'] })
    await followAll(cleo, 'space', inner.id, 'muted')
    await followAll(cleo, 'member', bob.viewer.id!, 'muted')
    await follow(cleo, one.id, 'muted')
    expect(await latest(cleo)).toEqual(['To be seen by all'])
    expect(await latest(ada)).toHaveLength(4)
    expect(await latest(cleo, { spaceIds: [inner.id] })).toEqual(['Muted by its space'])
    expect((await site.get('/spaces/inner', cleo)).body).toContain('Muted by its space')
  })

  test('a member ends what they write to one, a mention too', async () => {
    await followAll(ada, 'member', bob.viewer.id!, 'muted')
    const question = await site.question(ada)
    await site.answer(bob, question, 'Have a look, @ada.')
    expect(await told(ada)).toEqual([])
    await site.answer(cleo, question, 'Have a look at the door.')
    expect(await told(ada)).toEqual([['answer', null]])
  })
})

describe('at its addresses', () => {
  test('a level is set, shown, listed and taken back', async () => {
    await site.question(ada, { title: 'One to be watched', topics: ['keys'] })
    for (const [url, name] of [['/spaces/the-square', 'The square'], ['/topics/keys', 'keys'], ['/members/ada', 'Ada']] as const) {
      expect((await put(bob, `${url}/following`, 'watching')).json()).toMatchObject({ level: 'watching' })
      expect((await site.get(url === '/members/ada' ? `${url}/following` : url, bob)).body).toContain('Watching')
      expect((await site.get('/settings/following', bob)).body).toContain(`>${name}<`)
      const back = await site.app.inject({ method: 'DELETE', url: `/api/v1${url}/following`, headers: site.headersOf(bob) })
      expect(back.json()).toMatchObject({ level: 'normal' })
    }
    expect((await site.get('/settings/following', bob)).body).toContain('You follow nothing yet')
    expect(await site.facts()).toContain('level.set')
  })

  test('guests have none, and a wrong level is refused with words', async () => {
    expect((await site.get('/spaces/the-square')).body).not.toContain('/following')
    expect((await site.app.inject({ method: 'PUT', url: '/api/v1/spaces/the-square/following', payload: { level: 'muted' } })).statusCode).toBe(401)
    expect((await put(bob, '/spaces/the-square/following', 'deafening')).statusCode).toBe(422)
    expect((await put(bob, '/members/nobody/following', 'muted')).statusCode).toBe(404)
  })

  test('a plain form goes back to where it was pressed', async () => {
    const { id } = await site.question(ada)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const pressed = await site.app.inject({ method: 'PUT', url: `/threads/${id}/following`, headers: { ...site.headersOf(bob), ...form }, payload: 'level=muted&to=%2Fsettings%2Ffollowing' })
    expect(pressed.headers.location).toBe('/settings/following')
    expect((await site.get('/settings/following', bob)).body).toContain('Muted')
  })
})
