import { beforeEach, describe, expect, test } from 'vitest'
import { openTown, type Town } from '#test/town.ts'
import { acceptAnswer } from './acceptance.ts'
import { closeThread, removeThread } from './curation.ts'
import { mergeThread } from './merging.ts'
import { editPost } from './posts.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})

describe('a thread', () => {
  test('shows the accepted answer under the question, who chose it, and the others after it', async () => {
    const { ada, cleo, asked, given } = town
    await town.answer(cleo, asked, 'Or call the locksmith.')
    await acceptAnswer(ada, given.id)

    const { body } = await town.get(`/questions/${asked.id}/${asked.slug}`, cleo)

    expect(body).toMatch(
      /Accepted answer.*Ada chose it.*Open the settings.*1 other answer.*Or call the locksmith.*Your answer/s,
    )
    expect(body).toContain(
      `<link rel="canonical" href="http://localhost:3000/questions/${asked.id}/how-do-i-rotate-a-key"`,
    )
    expect(body).toContain(`type="application/atom+xml" href="/questions/${asked.id}.atom"`)
  })

  test('describes itself to search engines, which come as guests', async () => {
    const { ada, asked, given } = town
    await acceptAnswer(ada, given.id)
    const { body } = await town.get(`/questions/${asked.id}/${asked.slug}`)
    for (const said of ['"@type":"QAPage"', '"acceptedAnswer":{"@type":"Answer"', '"@type":"BreadcrumbList"', 'property="og:description" content="The old one is about to expire."']) expect(body).toContain(said)
  })

  test.each([
    ['without its words', (id: number) => `/questions/${id}`, ''],
    ['with old words', (id: number) => `/questions/${id}/another-title`, ''],
    ['as the other kind', (id: number) => `/discussions/${id}/how-do-i-rotate-a-key`, ''],
    ['by its number alone', (id: number) => `/threads/${id}`, ''],
    ['with a query', (id: number) => `/questions/${id}?sort=newest`, '?sort=newest'],
  ])('asked for %s leads to its one address', async (_how, url, query) => {
    const { statusCode, headers } = await town.get(url(town.asked.id))
    expect([statusCode, headers.location]).toEqual([
      301,
      `/questions/${town.asked.id}/how-do-i-rotate-a-key${query}`,
    ])
  })

  test('that was merged leads to where it went, for pages and programs', async () => {
    const { mo, asked, talk } = town
    await mergeThread(mo, asked.id, talk.id)
    const { headers } = await town.get(`/questions/${asked.id}/how-do-i-rotate-a-key`)
    expect(headers.location).toBe(`/discussions/${talk.id}/which-key-do-you-like-best`)
    expect((await town.api('GET', `/threads/${asked.id}`)).json()).toMatchObject({ id: talk.id })
  })

  test('that was removed is not there, but for the team, who can bring it back', async () => {
    const { mo, ada, asked } = town
    await removeThread(mo, asked.id)
    const url = `/questions/${asked.id}/how-do-i-rotate-a-key`
    expect((await town.get(url, ada)).statusCode).toBe(404)
    const { body, statusCode } = await town.get(url, mo)
    expect(statusCode).toBe(200)
    expect(body).toMatch(/Mo removed this on.*Bring it back/s)
    expect(body).toContain('<meta name="robots" content="noindex"')
  })

  test('that is closed says why, and takes no words but of the team', async () => {
    const { mo, cleo, asked } = town
    await closeThread(mo, asked.id, 'See the new guide.')
    const url = `/questions/${asked.id}/how-do-i-rotate-a-key`
    expect((await town.get(url, cleo)).body).toMatch(/See the new guide\..*takes no new words/s)
    expect((await town.get(url, mo)).body).toContain('Post answer')
    const refused = await town.form(
      'POST',
      `/threads/${asked.id}/answers`,
      { body: 'What I wrote meanwhile' },
      cleo,
    )
    expect([refused.statusCode, refused.body]).toEqual([
      403,
      expect.stringContaining('What I wrote meanwhile'),
    ])
  })

  test('tells a program what its viewer may do', async () => {
    const { ada, cleo, asked } = town
    const seen = async (as?: typeof ada) =>
      (await town.api('GET', `/threads/${asked.id}`, undefined, as)).json()
    expect((await seen(ada)).may).toMatchObject({
      answer: true,
      accept: true,
      edit: true,
      same: false,
      pin: false,
    })
    expect((await seen(cleo)).may).toMatchObject({ answer: true, accept: false, edit: false, same: true })
    expect(await seen()).toMatchObject({
      may: { answer: false, follow: false },
      answers: [{ kind: 'answer', author: { name: 'Bob' }, comments: [] }],
      next: null,
    })
  })
})

describe('a text that does not fit', () => {
  test.each([
    ['an answer', (town: Town) => `/threads/${town.asked.id}/answers`],
    ['a comment', (town: Town) => `/posts/${town.given.id}/comments`],
  ])('is kept in the form of %s, with the reason', async (_what, url) => {
    const long = `${'words and '.repeat(3_300)}the end`
    const { statusCode, body } = await town.form('POST', url(town), { body: long }, town.cleo)
    expect(statusCode).toBe(422)
    expect(body).toContain('longer than 32,000 letters')
    expect(body).toContain('the end</textarea>')
  })

  test('is kept in a question, with everything else that was typed', async () => {
    const typed = {
      title: 'Short',
      body: 'My whole story',
      spaceId: String(town.square.id),
      topics: ['keys', 'locks, doors'],
    }
    const { statusCode, body } = await town.form('POST', '/questions', typed, town.cleo)
    expect(statusCode).toBe(422)
    expect(body).toMatch(/value="Short".*My whole story<\/textarea>/s)
    expect(body).toContain('at least ten letters')
    expect(body).toMatch(/value="(keys, )?locks, doors"/)
  })

  test('is kept in an edit, and a program is told which field', async () => {
    const edit = { title: 'No', body: 'Kept words', topics: '', version: '1' }
    const { statusCode, body } = await town.form('PATCH', `/threads/${town.asked.id}`, edit, town.ada)
    expect([statusCode, body]).toEqual([422, expect.stringContaining('Kept words</textarea>')])
    const problem = await town.api('PATCH', `/threads/${town.asked.id}`, edit, town.ada)
    expect(problem.json()).toMatchObject({
      status: 422,
      code: 'Invalid',
      fields: { title: expect.stringContaining('ten letters') },
    })
  })
})

describe('parts for frames', () => {
  test('all comments take the place of the first ones', async () => {
    const { cleo, given } = town
    for (let number = 1; number <= 7; number++)
      await town.comment(town.at(cleo, new Date(Date.now() + number * 6_000)), given, `Remark ${number}`)
    const { body } = await town.get(`/questions/${town.asked.id}/how-do-i-rotate-a-key`)
    expect(body).toContain('Show 2 more comments')
    expect(body).not.toContain('Remark 6')
    const all = await town.frame(`/posts/${given.id}/comments`, `all-comments-${given.id}`)
    expect(all.body).toMatch(new RegExp(`<turbo-frame id="all-comments-${given.id}".*Remark 7`, 's'))
    expect((await town.api('GET', `/posts/${given.id}/comments`)).json().comments).toHaveLength(7)
  })

  test('the form for a comment comes alone for a frame, with its post for a page', async () => {
    const url = `/posts/${town.given.id}/comments/new`
    expect((await town.frame(url, `comment-on-${town.given.id}`, town.cleo)).body).toMatch(
      /^<turbo-frame id="comment-on-\d+">.*Post comment/s,
    )
    expect((await town.get(url, town.cleo)).body).toMatch(/<!doctype html>.*Open the settings.*Post comment/s)
    expect((await town.get(url)).headers.location).toBe(`/sign-in?to=${encodeURIComponent(url)}`)
  })

  test('the accepted or best answer can be read in place', async () => {
    const { body } = await town.frame(`/threads/${town.asked.id}/answer`, `answer-${town.asked.id}`)
    expect(body).toMatch(/^<turbo-frame id="answer-\d+".*Open the settings.*Bob, most helpful answer so far/s)
    expect((await town.api('GET', `/threads/${town.asked.id}/answer`)).json()).toMatchObject({
      thread: { id: town.asked.id },
      answer: { id: town.given.id },
    })
  })

  test('a preview is drawn as the post will be', async () => {
    const { body } = await town.post('/preview', { body: 'Turn it **left**<script>alert(1)</script>' })
    expect(body).toContain('<strong>left</strong>')
    expect(body).not.toContain('<script>alert')
    expect((await town.api('POST', '/preview', { body: '_x_' })).json()).toMatchObject({
      html: expect.stringContaining('<em>x</em>'),
    })
  })
})

test('the history shows every text, with what changed', async () => {
  const { bob, given } = town
  await editPost(bob, given.id, {
    body: 'Open the settings and choose Locks.',
    version: 1,
    reason: 'new menu',
  })
  const { body } = await town.get(`/posts/${given.id}/history`)
  expect(body).toMatch(/Version 2.*shown now.*new menu.*<del>.*Keys.*<ins>.*Locks.*First version/s)
  expect((await town.api('GET', `/posts/${given.id}/history`)).json().revisions).toMatchObject([
    { number: 2, reason: 'new menu' },
    { number: 1 },
  ])
})
