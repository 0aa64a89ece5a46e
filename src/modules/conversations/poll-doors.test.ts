import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { openHouse, type TestHouse } from '#test/house.ts'
import { changePoll, makePoll } from './polls.ts'
import { PollIn } from './poll-shapes.ts'

let house: TestHouse
let ada: { ctx: Ctx; email: string }
let bob: { ctx: Ctx; email: string }
let thread: { id: number; openingId: number; slug: string }
let path: string

beforeEach(async () => {
  house = await openHouse()
  ada = await house.person('Ada')
  bob = await house.person('Bob')
  thread = await house.world.question(ada.ctx, { title: 'When shall we meet next time?' })
  path = `/questions/${thread.id}/${thread.slug}`
})

const signedIn = async ({ email }: { email: string }) => {
  const browser = house.browser()
  await browser.get('/sign-in')
  await browser.signIn(email)
  return browser
}
const poll = (more: object = {}) => makePoll(ada.ctx, thread.openingId, PollIn.parse({ question: 'Which day?', options: 'Monday\nTuesday', ...more }))

test('a page that was opened before the poll was changed votes on nothing that it did not show', async () => {
  const { id } = await poll({ anonymous: true })
  const voter = await signedIn(bob)
  const version = /name="version" value="(\d+)"/.exec((await voter.get(path)).body)![1]!
  await changePoll(ada.ctx, id, { ...PollIn.parse({ question: 'Which day not?', options: 'Tuesday\nMonday' }), version: Number(version) })
  const refused = await voter.post(`/polls/${id}/ballot?_method=put`, { choices: '1', version })
  expect([refused.statusCode, refused.body.includes('Somebody else changed this poll meanwhile')]).toEqual([409, true])
  expect(await house.db.selectFrom('ballot').selectAll().execute()).toEqual([])
  expect((await voter.post(`/polls/${id}/ballot?_method=put`, { choices: '1', version: /name="version" value="(\d+)"/.exec(refused.body)![1]! })).statusCode).toBe(303)
})

describe('by plain forms', () => {
  test('a poll is asked for in the composer, made, voted in, changed and withdrawn', async () => {
    const browser = await signedIn(ada)
    expect((await browser.get(path)).body).toContain('name="goOn"')
    const posted = await browser.post(`/threads/${thread.id}/answers`, { body: 'Let us vote on the day.', goOn: 'poll' })
    expect(posted.headers.location).toMatch(/^\/posts\/\d+\/poll\/new$/)
    const form = await browser.get(String(posted.headers.location))
    expect(form.body).toContain('name="options"')
    const made = await browser.post(String(posted.headers.location).replace('/new', ''), { question: 'Which day?', options: 'Monday\r\n\r\nTuesday', way: 'multiple', most: '', results: 'always', closes: '' })
    expect(made.statusCode).toBe(303)
    const [, id] = /#poll-(\d+)$/.exec(String(made.headers.location))!
    const voter = await signedIn(bob)
    expect((await voter.get(path)).body).toContain(`/polls/${id}/ballot?_method=put`)
    expect((await voter.post(`/polls/${id}/ballot?_method=put`, { choices: ['1', '2'] })).statusCode).toBe(303)
    const seen = (await voter.get(path)).body
    expect(seen).toContain('Change your vote')
    expect(seen.match(/name="choices" value="\d" checked/g)).toHaveLength(2)
    await voter.post(`/polls/${id}/ballot?_method=put`, { choices: '2' })
    expect((await voter.get(path)).body.match(/name="choices" value="\d" checked/g)).toEqual(['name="choices" value="2" checked'])
    await voter.post(`/polls/${id}/ballot?_method=delete`, {})
    expect((await voter.get(path)).body).not.toContain('Change your vote')
  })

  test('a kept page shows nobody what somebody else voted', async () => {
    const { id } = await poll({ results: 'voted', anonymous: true })
    const cleo = await house.person('Cleo')
    const [one, other] = [await signedIn(bob), await signedIn(cleo)]
    for (const browser of [one, other, one, other]) expect((await browser.get(path)).body).toContain('Results are shown once you have voted')
    await one.post(`/polls/${id}/ballot?_method=put`, { choices: '2' })
    for (let time = 0; time < 2; time++) {
      const [mine, theirs] = [(await one.get(path)).body, (await other.get(path)).body]
      expect(mine).toContain('Your choice')
      expect(theirs).not.toContain('Your choice')
      expect(theirs).toContain('Results are shown once you have voted')
      expect(theirs).toContain('1 voter')
    }
  })

  test('what is wrong comes back with what was typed', async () => {
    const browser = await signedIn(ada)
    await browser.get(path)
    const answer = await browser.post(`/posts/${thread.openingId}/poll`, { question: 'Which day?', options: 'Monday', way: 'ranked' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Give at least two options')
    expect(answer.body).toContain('>Monday</textarea>')
    const { id } = await poll()
    const vote = await browser.post(`/polls/${id}/ballot?_method=put`, {})
    expect(vote.statusCode).toBe(422)
    expect(vote.body).toContain('Choose at least one option.')
  })

  test('a poll is edited, closed on its own page, and removed with a way back', async () => {
    const { id } = await poll({ closes: '2027-01-01T12:00' })
    const browser = await signedIn(ada)
    const edit = (await browser.get(`/polls/${id}/edit`)).body
    expect(edit).toContain('value="2027-01-01T12:00"')
    expect((await browser.post(`/polls/${id}?_method=patch`, { question: 'Which of these?', options: 'A day\nA night', version: '1' })).statusCode).toBe(303)
    expect((await browser.get(path)).body).toContain('Which of these?')
    expect((await browser.get(`/polls/${id}/closing`)).body).toContain('cannot be undone')
    const gone = await browser.post(`/polls/${id}?_method=delete`, {})
    expect((await browser.get(String(gone.headers.location))).body).toContain(`/polls/${id}/restoration`)
    expect((await browser.get(path)).body).not.toContain('Which of these?')
    await browser.post(`/polls/${id}/restoration`, {})
    await browser.post(`/polls/${id}/closing`, {})
    expect((await browser.get(path)).body).toContain('Closed')
    const file = await browser.get(`/polls/${id}/results.csv`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.headers['content-disposition']).toContain('attachment')
  })
})

test('guests read results and are led to sign in', async () => {
  const { id } = await poll()
  const page = (await house.app.inject({ url: path })).body
  expect(page).toContain('Which day?')
  expect(page).toContain('Sign in to vote')
  expect(page).not.toContain(`/polls/${id}/ballot`)
  expect((await house.app.inject({ method: 'PUT', url: `/api/v1/polls/${id}/ballot`, payload: { choices: [1] } })).statusCode).toBe(401)
})

test('words in a poll are words: nothing in them runs', async () => {
  await poll({ question: '<img src=x onerror=alert(1)>', options: ['<script>alert(1)</script>', '"><b>'] })
  const page = (await house.app.inject({ url: path })).body
  expect(page).not.toContain('<img src=x')
  expect(page).not.toContain('<script>alert')
})
