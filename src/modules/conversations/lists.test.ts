import { beforeEach, describe, expect, test } from 'vitest'
import { openTown, type Town } from '#test/town.ts'
import { acceptAnswer } from './acceptance.ts'
import { pinThread, removeThread } from './curation.ts'
import { follow } from './follows.ts'
import { readsWritten } from './reads.ts'

let town: Town
beforeEach(async () => {
  town = await openTown()
})

const minute = 60_000
const later = (minutes: number) => new Date(Date.now() + minutes * minute)
const titles = (body: string) =>
  [...body.matchAll(/class="f-row-title"><a href="[^"]+">([^<]+)/g)].map((match) => match[1])
const rows = async (url: string, as?: Parameters<Town['get']>[1]) =>
  (await town.api('GET', url, undefined, as)).json().rows.map((row: { title: string }) => row.title)

describe('a list', () => {
  test('is latest, unanswered, trending or followed', async () => {
    const { cleo, ada, asked } = town
    await town.question(town.at(ada, later(1)), { title: 'Nobody has answered this' })
    await follow(cleo, asked.id, 'watching')
    expect(await rows('/questions')).toEqual(['Nobody has answered this', 'How do I rotate a key?'])
    expect(await rows('/questions?list=unanswered')).toEqual(['Nobody has answered this'])
    expect(await rows('/questions?list=trending')).toHaveLength(2)
    expect(await rows('/questions?list=followed', cleo)).toEqual(['How do I rotate a key?'])
    expect(await rows('/questions?list=followed')).toEqual([])
    expect(await rows('/discussions')).toEqual(['Which key do you like best?'])
    expect(await rows('/threads')).toHaveLength(3)
    expect((await town.get('/questions?list=nonsense')).statusCode).toBe(200)
  })

  test('is narrowed by space and topic; a synonym leads to its topic', async () => {
    const { ada, mo } = town
    const shed = await town.space({ name: 'The shed' })
    await town.question(ada, { spaceId: shed.id, title: 'Where is the spade now?', topics: ['tools'] })
    expect(await rows('/questions?space=the-shed')).toEqual(['Where is the spade now?'])
    expect(await rows('/questions?topic=keys')).toEqual(['How do I rotate a key?'])
    expect((await town.get('/questions?space=nowhere')).statusCode).toBe(404)
    await town.db.insertInto('topicSynonym').values({ slug: 'locks', topicId: 1 }).execute()
    expect((await town.get('/topics/locks')).headers.location).toBe('/topics/keys')
    expect(titles((await town.get('/topics/keys', mo)).body)).toEqual(['How do I rotate a key?'])
    expect((await town.get('/topics?q=lock')).body).toContain('href="/topics/keys"')
  })

  test('of a space has what is pinned on top, once', async () => {
    const { ada, mo, asked } = town
    await town.question(town.at(ada, later(1)), { title: 'Nobody has answered this' })
    await pinThread(mo, asked.id, true)
    const { body } = await town.get('/spaces/the-square')
    expect(titles(body)).toEqual([
      'How do I rotate a key?',
      'Nobody has answered this',
      'Which key do you like best?',
    ])
    expect(body).toContain('Pinned')
  })

  test('offers to bring back what was just removed', async () => {
    await removeThread(town.mo, town.asked.id)
    const { body } = await town.get(`/spaces/the-square?undo=${town.asked.id}`, town.mo)
    expect(body).toContain(`action="/threads/${town.asked.id}/restoration"`)
    expect(titles(body)).toEqual(['Which key do you like best?'])
  })

  test('goes on by keyset, complete and without doubles, while new threads arrive', async () => {
    const { ada } = town
    for (let number = 0; number < 60; number++) {
      await town.db
        .insertInto('thread')
        .values({
          kind: 'question',
          spaceId: town.square.id,
          authorId: ada.viewer.id!,
          title: `Number ${number}`,
          slug: `number-${number}`,
          createdAt: later(-number - 1),
          activeAt: later(-number - 1),
        })
        .execute()
    }
    await town.database.script(
      `insert into post (thread_id, kind, author_id, body, html, created_at) select id, 'opening', author_id, '', '', created_at from thread where title like 'Number %'`,
    )
    const seen: string[] = []
    let url: string | null = '/questions'
    while (url) {
      const page: { rows: { title: string }[]; next: string | null } = (await town.api('GET', url)).json()
      seen.push(...page.rows.map((row) => row.title))
      await town.question(town.at(ada, later(5 + seen.length)), { title: `Just arrived ${seen.length}` })
      url = page.next && `/questions?older=${page.next}`
    }
    expect(seen).toEqual([
      'How do I rotate a key?',
      ...Array.from({ length: 60 }, (_, number) => `Number ${number}`),
    ])

    const first = await town.get('/questions')
    const [, id, key] = /<turbo-frame id="(older-([^"]+))">/.exec(first.body)!
    const more = await town.frame(`/questions?older=${key}`, id!)
    expect(more.body).toMatch(
      new RegExp(`^<turbo-frame id="${id}"><turbo-frame id="rows-[^"]+" target="_top">`),
    )
    expect(more.body).not.toContain('<html')
  })
})

describe('unread', () => {
  test('is what others wrote since; opening a thread reads it, pointing at it does not', async () => {
    const { cleo, bob, asked } = town
    const url = `/questions/${asked.id}/how-do-i-rotate-a-key`
    const isUnread = async () => (await town.get('/questions', cleo)).body.includes('f-row is-unread')
    await town.get(url, cleo)
    await readsWritten(town.guest)
    expect(await isUnread()).toBe(false)

    await town.answer(town.at(bob, later(1)), asked, 'One more thing')
    await town.settle()
    expect(await isUnread()).toBe(true)
    await town.get(url, cleo, { 'x-sec-purpose': 'prefetch' })
    await town.get(`/questions/${asked.id}`, cleo)
    await town.get(url, cleo, { 'sec-fetch-dest': 'image' })
    await readsWritten(town.guest)
    expect(await isUnread()).toBe(true)

    const { body } = await town.get(url, cleo)
    expect(body).toContain('1 new since you read it')
    expect(body).toMatch(/href="[^"]+\?post=(\d+)#post-\1"[^>]*>1 new since/)
  })

  test('ends for everything at once', async () => {
    await town.answer(town.at(town.bob, later(-0.01)), town.asked)
    expect((await town.get('/questions', town.ada)).body).toContain('Mark all read')
    expect(
      (await town.form('POST', '/threads/reading', { to: '//evil.example' }, town.ada)).headers.location,
    ).toMatch(/^\/questions\?read=\d+$/)
    expect((await town.get('/questions', town.ada)).body).not.toContain('is-unread')
  })
})

test('what a member wrote, by tabs, for a frame and for a page', async () => {
  const { ada, asked, given } = town
  await acceptAnswer(ada, given.id)
  const { body } = await town.frame('/members/bob/posts', 'member-posts')
  expect(body).toMatch(/^<turbo-frame id="member-posts">.*How do I rotate a key\?.*Open the settings/s)
  expect((await town.get('/members/bob/posts?tab=accepted')).body).toMatch(
    /<!doctype html>.*How do I rotate a key\?/s,
  )
  expect((await town.api('GET', '/members/ada/posts?tab=questions')).json()).toMatchObject({
    rows: [{ threadId: asked.id, acceptedPostId: given.id }],
    next: null,
  })
  expect((await town.get('/members/ada/posts?tab=answers')).body).toContain('Ada has not answered anything')
  expect((await town.get('/members/nobody/posts')).statusCode).toBe(404)
})

test('feeds are Atom, escaped, and permanent in their ids', async () => {
  const { ada, asked } = town
  await town.question(ada, {
    title: 'Is <b> & "quoted" text safe?',
    body: '<script>alert(1)</script> & more',
  })
  const { body, headers } = await town.get('/questions.atom')
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
  expect(body).toContain('<title>Is &lt;b&gt; &amp; &quot;quoted&quot; text safe?</title>')
  expect(body).toContain(`<id>http://localhost:3000/threads/${asked.id}</id>`)
  expect((await town.get(`/questions/${asked.id}.atom`)).body).toContain('<title>Bob answered</title>')
  for (const url of ['/discussions.atom', '/spaces/the-square.atom', '/topics/keys.atom'])
    expect((await town.get(url)).body, url).toContain('<entry>')
  for (const url of [
    `/discussions/${asked.id}.atom`,
    '/spaces/nowhere.atom',
    '/topics/nothing.atom',
    '/questions/x.atom',
  ])
    expect((await town.get(url)).statusCode, url).toBe(404)
})
