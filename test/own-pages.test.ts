/** Pages that are drawn once for a role and filled for each member: letter for letter what would be drawn for them alone. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acceptAnswer, follow, moveThread, pathOf, postAnswer, readsWritten, removePost, sayMeToo, voteHelpful } from '#modules/conversations/index.ts'
import { keepDraft } from '#modules/conversations/drafts.ts'
import { changeRole } from '#modules/members/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { buildApp } from '../src/app.tsx'
import { openSite, type Site } from './site.ts'

let site: Site
/** The same community, without anything that is kept. */
let plain: Awaited<ReturnType<typeof buildApp>>['app']
let people: Record<string, Ctx>
let path: string
let id: number
let commented: number

beforeEach(async () => {
  site = await openSite()
  const name = async (each: string, role: Parameters<Site['member']>[1] = 'member') => [each, await site.member(`${each} Person`, role)] as const
  people = Object.fromEntries([
    await name('asker'), await name('answerer'), await name('commenter'), await name('voter'), await name('follower'), await name('drafter'),
    await name('same'), await name('returning'), await name('reader'), await name('champion', 'champion'), await name('moderator', 'moderator'),
    await name('manager', 'community_manager'), await name('administrator', 'administrator'),
  ])
  const { asker, answerer, commenter, voter, follower, drafter, same, returning, reader } = people as Record<string, Ctx>
  const thread = await site.question(asker!, { title: 'How do I rotate a key?' })
  id = thread.id
  path = pathOf({ ...thread, kind: 'question' })
  const one = await postAnswer(answerer!, id, { body: 'Turn it **round** once.' })
  commented = (await site.comment(commenter!, one, 'Twice, in my house.')).id
  await site.get(path, returning)
  await readsWritten(site.guest)
  const other = await postAnswer(reader!, id, { body: 'Ask the locksmith, says @returning-person.' })
  await voteHelpful(voter!, one.id)
  await voteHelpful(voter!, other.id)
  await acceptAnswer(asker!, one.id)
  await follow(follower!, id, 'watching')
  await sayMeToo(same!, id, true)
  await keepDraft(drafter!, `thread:${id}`, { title: '', body: 'I would say that <b>', details: {}, version: 0 })
  await site.settle()
  const asSite = { database: site.database, config: site.config, secret: 'a-secret-of-the-tests-that-is-long-enough', clientDir: '/nowhere' }
  const csrf = site.headersOf()['x-csrf-token']
  plain = (await buildApp({
    ...asSite,
    wiring: { listeners: site.wiring.listeners, queue: null, after: [] },
    readSession: async ({ headers }) => ({ viewer: Object.values(people).find((each) => String(each.viewer.id) === headers['x-test-as'])!.viewer, csrf }),
  })).app
})
afterEach(async () => {
  await site.app.close()
  await plain.close()
})

// What is new in each drawing, and the times that go on between two of them.
const settled = (html: string) =>
  html.replace(/name="_key" value="[^"]+"/g, 'name="_key"').replace(/(<time [^>]*>)[^<]*/g, '$1')
const looked = { 'sec-fetch-dest': 'image' }

const both = async (url: string, as: Ctx) => {
  const filled = await site.get(url, as, looked)
  const drawn = await plain.inject({ url, headers: { ...site.headersOf(as), ...looked } })
  return { filled: settled(filled.body), drawn: settled(drawn.body), statuses: [filled.statusCode, drawn.statusCode] }
}

test('whoever looks sees what would be drawn for them alone, whoever looked before', async () => {
  for (let round = 0; round < 2; round++) {
    for (const [name, as] of Object.entries(people)) {
      for (const url of [path, `${path}?sort=newest`]) {
        const { filled, drawn, statuses } = await both(url, as)
        expect(statuses).toEqual([200, 200])
        expect(filled, `${name} at ${url}`).toBe(drawn)
      }
    }
  }
})

test('two forms never have the same key, nor two readers the same token', async () => {
  const keys = (html: string) => [...html.matchAll(/name="_key" value="([^"]+)"/g)].map((match) => match[1])
  const [one, other] = [await site.get(path, people.reader), await site.get(path, people.reader)]
  const all = [...keys(one.body), ...keys(other.body)]
  expect(all.length).toBeGreaterThan(1)
  expect(new Set(all).size).toBe(all.length)
  for (const key of all) expect(key).toMatch(/^[0-9a-f-]{36}$/)
})

describe('what changes', () => {
  test('is on the next page: an answer, a vote, a removal', async () => {
    const { reader, voter, answerer } = people as Record<string, Ctx>
    await site.get(path, voter)
    const fresh = await postAnswer(answerer!, id, { body: 'A third way.' })
    expect((await site.get(path, voter)).body).toContain('A third way.')
    await voteHelpful(voter!, fresh.id)
    expect((await site.get(path, voter)).body).toContain(`/posts/${fresh.id}/helpful?_method=delete`)
    expect((await site.get(path, reader)).body).toContain(`/posts/${fresh.id}/helpful?_method=put`)
    await removePost(answerer!, fresh.id)
    expect((await site.get(path, voter)).body).not.toContain('A third way.')
    await removePost(people.commenter!, commented)
    expect((await site.get(path, voter)).body).not.toContain('Twice, in my house.')
  })

  test('even where no word of it came: what went out of sight is not found', async () => {
    const { reader, manager } = people as Record<string, Ctx>
    const room = await site.space({ name: 'Back room', see: 'team', ask: 'team', answer: 'team' })
    expect((await site.get(path, reader)).statusCode).toBe(200)
    await moveThread({ ...manager!, wiring: { ...manager!.wiring, changes: undefined as never } }, id, room.id)
    expect((await site.get(path, reader)).statusCode).toBe(404)
    expect((await site.get(path, people.moderator)).statusCode).toBe(200)
  })

  test('of a role is seen at once', async () => {
    const { answerer, administrator } = people as Record<string, Ctx>
    expect((await site.get(path, people.reader)).body).not.toContain('Champion')
    await changeRole(administrator!, answerer!.viewer.handle, 'champion')
    expect((await site.get(path, people.reader)).body).toContain('Champion')
  })
})

test('a page that a member opened counts as read, and is told as such on the next one', async () => {
  const { follower, answerer } = people as Record<string, Ctx>
  const seen = { 'sec-fetch-dest': 'document' }
  await site.get(path, follower, seen)
  await readsWritten(site.guest)
  await postAnswer(site.at(answerer!, new Date()), id, { body: 'One more.' })
  await site.settle()
  expect((await site.get('/questions', follower)).body).toContain('f-n is-new')
  await site.get(path, follower, seen)
  expect((await site.get('/questions', follower)).body).not.toContain('f-n is-new')
})
