import { expect, test } from 'vitest'
import { testFaces } from '#test/faces.ts'
import { openTown, type Town } from '#test/town.ts'

const path = '/questions/\\d+/how-do-i-rotate-a-key'
const thread = (town: Town) => `/threads/${town.asked.id}`
const answer = (town: Town) => `/posts/${town.given.id}`

testFaces([
  {
    name: 'answering',
    method: 'POST',
    url: (town) => `${thread(town)}/answers`,
    fields: () => ({ body: 'Turn it.' }),
    next: new RegExp(`^${path}\\?post=(\\d+)#post-\\1$`),
    streams:
      /target="answers-new".*Turn it.*target="answers-head".*target="thread-foot".*target="answer-section"/s,
    json: () => ({ kind: 'answer', body: 'Turn it.', may: { edit: true, accept: false } }),
    status: 201,
  },
  {
    name: 'replying',
    method: 'POST',
    url: (town) => `/threads/${town.talk.id}/answers`,
    fields: () => ({ body: 'The big one.' }),
    next: /^\/discussions\/\d+\/.*#post-/,
    streams: /target="answers-new"/,
    json: () => ({ kind: 'reply' }),
    status: 201,
  },
  {
    name: 'commenting',
    method: 'POST',
    url: (town) => `${answer(town)}/comments`,
    fields: () => ({ body: 'Which one?' }),
    next: /#post-\d+$/,
    streams: /append" target="comments-\d+".*Which one\?.*replace" target="comment-on-\d+"/s,
    json: () => ({ kind: 'comment' }),
    status: 201,
  },
  {
    name: 'finding helpful',
    method: 'PUT',
    url: (town) => `${answer(town)}/helpful`,
    next: /#post-\d+$/,
    streams: /target="helpful-\d+".*aria-pressed="true"/s,
    json: () => ({ helpfulCount: 1, mine: true }),
  },
  {
    name: 'taking helpful back',
    method: 'DELETE',
    url: (town) => `${answer(town)}/helpful`,
    next: /#post-\d+$/,
    streams: /aria-pressed="false"/,
    json: () => ({ helpfulCount: 0, mine: false }),
  },
  {
    name: 'accepting',
    method: 'PUT',
    url: (town) => `${thread(town)}/acceptance`,
    fields: (town) => ({ postId: String(town.given.id) }),
    as: (town) => town.ada,
    next: new RegExp(`^${path}\\?post=\\d+#accepted$`),
    json: (town) => ({ acceptedPostId: town.given.id }),
  },
  {
    name: 'not accepting any more',
    method: 'DELETE',
    url: (town) => `${thread(town)}/acceptance`,
    as: (town) => town.ada,
    next: new RegExp(`^${path}#answers$`),
    json: () => ({ acceptedPostId: null }),
  },
  {
    name: 'editing a post',
    method: 'PATCH',
    url: answer,
    fields: () => ({ body: 'Better so.', version: '1' }),
    as: (town) => town.bob,
    next: /#post-\d+$/,
    json: () => ({ body: 'Better so.', version: 2 }),
  },
  {
    name: 'removing a post',
    method: 'DELETE',
    url: answer,
    as: (town) => town.bob,
    next: /\?undo=\d+#answers$/,
    streams: /target="post-\d+".*Bring it back.*target="toasts".*restoration/s,
    json: () => ({ removedAt: expect.any(String) }),
  },
])

test('a post that was removed can be brought back, by form, in place, and by a program', async () => {
  const town = await openTown()
  const { bob, given } = town
  for (const restore of [town.form, town.stream, town.api]) {
    await town.form('DELETE', `/posts/${given.id}`, {}, bob)
    expect([200, 303]).toContain(
      (await restore('POST', `/posts/${given.id}/restoration`, {}, bob)).statusCode,
    )
    expect((await town.api('GET', `/posts/${given.id}`)).statusCode).toBe(200)
  }
})
