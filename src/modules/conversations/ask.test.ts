/** Asking with answers first: what is shown, opened and said to have helped is a fact; what is typed is never lost. */
import { beforeEach, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { openTown, type Town } from '#test/town.ts'
import { acceptAnswer } from './acceptance.ts'
import { endIdleAsks } from './asks.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
  await acceptAnswer(town.ada, town.given.id)
  await town.settle()
})

const title = 'How to rotate exactly?'
const tokenIn = (body: string) => /name="ask" value="([\w-]{20,})"/.exec(body)![1]!
const begin = async (as?: Ctx) => tokenIn((await town.get('/questions/new', as)).body)
const look = (token: string, as?: Ctx) =>
  town.frame(`/questions/matches?${new URLSearchParams({ ask: token, title })}`, 'matches', as)
const facts = async () =>
  (
    await town.db
      .selectFrom('fact')
      .select(['name', 'data'])
      .where('name', 'in', [
        'answers.shown',
        'answer.opened',
        'question.deflected',
        'thread.started',
        'thread.linked',
      ])
      .orderBy('id')
      .execute()
  ).slice(2)
const attempts = () =>
  town.db
    .selectFrom('ask')
    .select(['outcome', 'title', 'shown', 'opened', 'helpedThreadId', 'threadId', 'memberId'])
    .execute()

test('shows what may help, suggests space and topics, and notes what was shown once', async () => {
  const token = await begin(town.cleo)
  const { body } = await look(token, town.cleo)
  await look(token, town.cleo)

  expect(body).toMatch(
    /^<turbo-frame id="matches" target="_top">.*1 thread may already help.*How do I rotate a key\?/s,
  )
  expect(body).toContain(`formaction="/asks/${token}/solution"`)
  expect(body).toMatch(/target="space-suggested".*The square \(suggested\)/s)
  expect(body).toMatch(/target="topic-choices".*value="keys"/s)
  expect(await attempts()).toMatchObject([
    { outcome: 'open', title, shown: [town.asked.id], memberId: town.cleo.viewer.id },
  ])
  expect((await facts()).map((fact) => fact.name)).toEqual(['answers.shown'])
})

test('an answer that was opened and solved it ends the try, counted once', async () => {
  const token = await begin(town.cleo)
  await look(token, town.cleo)
  const read = await town.frame(
    `/threads/${town.asked.id}/answer?ask=${token}`,
    `answer-${town.asked.id}`,
    town.cleo,
  )
  expect(read.body).toMatch(/Open the settings.*This solved it/s)

  const solved = await town.form(
    'POST',
    `/asks/${token}/solution`,
    { threadId: String(town.asked.id), title, body: 'typed' },
    town.cleo,
  )
  await town.form('POST', `/asks/${token}/solution`, { threadId: String(town.asked.id) }, town.cleo)

  expect(solved.headers.location).toBe(`/questions/${town.asked.id}/how-do-i-rotate-a-key?said=helped`)
  expect((await town.get(String(solved.headers.location), town.cleo)).body).toContain(
    'with thanks to Bob',
  )
  expect(await attempts()).toMatchObject([
    { outcome: 'helped', opened: [town.asked.id], helpedThreadId: town.asked.id },
  ])
  expect((await facts()).map((fact) => fact.name)).toEqual([
    'answers.shown',
    'answer.opened',
    'question.deflected',
  ])
})

test('posting after all links the question with what was shown, and keeps nothing of the draft', async () => {
  const token = await begin(town.cleo)
  await look(token, town.cleo)
  const posted = await town.form(
    'POST',
    '/questions',
    { title, body: 'All of it jams.', spaceId: String(town.square.id), ask: token },
    town.cleo,
  )

  const id = Number(/\/questions\/(\d+)\//.exec(String(posted.headers.location))![1])
  expect(await attempts()).toMatchObject([{ outcome: 'posted', threadId: id }])
  expect(
    await town.db.selectFrom('threadLink').select(['fromThreadId', 'toThreadId', 'kind']).execute(),
  ).toEqual([{ fromThreadId: id, toThreadId: town.asked.id, kind: 'shown' }])
  expect((await town.get(String(posted.headers.location), town.cleo)).body).toContain('Your question is out.')
})

test('a guest sees answers and may say that one solved it', async () => {
  const first = await town.get('/questions/new')
  const visitor = { cookie: String(first.headers['set-cookie']).split(';')[0]! }
  const token = tokenIn(first.body)
  await town.get(`/questions/matches?${new URLSearchParams({ ask: token, title })}`, undefined, visitor)
  const solved = await town.form(
    'POST',
    `/asks/${token}/solution`,
    { threadId: String(town.asked.id) },
    undefined,
    visitor,
  )
  expect(solved.statusCode).toBe(303)
  expect(await attempts()).toMatchObject([{ outcome: 'helped', memberId: null }])
  const [, deflected] = await facts()
  expect(deflected).toMatchObject({ name: 'question.deflected', data: { visitor: true } })

  const stolen = await town.form(
    'POST',
    `/asks/${token}/solution`,
    { threadId: String(town.asked.id) },
    undefined,
    { cookie: 'fm_visitor=another-browser-of-somebody' },
  )
  expect(stolen.statusCode).toBe(404)
})

test('who leaves without a word has stopped, and may still come back and say that it helped', async () => {
  const token = await begin(town.cleo)
  await look(token, town.cleo)
  await endIdleAsks(town.guest)
  expect(await attempts()).toMatchObject([{ outcome: 'open' }])
  await endIdleAsks(town.at(town.guest, new Date(Date.now() + 3 * 3_600_000)))
  expect(await attempts()).toMatchObject([{ outcome: 'stopped' }])
  const stopped = await town.db.selectFrom('fact').select(['data', 'actorId']).where('name', '=', 'ask.stopped').execute()
  expect(stopped).toEqual([{ data: { shown: 1, opened: 0, visitor: false }, actorId: town.cleo.viewer.id }])
  await town.form('POST', `/asks/${token}/solution`, { threadId: String(town.asked.id) }, town.cleo)
  expect(await attempts()).toMatchObject([{ outcome: 'helped', helpedThreadId: town.asked.id }])
})

test('a guest who wants to post is led to sign in with the words', async () => {
  const { statusCode, body } = await town.form('POST', '/questions/new', {
    title,
    body: 'All of it jams.',
    spaceId: String(town.square.id),
    step: 'signIn',
  })
  expect(statusCode).toBe(200)
  expect(body).toContain('One step is left: sign in')
  const back = decodeURIComponent(/href="\/sign-in\?to=([^"]+)"/.exec(body.split('One step')[1]!)![1]!)
  expect((await town.get(back, town.cleo)).body).toMatch(
    /value="How to rotate exactly\?".*All of it jams\.<\/textarea>/s,
  )

  const long = await town.form('POST', '/questions/new', {
    title,
    body: 'word '.repeat(2_000),
    step: 'signIn',
  })
  expect(long.body).toMatch(/copy it from below.*word word <\/textarea>/s)
})

test('without scripts the first button shows answers on the page, and keeps what was typed', async () => {
  const { statusCode, body } = await town.form(
    'POST',
    '/questions/new',
    { title, body: 'All of it jams.', step: 'look', topics: ['keys', 'locks'] },
    town.cleo,
  )
  expect(statusCode).toBe(200)
  expect(body).toMatch(/1 thread may already help.*How do I rotate a key\?.*All of it jams\.<\/textarea>/s)
  expect(body).toMatch(/value="keys" checked/)
  expect(body.indexOf('See answers first')).toBeLessThan(body.indexOf('Ask the community</button>'))
})

test('a program is told the same', async () => {
  const { body } = await town.api('GET', `/questions/matches?${new URLSearchParams({ title })}`)
  expect(JSON.parse(body)).toMatchObject({
    matches: [{ id: town.asked.id, state: 'solved' }],
    topics: [{ slug: 'keys' }],
    space: { slug: 'the-square' },
  })
})
