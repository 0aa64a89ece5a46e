import { beforeEach, expect, test } from 'vitest'
import { testServer } from '#test/database.ts'
import { openTown, type Town } from '#test/town.ts'
import { editPost } from './posts.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})

const keep = (place: string, typed: object, as = town.cleo) =>
  town.app.inject({
    method: 'PUT',
    url: `/drafts/${encodeURIComponent(place)}`,
    payload: typed,
    headers: town.headersOf(as),
  })

test('a draft is kept, comes back in its form, and goes when it is sent', async () => {
  const place = `thread:${town.asked.id}`
  expect((await keep(place, { body: 'Half an answer', version: 0 })).json()).toMatchObject({ version: 1 })
  const page = await town.get(`/questions/${town.asked.id}/how-do-i-rotate-a-key`, town.cleo)
  expect(page.body).toContain('Half an answer</textarea>')
  expect(page.body).toContain('data-keep-draft-version-value="1"')
  expect((await town.api('GET', `/drafts/${place}`, undefined, town.cleo)).json()).toMatchObject({
    place,
    body: 'Half an answer',
    version: 1,
  })

  await town.form('POST', `/threads/${town.asked.id}/answers`, { body: 'A whole answer' }, town.cleo)
  expect((await town.api('GET', `/drafts/${place}`, undefined, town.cleo)).statusCode).toBe(404)
})

test('two devices never overwrite each other: the later one is shown what the other stored', async () => {
  await keep('ask', { title: 'On the desk', body: 'One', version: 0 })
  await keep('ask', { title: 'On the desk', body: 'One and two', version: 1 })
  const late = await keep('ask', { title: 'On the phone', body: 'Another', version: 1 })
  expect([late.statusCode, late.json()]).toMatchObject([
    409,
    { current: { version: 2, body: 'One and two' } },
  ])
  expect((await keep('ask', { title: 'On the phone', body: 'Another', version: 2 })).json()).toMatchObject({
    version: 3,
  })
  expect(
    (await town.api('PUT', '/drafts/ask', { body: 'By a program', version: 1 }, town.cleo)).json(),
  ).toMatchObject({ code: 'Outdated', current: { body: 'Another' } })
})

test.runIf(testServer)('of two devices that keep their first words at one moment, one is shown what the other stored', async () => {
  const answers = await Promise.all(['One', 'Two', 'Three'].map((body) => keep('ask', { body, version: 0 })))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
})

test('the list says what each belongs to and where to go on', async () => {
  await keep('ask', { title: 'Why is the key blue?', body: '', version: 0 })
  await keep(`thread:${town.talk.id}`, { body: 'The blue one', version: 0 })
  await keep(`comment:${town.given.id}`, { body: 'But why', version: 0 })
  await keep(`thread:999999`, { body: 'For nothing', version: 0 })

  const { body } = await town.get('/drafts', town.cleo)

  expect(body).toMatch(
    /A draft for something that is no longer there.*Comment in.*Reply in.*Why is the key blue\?.*A new question/s,
  )
  expect(body).toContain(`href="/posts/${town.given.id}/comments/new"`)
  expect(body).toContain('href="/questions/new"')
  expect((await town.form('DELETE', '/drafts/ask', {}, town.cleo)).headers.location).toBe('/drafts')
  expect((await town.api('GET', '/drafts', undefined, town.cleo)).json().drafts).toHaveLength(3)
  expect((await town.get('/drafts', town.bob)).body).toContain('No drafts')
})

test('a draft of an edit remembers the text it began from', async () => {
  const { bob, mo, given } = town
  await keep(`edit:${given.id}`, { body: 'My change', details: { base: '1' }, version: 0 }, bob)
  await editPost(mo, given.id, { body: 'The change of the team', version: 1, reason: '' })

  const page = await town.get(`/posts/${given.id}/edit`, bob)
  expect(page.body).toContain('My change</textarea>')
  expect(page.body).toContain('name="version" value="1"')
  const saved = await town.form('PATCH', `/posts/${given.id}`, { body: 'My change', version: '1' }, bob)
  expect([saved.statusCode, saved.body]).toEqual([
    409,
    expect.stringMatching(/Mo saved a change.*The change of the team/s),
  ])
})

test('the ask page is as it was left', async () => {
  await keep('ask', {
    title: 'Why is the key blue?',
    body: 'It was red.',
    details: {
      spaceId: String(town.square.id),
      topics: 'colours, keys',
      'topics:locks': true,
      kind: 'question',
    },
    version: 0,
  })
  const { body } = await town.get('/questions/new', town.cleo)
  expect(body).toMatch(/value="Why is the key blue\?".*It was red\.<\/textarea>/s)
  expect(body).toMatch(new RegExp(`<option[^>]*value="${town.square.id}"[^>]* selected`))
  expect(body).toContain('colours')
})

test('a guest has no drafts on the server', async () => {
  expect((await town.get('/drafts')).headers.location).toBe('/sign-in?to=%2Fdrafts')
  expect((await town.api('PUT', '/drafts/ask', { body: 'x' })).statusCode).toBe(401)
})
