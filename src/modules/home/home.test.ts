import { beforeEach, describe, expect, test } from 'vitest'
import { openSite, type Site } from '#test/site.ts'
import type { Ctx } from '#platform/ctx.ts'
import { changeSettings } from '#modules/community/index.ts'
import { acceptAnswer, follow, followAll, voteHelpful } from '#modules/conversations/index.ts'
import { figures } from './figures.ts'
import { memberHome } from './member-queries.ts'

let site: Site
let [ada, bob]: Ctx[] = []
const hour = 3_600_000

beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada Byron')
  bob = await site.member('Bob Marsh')
})

describe('the door', () => {
  test('of an empty community says what will be here, and shows no hollow figures', async () => {
    const { body, statusCode } = await site.get('/')
    expect(statusCode).toBe(200)
    expect(body).toContain('The shelves are still empty')
    expect(body).toContain('action="/search"')
    expect(body).not.toContain('Typical first answer')
    expect(body).not.toContain('Answered today')
    expect(body).not.toMatch(/ style="|<script>|home:\w/)
  })

  test('shows what was asked, what helped, how it goes and who looks after it', async () => {
    const ingrid = await site.member('Ingrid Solheim', 'community_manager')
    const admin = await site.member('Vera', 'administrator')
    await changeSettings(admin, { company: 'Brackenhus', tagline: 'Ask the people who live with it.' })
    const asked = new Date(Date.now() - 2 * hour)
    const thread = await site.question(site.at(ada!, asked), {
      title: 'How loud is it at night?',
      body: 'In the garden.',
    })
    const answer = await site.answer(
      site.at(bob!, new Date(asked.getTime() + 31 * 60_000)),
      thread,
      'Thirty-four decibels, measured.',
    )
    await acceptAnswer(ada!, answer.id)
    for (const each of [ada!, ingrid]) await voteHelpful(each, answer.id)
    const other = await site.question(bob!, { title: 'Where does the sensor go?' })
    await voteHelpful(
      ada!,
      (
        await site.db
          .selectFrom('post')
          .select('id')
          .where('threadId', '=', other.id)
          .executeTakeFirstOrThrow()
      ).id,
    )
    const { body } = await site.get('/')
    for (const words of [
      'Ask the people who live with it.',
      'What people find useful this week',
      'Helped 2 people this week',
      'Answered in 31 min',
      'Thirty-four decibels',
      'Just asked',
      'Where does the sensor go?',
      'Ingrid, your host here',
      '2 questions, 50\u00a0% answered',
      'of 2 asked in the last 24 hours',
      'from 1 question, last 7 days',
      '1 still waiting',
      'of 1 accepted answer, last 30 days',
    ])
      expect(body).toContain(words)
  })
})

test('home is not an empty room for somebody who has muted all there is', async () => {
  await site.question(ada!)
  await followAll(bob!, 'space', site.square.id, 'muted')
  const home = await memberHome(bob!)
  expect([home.anything, home.couldAnswer]).toEqual([true, []])
})

test('figures count what happened, and nothing that the viewer may not see', async () => {
  const mo = await site.member('Mo', 'moderator')
  const room = await site.space({ name: 'Back room', see: 'team', ask: 'team', answer: 'team' })
  await site.question(mo, { spaceId: room.id })
  for (const minutes of [10, 20, 60]) {
    const asked = new Date(Date.now() - 3 * hour)
    const thread = await site.question(site.at(ada!, asked))
    const answer = await site.answer(
      site.at(minutes === 60 ? mo : bob!, new Date(asked.getTime() + minutes * 60_000)),
      thread,
    )
    await acceptAnswer(ada!, answer.id)
  }
  expect(await figures(site.guest)).toMatchObject({
    questions: 3,
    threads: 3,
    askedToday: 3,
    answeredToday: 3,
    firstResponseMinutes: 20,
    responded: 3,
    stillWaiting: 0,
    solved: 3,
    accepted: 3,
    acceptedOfPeers: 2,
  })
  expect(await figures(mo)).toMatchObject({ questions: 4, stillWaiting: 1 })
})

describe("a member's home", () => {
  test('of an empty community leads to the first question, and the team to bringing one over', async () => {
    expect((await site.get('/', ada)).body).toContain('Ask the first question')
    expect((await site.get('/', ada)).body).not.toContain('/admin/import')
    expect((await site.get('/', await site.member('Vera', 'administrator'))).body).toContain(
      'href="/admin/import"',
    )
  })

  test('tells what moved on in what they follow', async () => {
    const thread = await site.question(site.at(bob!, new Date(Date.now() - hour)), {
      title: 'A thread that Ada follows',
    })
    await follow(ada!, thread.id, 'watching')
    await site.answer(site.at(bob!, new Date(Date.now() + 1000)), thread, 'News from Bob.')
    const { news, unread } = await memberHome(ada!)
    expect(news).toMatchObject([
      {
        title: 'A thread that Ada follows',
        fresh: 1,
        last: { author: { name: 'Bob Marsh' }, excerpt: 'News from Bob.' },
      },
    ])
    expect(unread).toBe(1)
    const { body } = await site.get('/', ada)
    expect(body).toContain('One thing you follow has moved on.')
    expect(body).toContain('Bob:')
  })

  test('marks all read, and leads back to where it was pressed', async () => {
    const before = new Date(Date.now() - hour)
    const thread = await site.question(site.at(bob!, before), { title: 'A thread that Ada follows' })
    await follow(ada!, thread.id, 'watching')
    await site.answer(site.at(bob!, new Date()), thread, 'News from Bob.')

    const { body } = await site.get('/', ada)
    const pressed = /<form[^>]*action="\/threads\/reading".*?<\/form>/s.exec(body)![0]
    const to = /name="to" value="([^"]*)"/.exec(pressed)?.[1]
    const answer = await site.post('/threads/reading', `to=${encodeURIComponent(to ?? '')}` as never, ada, {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(answer.headers.location).toMatch(/^\/\?read=\d+$/)
    expect((await site.get('/', ada)).body).not.toContain('News from Bob.')
  })

  test('offers questions that fit what they know, and says why', async () => {
    const solved = await site.question(bob!, { title: 'A noise in the loft', topics: ['noise'] })
    await acceptAnswer(bob!, (await site.answer(ada!, solved)).id)
    await site.db
      .updateTable('member')
      .set({ expertise: ['heat-curve'], products: ['Moss 8'] })
      .where('id', '=', ada!.viewer.id!)
      .execute()
    const cleo = await site.member('Cleo')
    await site.question(cleo, { title: 'Another noise at night', topics: ['noise'] })
    await site.question(cleo, { title: 'A curve that is too steep', topics: ['heat-curve'] })
    await site.question(cleo, { title: 'Nothing that anybody knows' })
    await site.question(ada!, { title: 'My own open question', topics: ['noise'] })
    const { couldAnswer, tookAdvice } = await memberHome(ada!)
    expect(couldAnswer.map(({ title, reason }) => [title, reason])).toEqual([
      ['A curve that is too steep', { topic: 'heat-curve' }],
      ['Another noise at night', { solved: 1, topic: 'noise' }],
      ['Nothing that anybody knows', null],
    ])
    expect(tookAdvice).toEqual(['Bob'])
    const { body } = await site.get('/', ada)
    expect(body).toContain('Bob took your advice.')
    expect(body).toContain('You solved one like this: noise')
  })

  test('reminds of answers that wait to be accepted, of drafts, and of the first five steps', async () => {
    const thread = await site.question(ada!, { title: 'Is a buffer tank worth it?' })
    await site.answer(bob!, thread)
    await site.db
      .insertInto('draft')
      .values({ memberId: ada!.viewer.id!, place: `thread:${thread.id}`, body: 'Begun.' } as never)
      .execute()
    const { body } = await site.get('/', ada)
    expect(body).toContain('Your question has an answer.')
    expect(body).toContain('Accept an answer')
    expect(body).toContain('Begun, not sent')
    expect(body).toContain('1 of 5 done')
    expect(body).toContain('Bob Marsh')
  })

  test('offers nothing that they may not answer', async () => {
    const mo = await site.member('Mo', 'moderator')
    const news = await site.space({ name: 'Announcements', ask: 'team', answer: 'team' })
    await site.question(mo, { title: 'Only the team answers here', spaceId: news.id })
    expect((await memberHome(ada!)).couldAnswer).toEqual([])
  })
})

test('a canary in a room of the team is nowhere at the front', async () => {
  const mo = await site.member('Mo', 'moderator')
  const room = await site.space({ name: 'Aviary', see: 'team', ask: 'team', answer: 'team' })
  const thread = await site.question(mo, {
    title: 'Canarybird sings at dawn',
    body: 'Canarybird.',
    spaceId: room.id,
    topics: ['canarybird'],
  })
  const answer = await site.answer(mo, thread, 'Canarybird again.')
  await voteHelpful(await site.member('Nina', 'moderator'), answer.id)
  await site.settle()
  for (const as of [undefined, ada]) {
    for (const url of [
      '/',
      '/about',
      '/sitemap.xml',
      '/sitemaps/pages.xml',
      '/api/v1/spaces',
      '/robots.txt',
      '/manifest.webmanifest',
    ]) {
      const { body, statusCode } = await site.get(url, as)
      expect(statusCode, url).toBe(200)
      expect(body, url).not.toMatch(/canarybird|aviary/i)
    }
  }
  expect((await site.get('/sitemaps/questions-1.xml', mo)).statusCode).toBe(404)
  expect((await site.get('/api/v1/spaces', mo)).body).toContain('Aviary')
})

test('what keys do stands on a page, in the part that the sheet takes', async () => {
  for (const as of [undefined, ada]) {
    const { body } = await site.get('/shortcuts', as)
    expect(body).toContain('Keyboard shortcuts')
    expect(body.indexOf('data-needs=".f-composer"')).toBeGreaterThan(body.indexOf('id="shortcuts"'))
  }
})
