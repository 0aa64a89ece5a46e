/** Splitting is bounded: every post that goes is work under the lock of its thread. */
import { beforeEach, expect, test } from 'vitest'
import { openTown, type Town } from '#test/town.ts'
import { splitAtOnce } from './shapes.ts'

let town: Town
let replies: number[]
beforeEach(async () => {
  town = await openTown()
  // Two hundred replies take an afternoon; the pace of writing is not what is tested.
  town.config.limits = false
  replies = []
  for (let number = 0; number <= splitAtOnce; number++) replies.push((await town.answer(town.bob, town.talk, `Key ${number}.`)).id)
})

const split = (ids: number[]) =>
  town.form('POST', `/threads/${town.talk.id}/split`, { title: 'Keys, counted one by one', posts: ids.map(String) }, town.mo)
const repliesLeft = async () => (await town.api('GET', `/threads/${town.talk.id}`)).json().answerCount as number

test('two hundred posts go at once; one more is refused with words, and nothing is moved', async () => {
  const refused = await split(replies)
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('Choose 200 posts at most')
  expect(refused.body).toContain('Keys, counted one by one')
  expect(await repliesLeft()).toBe(replies.length)

  const api = await town.api('POST', `/threads/${town.talk.id}/split`, { title: 'Keys, counted one by one', posts: replies.map(String) }, town.mo)
  expect([api.statusCode, api.json().fields.posts]).toEqual([422, 'Choose 200 posts at most; what is left can follow afterwards.'])

  const done = await split(replies.slice(1))
  expect(done.headers.location).toMatch(/^\/discussions\/\d+\/keys-counted-one-by-one\?said=split$/)
  expect(await repliesLeft()).toBe(1)
})
