/** A thread that somebody may not see is, for them, nowhere: no list, feed, count, search, address or notice knows it. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { type Method, openTown, type Town } from '#test/town.ts'
import { acceptAnswer } from './acceptance.ts'
import { linkThreads } from './asks.ts'

const canary = 'xylocanary'

let town: Town
let secret: { id: number; slug: string; openingId: number }
let inside: { id: number }

beforeEach(async () => {
  town = await openTown()
  const { mo, cleo, asked } = town
  // Numbers that stand nowhere else on a page, so that two answers can be compared.
  await town.database.script(
    'alter table thread alter column id restart with 700001; alter table post alter column id restart with 800001',
  )
  const room = await town.space({ name: 'Back room', see: 'team', ask: 'team', answer: 'team' })
  const colleague = await town.member('Kim', 'moderator')
  secret = await town.question(mo, {
    spaceId: room.id,
    title: `How do I rotate the ${canary} key?`,
    body: `The ${canary} is about to expire. @cleo`,
    topics: ['keys', canary],
  })
  inside = await town.answer(colleague, secret, `Ask the ${canary}. @cleo`)
  await town.comment(mo, inside, `The ${canary} said so.`)
  await acceptAnswer(mo, inside.id)
  await town.db.transaction().execute(async (db) => linkThreads({ ...mo, db }, asked.id, secret.id, 'linked'))
  // Whoever once could see it may still follow it.
  await town.db
    .insertInto('threadFollow')
    .values({ threadId: secret.id, memberId: cleo.viewer.id!, at: new Date() })
    .execute()
  await town.db
    .insertInto('follow')
    .values({ memberId: cleo.viewer.id!, kind: 'space', subjectId: room.id, level: 'watching', at: new Date() })
    .execute()
  await town.settle()
})

const viewers: [string, (town: Town) => Ctx | undefined][] = [
  ['a guest', () => undefined],
  ['a member', (town) => town.cleo],
  ['a champion', () => undefined],
]

describe.each(viewers)('for %s', (name, who) => {
  let as: Ctx | undefined
  beforeEach(async () => {
    as = name === 'a champion' ? await town.member('Chloe', 'champion') : who(town)
  })

  test('no page and no part of a page tells of it', async () => {
    const { asked } = town
    const urls = [
      '/',
      '/questions',
      '/questions?list=unanswered',
      '/questions?list=trending',
      '/questions?list=followed',
      '/settings/following',
      '/discussions',
      '/topics',
      '/topics?q=key',
      '/topics/keys',
      '/spaces/the-square',
      '/notifications',
      '/drafts',
      `/questions/${asked.id}/how-do-i-rotate-a-key`,
      '/members/mo/posts?tab=questions',
      '/members/mo',
      '/members/kim/posts',
      '/members/kim/posts?tab=accepted',
      '/search?q=rotate+key',
      '/questions/matches?title=How+do+I+rotate+the+key',
      '/questions/new?title=How+do+I+rotate+the+key',
      '/questions/new?space=back-room',
    ]
    for (const url of urls)
      expect((await town.get(url, as)).body, url).not.toMatch(new RegExp(`${canary}|back room`, 'i'))
    // A page repeats the words that were searched for.
    expect((await town.get(`/search?q=${canary}`, as)).body).not.toMatch(/rotate the|back room/i)
  })

  test('feeds are silent, even when the team asks for them', async () => {
    for (const url of [
      '/questions.atom',
      '/discussions.atom',
      '/topics/keys.atom',
      '/spaces/the-square.atom',
    ]) {
      expect((await town.get(url, as)).body, url).not.toContain(canary)
      expect((await town.get(url, town.mo)).body, url).not.toContain(canary)
    }
    for (const url of ['/spaces/back-room.atom', `/questions/${secret.id}.atom`])
      expect((await town.get(url, town.mo)).statusCode, url).toBe(404)
  })

  test('the API is silent, and counts do not count it', async () => {
    const { asked } = town
    for (const url of [
      '/threads',
      '/questions',
      '/questions?list=trending',
      '/topics',
      `/threads/${asked.id}`,
      '/members/mo/posts?tab=questions',
      '/questions/matches?title=How+do+I+rotate+the+key',
    ]) {
      expect((await town.api('GET', url, undefined, as)).body, url).not.toContain(canary)
    }
    const counted = async (ctx?: Ctx) =>
      (await town.api('GET', '/topics', undefined, ctx))
        .json()
        .rows.find((row: { slug: string }) => row.slug === 'keys').threads
    expect([await counted(as), await counted(town.mo)]).toEqual([1, 2])
    expect((await town.get('/questions', as)).body).toContain('1 asked')
    expect((await town.get('/questions', town.mo)).body).toContain('2 asked')
  })

  test('its addresses answer exactly as those of nothing', async () => {
    const none = 999_999
    const reading = [
      '/questions/ID',
      `/questions/ID/how-do-i-rotate-the-${canary}-key`,
      '/threads/ID/answer',
      '/threads/ID/answers',
      '/threads/ID/edit',
      '/threads/ID/closure',
      '/threads/ID/space',
      '/threads/ID/merge',
      '/threads/ID/split',
      '/questions/ID.atom',
    ]
    for (const url of reading) await expectSame('GET', url, secret.id, none)
    for (const url of [
      '/posts/ID',
      '/posts/ID/comments',
      '/posts/ID/comments/new',
      '/posts/ID/edit',
      '/posts/ID/history',
    ])
      await expectSame('GET', url, inside.id, none)
  })

  test('nothing can be done to it, and the refusal is the same as for nothing', async () => {
    const none = 999_999
    const fields = {
      body: 'Let me in',
      title: 'Let me in, please',
      version: '1',
      spaceId: String(town.square.id),
      kind: 'discussion',
      into: String(town.asked.id),
      posts: String(inside.id),
      postId: String(inside.id),
      reason: '',
      topics: '',
    }
    const ofThread: [Method, string][] = [
      ['POST', 'answers'],
      ['PUT', 'same'],
      ['DELETE', 'same'],
      ['PUT', 'following'],
      ['PUT', 'acceptance'],
      ['DELETE', 'acceptance'],
      ['PUT', 'closure'],
      ['DELETE', 'closure'],
      ['PUT', 'pin'],
      ['PUT', 'space'],
      ['POST', 'merge'],
      ['POST', 'split'],
      ['PUT', 'kind'],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', 'restoration'],
      ['POST', 'reading'],
    ]
    for (const [method, what] of ofThread)
      await expectSame(method, `/threads/ID${what && `/${what}`}`, secret.id, none, fields)
    const ofPost: [Method, string][] = [
      ['POST', 'comments'],
      ['PUT', 'helpful'],
      ['DELETE', 'helpful'],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', 'restoration'],
    ]
    for (const [method, what] of ofPost)
      await expectSame(method, `/posts/ID${what && `/${what}`}`, inside.id, none, fields)
  })

  async function expectSame(
    method: Method,
    url: string,
    hidden: number,
    none: number,
    fields?: Record<string, string>,
  ) {
    const at = (id: number) => url.replace('ID', String(id))
    const asked = async (id: number) => {
      const page = method === 'GET' ? await town.get(at(id), as) : await town.form(method, at(id), fields, as)
      const api = await town.api(method, at(id), method === 'GET' ? undefined : fields, as)
      return {
        page: [page.statusCode, blurred(page.body, id)],
        api: [api.statusCode, blurred(api.body, id)],
        location: page.headers.location && blurred(String(page.headers.location), id),
      }
    }
    const [real, missing] = [await asked(hidden), await asked(none)]
    expect(real, `${method} ${url}`).toEqual(missing)
    expect(real.page[0], `${method} ${url}`).toBeGreaterThanOrEqual(300)
  }
})

test('neither mention nor answer tells a member of it, in the inbox or by mail', async () => {
  const told = await town.get('/notifications', town.cleo)
  expect(told.body).not.toContain(canary)
  const mails = await town.db.selectFrom('mail').select(['subject', 'text']).execute()
  expect(JSON.stringify(mails)).not.toContain(canary)
})

const blurred = (body: string, id: number) =>
  body.replaceAll(String(id), 'ID').replace(/name="_key" value="[^"]+"/g, '')
