import { expect, test } from 'vitest'
import { testFaces } from '#test/faces.ts'
import { openTown, type Town } from '#test/town.ts'

const path = '/questions/\\d+/how-do-i-rotate-a-key'
const thread = (town: Town) => `/threads/${town.asked.id}`
const of = (what: string) => (town: Town) => `${thread(town)}/${what}`

testFaces([
  {
    name: 'asking',
    method: 'POST',
    url: () => '/questions',
    fields: (town) => ({
      title: 'Where is the other key?',
      body: 'I looked.',
      spaceId: String(town.square.id),
      topics: 'keys, locks',
    }),
    next: /^\/questions\/\d+\/where-is-the-other-key\?said=asked$/,
    json: () => ({ kind: 'question', slug: 'where-is-the-other-key' }),
    status: 201,
  },
  {
    name: 'starting a discussion',
    method: 'POST',
    url: () => '/discussions',
    fields: (town) => ({
      title: 'Where do you keep keys?',
      body: 'Mine hang.',
      spaceId: String(town.square.id),
    }),
    next: /^\/discussions\/\d+\/where-do-you-keep-keys\?said=asked$/,
    json: () => ({ kind: 'discussion' }),
    status: 201,
  },
  {
    name: 'having it too',
    method: 'PUT',
    url: (town) => `${thread(town)}/same`,
    next: new RegExp(`^${path}$`),
    streams: /target="thread-foot"/,
    json: () => ({ sameCount: 1, mine: { same: true } }),
  },
  {
    name: 'not having it any more',
    method: 'DELETE',
    url: (town) => `${thread(town)}/same`,
    next: new RegExp(`^${path}$`),
    streams: /target="thread-foot"/,
    json: () => ({ sameCount: 0, mine: { same: false } }),
  },
  {
    name: 'following',
    method: 'PUT',
    url: (town) => `${thread(town)}/following`,
    next: new RegExp(`^${path}$`),
    streams: /Watching/,
    json: () => ({ mine: { level: 'watching' } }),
  },
  {
    name: 'not following',
    method: 'DELETE',
    url: (town) => `${thread(town)}/following`,
    next: new RegExp(`^${path}$`),
    streams: /Follow/,
    json: () => ({ mine: { level: 'normal' } }),
  },
  {
    name: 'editing a thread',
    method: 'PATCH',
    url: thread,
    fields: () => ({ title: 'How do I turn a key?', body: 'It is stuck.', topics: 'keys', version: '1' }),
    as: (town) => town.ada,
    next: /how-do-i-turn-a-key\?said=edited$/,
    json: () => ({ title: 'How do I turn a key?' }),
  },
  {
    name: 'closing',
    method: 'PUT',
    url: (town) => `${thread(town)}/closure`,
    fields: () => ({ reason: 'Solved elsewhere.' }),
    as: (town) => town.ada,
    next: new RegExp(`^${path}$`),
    json: () => ({ kind: 'question' }),
  },
  {
    name: 'opening again',
    method: 'DELETE',
    url: (town) => `${thread(town)}/closure`,
    as: (town) => town.mo,
    next: new RegExp(`^${path}$`),
    json: () => ({ kind: 'question' }),
  },
  {
    name: 'pinning',
    method: 'PUT',
    url: (town) => `${thread(town)}/pin`,
    as: (town) => town.mo,
    next: new RegExp(`^${path}$`),
    json: () => ({ kind: 'question' }),
  },
  {
    name: 'unpinning',
    method: 'DELETE',
    url: (town) => `${thread(town)}/pin`,
    as: (town) => town.mo,
    next: new RegExp(`^${path}$`),
    json: () => ({ kind: 'question' }),
  },
  {
    name: 'moving',
    method: 'PUT',
    url: (town) => `${thread(town)}/space`,
    fields: (town) => ({ spaceId: String(town.square.id) }),
    as: (town) => town.mo,
    next: /said=moved$/,
    json: () => ({ kind: 'question' }),
  },
  {
    name: 'merging',
    method: 'POST',
    url: of('merge'),
    fields: (town) => ({ into: `http://localhost:3000/discussions/${town.talk.id}/which` }),
    as: (town) => town.mo,
    next: /^\/discussions\/.*said=merged$/,
    json: (town) => ({ id: town.talk.id }),
  },
  {
    name: 'splitting',
    method: 'POST',
    url: of('split'),
    fields: (town) => ({ title: 'A question of its own', posts: String(town.given.id) }),
    as: (town) => town.mo,
    next: /a-question-of-its-own\?said=split$/,
    json: () => ({ slug: 'a-question-of-its-own' }),
    status: 201,
  },
  {
    name: 'converting',
    method: 'PUT',
    url: of('kind'),
    fields: () => ({ kind: 'discussion' }),
    as: (town) => town.mo,
    next: /^\/discussions\/.*said=converted$/,
    json: () => ({ kind: 'discussion' }),
  },
  {
    name: 'removing a thread',
    method: 'DELETE',
    url: thread,
    as: (town) => town.mo,
    next: /^\/spaces\/the-square\?undo=\d+$/,
    json: () => ({ kind: 'question' }),
  },
  { name: 'reading', method: 'POST', url: of('reading'), json: () => ({}) },
  {
    name: 'reading everything',
    method: 'POST',
    url: () => '/threads/reading',
    fields: () => ({ to: '/spaces/the-square' }),
    next: /^\/spaces\/the-square\?read=\d+$/,
    json: () => ({ at: expect.any(String) }),
  },
])

test('a thread that was removed can be brought back', async () => {
  const town = await openTown()
  const { mo, asked } = town
  await town.form('DELETE', `/threads/${asked.id}`, {}, mo)
  expect((await town.get(`/questions/${asked.id}/x`)).statusCode).toBe(404)
  const back = await town.form('POST', `/threads/${asked.id}/restoration`, {}, mo)
  expect(back.headers.location).toMatch(/said=restored$/)
})
