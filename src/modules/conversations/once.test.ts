/** Whatever is sent twice is done once; of many who change the same thing one wins, and nobody's words are lost. */
import { beforeEach, expect, test } from 'vitest'
import { openTown, type Town } from '#test/town.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})

const many = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))
const key = 'a-key-drawn-at-render'

test('fifty equal answers at once are one answer, and all are answered alike', async () => {
  const { cleo, asked } = town
  const answers = await many(50, () =>
    town.form('POST', `/threads/${asked.id}/answers`, { body: 'Only once, please.', _key: key }, cleo),
  )
  expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([303]))
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1)
  expect((await town.api('GET', `/threads/${asked.id}`)).json()).toMatchObject({ answerCount: 2 })
  await town.settle()
  expect(await town.broken()).toEqual([])
})

test('fifty equal questions of a program at once are one question', async () => {
  const body = { title: 'Is this asked only once?', body: 'I pressed often.', spaceId: town.square.id }
  const answers = await many(50, () =>
    town.api('POST', '/questions', body, town.cleo, { 'idempotency-key': key }),
  )
  expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1)
  expect(answers[0]!.statusCode).toBe(201)
  expect((await town.api('GET', '/questions')).json().rows).toHaveLength(2)
})

test('the same key with other words is refused', async () => {
  const send = (body: string) =>
    town.api('POST', `/posts/${town.given.id}/comments`, { body }, town.cleo, { 'idempotency-key': key })
  expect((await send('First words')).statusCode).toBe(201)
  expect((await send('Other words')).json()).toMatchObject({ status: 409, code: 'Conflict' })
})

test('of ten who edit at once one wins, and nine are shown both texts', async () => {
  const { ada, asked } = town
  const text = (index: number) => `The text of editor ${index}.`
  const answers = await many(10, (index) =>
    town.form(
      'PATCH',
      `/threads/${asked.id}`,
      { title: 'How do I rotate a key?', body: text(index), topics: '', version: '1' },
      ada,
    ),
  )

  const winner = answers.findIndex((answer) => answer.statusCode === 303)
  expect(answers.filter((answer) => answer.statusCode === 303)).toHaveLength(1)
  answers.forEach((answer, index) => {
    if (index === winner) return
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toMatch(
      new RegExp(`What is stored now.*${text(winner)}.*${text(index)}</textarea>`, 's'),
    )
    expect(answer.body).toContain('name="version" value="2"')
  })
  const programs = await many(3, (index) =>
    town.api(
      'PATCH',
      `/threads/${asked.id}`,
      { title: 'How do I rotate a key?', body: text(index), version: 1 },
      ada,
    ),
  )
  for (const answer of programs)
    expect(answer.json()).toMatchObject({
      status: 409,
      code: 'Outdated',
      current: { version: 2, body: text(winner) },
    })
  await town.settle()
  expect(await town.broken()).toEqual([])
})

test('votes, "me too", acceptance and closing count exactly, however often they are pressed', async () => {
  const { ada, bob, cleo, mo, asked, given } = town
  await many(8, (index) =>
    town.form(index % 3 === 2 ? 'DELETE' : 'PUT', `/posts/${given.id}/helpful`, {}, cleo),
  )
  await many(8, () => town.form('PUT', `/threads/${asked.id}/same`, {}, bob))
  await many(6, () => town.form('PUT', `/threads/${asked.id}/acceptance`, { postId: String(given.id) }, ada))
  await many(6, () => town.form('PUT', `/threads/${asked.id}/closure`, {}, mo))
  await town.form('PUT', `/posts/${given.id}/helpful`, {}, cleo)

  expect((await town.api('GET', `/threads/${asked.id}`)).json()).toMatchObject({
    sameCount: 1,
    acceptedPostId: given.id,
    accepted: { helpfulCount: 1 },
  })
  const facts = await town.facts()
  const told = (name: string) => facts.filter((each) => each === name).length
  expect([told('answer.accepted'), told('thread.closed'), told('thread.joined')]).toEqual([1, 1, 1])
  await town.settle()
  expect(await town.broken()).toEqual([])
})
