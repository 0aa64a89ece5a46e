import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { type Method, openTown, type Town } from '#test/town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})

interface Case {
  name: string
  method: Method
  url: (town: Town) => string
  fields?: (town: Town) => Record<string, string>
  as?: (town: Town) => Ctx
  /** Where the plain form goes next */
  next: RegExp
  /** What Turbo changes in place */
  streams?: RegExp
  json: (town: Town) => object
  status?: number
}

const path = '/questions/\\d+/how-do-i-rotate-a-key'
const thread = (town: Town) => `/threads/${town.asked.id}`
const answer = (town: Town) => `/posts/${town.given.id}`

const cases: Case[] = [
  { name: 'asking', method: 'POST', url: () => '/questions', fields: (town) => ({ title: 'Where is the other key?', body: 'I looked.', spaceId: String(town.square.id), topics: 'keys, locks' }), next: /^\/questions\/\d+\/where-is-the-other-key\?said=asked$/, json: () => ({ kind: 'question', slug: 'where-is-the-other-key' }), status: 201 },
  { name: 'starting a discussion', method: 'POST', url: () => '/discussions', fields: (town) => ({ title: 'Where do you keep keys?', body: 'Mine hang.', spaceId: String(town.square.id) }), next: /^\/discussions\/\d+\/where-do-you-keep-keys\?said=asked$/, json: () => ({ kind: 'discussion' }), status: 201 },
  { name: 'answering', method: 'POST', url: (town) => `${thread(town)}/answers`, fields: () => ({ body: 'Turn it.' }), next: new RegExp(`^${path}\\?post=(\\d+)#post-\\1$`), streams: /target="answers-new".*Turn it.*target="answers-head".*target="thread-foot".*target="answer-section"/s, json: () => ({ kind: 'answer', body: 'Turn it.', may: { edit: true, accept: false } }), status: 201 },
  { name: 'replying', method: 'POST', url: (town) => `/threads/${town.talk.id}/answers`, fields: () => ({ body: 'The big one.' }), next: /^\/discussions\/\d+\/.*#post-/, streams: /target="answers-new"/, json: () => ({ kind: 'reply' }), status: 201 },
  { name: 'commenting', method: 'POST', url: (town) => `${answer(town)}/comments`, fields: () => ({ body: 'Which one?' }), next: /#post-\d+$/, streams: /append" target="comments-\d+".*Which one\?.*replace" target="comment-on-\d+"/s, json: () => ({ kind: 'comment' }), status: 201 },
  { name: 'finding helpful', method: 'PUT', url: (town) => `${answer(town)}/helpful`, next: /#post-\d+$/, streams: /target="helpful-\d+".*aria-pressed="true"/s, json: () => ({ helpfulCount: 1, mine: true }) },
  { name: 'taking helpful back', method: 'DELETE', url: (town) => `${answer(town)}/helpful`, next: /#post-\d+$/, streams: /aria-pressed="false"/, json: () => ({ helpfulCount: 0, mine: false }) },
  { name: 'having it too', method: 'PUT', url: (town) => `${thread(town)}/same`, next: new RegExp(`^${path}$`), streams: /target="thread-foot"/, json: () => ({ sameCount: 1, mine: { same: true } }) },
  { name: 'not having it any more', method: 'DELETE', url: (town) => `${thread(town)}/same`, next: new RegExp(`^${path}$`), streams: /target="thread-foot"/, json: () => ({ sameCount: 0, mine: { same: false } }) },
  { name: 'following', method: 'PUT', url: (town) => `${thread(town)}/following`, next: new RegExp(`^${path}$`), streams: /Following/, json: () => ({ mine: { follows: true } }) },
  { name: 'not following', method: 'DELETE', url: (town) => `${thread(town)}/following`, next: new RegExp(`^${path}$`), streams: /Follow/, json: () => ({ mine: { follows: false } }) },
  { name: 'accepting', method: 'PUT', url: (town) => `${thread(town)}/acceptance`, fields: (town) => ({ postId: String(town.given.id) }), as: (town) => town.ada, next: new RegExp(`^${path}\\?post=\\d+#accepted$`), json: (town) => ({ acceptedPostId: town.given.id }) },
  { name: 'not accepting any more', method: 'DELETE', url: (town) => `${thread(town)}/acceptance`, as: (town) => town.ada, next: new RegExp(`^${path}#answers$`), json: () => ({ acceptedPostId: null }) },
  { name: 'editing a thread', method: 'PATCH', url: thread, fields: () => ({ title: 'How do I turn a key?', body: 'It is stuck.', topics: 'keys', version: '1' }), as: (town) => town.ada, next: /how-do-i-turn-a-key\?said=edited$/, json: () => ({ title: 'How do I turn a key?' }) },
  { name: 'editing a post', method: 'PATCH', url: answer, fields: () => ({ body: 'Better so.', version: '1' }), as: (town) => town.bob, next: /#post-\d+$/, json: () => ({ body: 'Better so.', version: 2 }) },
  { name: 'removing a post', method: 'DELETE', url: answer, as: (town) => town.bob, next: /\?undo=\d+#answers$/, streams: /target="post-\d+".*Bring it back.*target="toasts".*restoration/s, json: () => ({ removedAt: expect.any(String) }) },
  { name: 'closing', method: 'PUT', url: (town) => `${thread(town)}/closure`, fields: () => ({ reason: 'Solved elsewhere.' }), as: (town) => town.ada, next: new RegExp(`^${path}$`), json: () => ({ kind: 'question' }) },
  { name: 'opening again', method: 'DELETE', url: (town) => `${thread(town)}/closure`, as: (town) => town.mo, next: new RegExp(`^${path}$`), json: () => ({ kind: 'question' }) },
  { name: 'pinning', method: 'PUT', url: (town) => `${thread(town)}/pin`, as: (town) => town.mo, next: new RegExp(`^${path}$`), json: () => ({ kind: 'question' }) },
  { name: 'unpinning', method: 'DELETE', url: (town) => `${thread(town)}/pin`, as: (town) => town.mo, next: new RegExp(`^${path}$`), json: () => ({ kind: 'question' }) },
  { name: 'moving', method: 'PUT', url: (town) => `${thread(town)}/space`, fields: (town) => ({ spaceId: String(town.square.id) }), as: (town) => town.mo, next: /said=moved$/, json: () => ({ kind: 'question' }) },
  { name: 'merging', method: 'POST', url: thread2('merge'), fields: (town) => ({ into: `http://localhost:3000/discussions/${town.talk.id}/which` }), as: (town) => town.mo, next: /^\/discussions\/.*said=merged$/, json: (town) => ({ id: town.talk.id }) },
  { name: 'splitting', method: 'POST', url: thread2('split'), fields: (town) => ({ title: 'A question of its own', posts: String(town.given.id) }), as: (town) => town.mo, next: /a-question-of-its-own\?said=split$/, json: () => ({ slug: 'a-question-of-its-own' }), status: 201 },
  { name: 'converting', method: 'PUT', url: thread2('kind'), fields: () => ({ kind: 'discussion' }), as: (town) => town.mo, next: /^\/discussions\/.*said=converted$/, json: () => ({ kind: 'discussion' }) },
  { name: 'removing a thread', method: 'DELETE', url: thread, as: (town) => town.mo, next: /^\/spaces\/the-square\?undo=\d+$/, json: () => ({ kind: 'question' }) },
  { name: 'reading', method: 'POST', url: thread2('reading'), next: /^$/, json: () => ({}) },
  { name: 'reading everything', method: 'POST', url: () => '/threads/reading', fields: () => ({ to: '/spaces/the-square' }), next: /^\/spaces\/the-square$/, json: () => ({}) },
]

function thread2(what: string) {
  return (town: Town) => `${thread(town)}/${what}`
}

describe.each(cases)('$name', ({ method, url, fields = () => ({}), as = (town) => town.cleo, next, streams, json, status = 200 }) => {
  test('as a plain form leads on', async () => {
    const answer = await town.form(method, url(town), fields(town), as(town))
    if (next.source === '^$') return expect(answer.statusCode).toBe(200)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, expect.stringMatching(next)])
    const page = await town.get(String(answer.headers.location), as(town))
    expect([200, 301]).toContain(page.statusCode)
  })

  test.skipIf(!streams)('with Turbo changes the open page', async () => {
    const answer = await town.stream(method, url(town), fields(town), as(town))
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, expect.stringContaining('vnd.turbo-stream')])
    expect(answer.body).toMatch(streams!)
  })

  test('for a program answers in JSON', async () => {
    const answer = await town.api(method, url(town), fields(town), as(town))
    expect([answer.statusCode, answer.json()]).toMatchObject([status, json(town)])
  })

  test('asks a guest to sign in', async () => {
    const page = await town.form(method, url(town), fields(town))
    expect([page.statusCode, page.body]).toEqual([403, expect.stringContaining('/sign-in?to=')])
    expect((await town.api(method, url(town), fields(town))).statusCode).toBe(401)
  })
})

test('what was removed can be brought back, by form, in place, and by a program', async () => {
  const { bob, mo, asked, given } = town
  for (const restore of [town.form, town.stream, town.api]) {
    await town.form('DELETE', `/posts/${given.id}`, {}, bob)
    expect([200, 303]).toContain((await restore('POST', `/posts/${given.id}/restoration`, {}, bob)).statusCode)
    expect((await town.api('GET', `/posts/${given.id}`)).statusCode).toBe(200)
  }
  await town.form('DELETE', `/threads/${asked.id}`, {}, mo)
  expect((await town.get(`/questions/${asked.id}/x`)).statusCode).toBe(404)
  const back = await town.form('POST', `/threads/${asked.id}/restoration`, {}, mo)
  expect(back.headers.location).toMatch(/said=restored$/)
})
