import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { inbox } from '#modules/notifications/queries.ts'
import { openSite, type Site } from '#test/site.ts'
import { bookmarkOf, bookmarks } from './bookmark-queries.ts'
import { bookmark, unbookmark } from './bookmarks.ts'
import { removePost } from './posts.ts'
import { remind, reminderAt } from './reminders.ts'
import { BookmarkIn } from './shapes.ts'

let site: Site
let ada: Ctx
let bob: Ctx
let thread: { id: number; slug: string; openingId: number }
let answer: { id: number }

beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada')
  bob = await site.member('Bob')
  thread = await site.question(ada)
  answer = await site.answer(ada, thread, 'Open the settings and choose Keys.')
})

const wish = (more: object = {}) => BookmarkIn.parse(more)
const listed = async (who: Ctx, q = '') => (await bookmarks(who, { q })).rows.map(({ postId, note }) => [postId, note])
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const reminders = async (who: Ctx) => (await inbox(who, { which: 'you', unread: false })).rows.filter(({ kind }) => kind === 'reminder').map(({ title }) => title)
const clock = (hours: number) => remind.run(site.at(site.guest, inHours(hours)), {})

describe('a bookmark', () => {
  test('is made once, changed, found by its note or text, and removed', async () => {
    await bookmark(bob, answer.id, wish({ note: 'For the handbook' }))
    await bookmark(bob, answer.id, wish())
    await bookmark(site.at(bob, inHours(1)), thread.openingId, wish())
    expect(await listed(bob)).toEqual([[thread.openingId, ''], [answer.id, 'For the handbook']])
    expect(await listed(bob, 'HANDBOOK')).toEqual([[answer.id, 'For the handbook']])
    expect(await listed(bob, 'settings and')).toHaveLength(1)
    expect(await listed(bob, '%')).toEqual([])
    expect(await listed(ada)).toEqual([])
    expect(await unbookmark(bob, answer.id)).toMatchObject({ note: 'For the handbook' })
    expect(await listed(bob)).toEqual([[thread.openingId, '']])
  })

  test('from many tabs at once is one', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => bookmark(bob, answer.id, wish())))
    expect(await listed(bob)).toHaveLength(1)
  })

  test('of what went out of sight is not there, and of what never was cannot be made', async () => {
    await bookmark(bob, answer.id, wish({ note: 'mine' }))
    await removePost(ada, answer.id)
    expect(await listed(bob)).toEqual([])
    const space = await site.space({ see: 'team', ask: 'team', answer: 'team' })
    const inside = await site.question(await site.member('Mo', 'administrator'), { spaceId: space.id })
    await expect(bookmark(bob, inside.openingId, wish())).rejects.toMatchObject({ status: 404 })
    await expect(bookmarkOf(bob, inside.openingId)).rejects.toMatchObject({ status: 404 })
    await unbookmark(bob, answer.id)
  })

  test('are twenty a day; changing one is none', async () => {
    const counted = { ...bob, config: { ...bob.config, limits: true } }
    for (let n = 0; n < 20; n++) {
      await bookmark(counted, answer.id, wish())
      await bookmark(counted, answer.id, wish({ note: 'again' }))
      await unbookmark(bob, answer.id)
    }
    await expect(bookmark(counted, answer.id, wish())).rejects.toMatchObject({ status: 429 })
  })

  test('are paged without a gap', async () => {
    const free = (who: Ctx) => ({ ...who, config: { ...who.config, limits: false } })
    const ids: number[] = []
    for (let n = 0; n < 45; n++) {
      const { id } = await site.answer(free(ada), thread, `Answer number ${n}.`)
      await bookmark(site.at(free(bob), inHours(n / 60 - 1)), id, wish())
      ids.push(id)
    }
    const seen: number[] = []
    let url: string | undefined = '/api/v1/bookmarks'
    while (url) {
      const page = (await site.get(url, bob)).json() as { rows: { postId: number }[]; next: string | null }
      seen.push(...page.rows.map(({ postId }) => postId))
      url = page.next ? `/api/v1/bookmarks?older=${page.next}` : undefined
    }
    expect(seen).toEqual(ids.reverse())
  })
})

describe('a reminder', () => {
  const berlin = 'Europe/Berlin'
  test.each([
    // A Sunday, ten in the morning in Berlin.
    ['2026-11-22T09:00:00Z', 'hour', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T09:00:00Z', 'evening', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22T18:00:00Z', 'evening', '2026-11-23T17:00:00.000Z'],
    ['2026-11-22T23:30:00Z', 'tomorrow', '2026-11-24T08:00:00.000Z'],
    ['2026-11-22T09:00:00Z', 'week', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T09:00:00Z', 'week', '2026-11-30T08:00:00.000Z'],
    // Clocks go forward in the night between.
    ['2026-03-28T12:00:00Z', 'tomorrow', '2026-03-29T07:00:00.000Z'],
    ['2026-12-31T12:00:00Z', 'tomorrow', '2027-01-01T08:00:00.000Z'],
  ] as const)('at %s for "%s" is at %s', (now, when, at) => {
    expect(reminderAt(when, { now: new Date(now), zone: berlin, date: '' })!.toISOString()).toBe(at)
  })

  test('at a time of one’s own is meant in one’s own zone; one that is over is refused', async () => {
    const now = new Date('2026-11-22T09:00:00Z')
    expect(reminderAt('date', { now, zone: 'Asia/Tokyo', date: '2026-12-01T08:30' })!.toISOString()).toBe('2026-11-30T23:30:00.000Z')
    for (const date of ['', '2026-11-22T08:00', '2040-01-01T00:00']) expect(() => reminderAt('date', { now, zone: 'UTC', date })).toThrow('problems:invalid')
  })

  test('arrives once, whoever looks and however often', async () => {
    await bookmark(bob, answer.id, wish({ note: 'Try this at home', remind: 'hour' }))
    await clock(0.5)
    expect(await reminders(bob)).toEqual([])
    await Promise.all([clock(2), clock(2), clock(2)])
    await clock(3)
    expect(await reminders(bob)).toEqual(['Try this at home'])
    expect((await site.facts()).filter((name) => name === 'bookmark.reminded')).toHaveLength(1)
    expect(await reminders(ada)).toEqual([])
  })

  test('is kept by a change of the note, moved by another choice, and taken back', async () => {
    await bookmark(bob, answer.id, wish({ remind: 'hour' }))
    await bookmark(bob, answer.id, wish({ note: 'later' }))
    expect((await bookmarkOf(bob, answer.id)).bookmark!.remindAt).not.toBeNull()
    await clock(2)
    await bookmark(bob, answer.id, wish({ remind: 'date', date: inHours(5).toISOString() }))
    await clock(6)
    expect(await site.db.selectFrom('notification').select('id').where('kind', '=', 'reminder').execute()).toHaveLength(2)
    await bookmark(bob, answer.id, wish({ remind: 'hour' }))
    await bookmark(bob, answer.id, wish({ remind: 'never' }))
    await clock(9)
    expect(await site.db.selectFrom('notification').select('id').where('kind', '=', 'reminder').execute()).toHaveLength(2)
  })

  test('of what is out of sight by then does not arrive', async () => {
    const gone = await site.answer(ada, thread, 'To be removed.')
    await bookmark(bob, gone.id, wish({ remind: 'hour' }))
    await removePost(ada, gone.id)
    const space = await site.space({ name: 'Inner' })
    const inner = await site.question(ada, { spaceId: space.id })
    await bookmark(bob, inner.openingId, wish({ remind: 'hour' }))
    await site.db.updateTable('space').set({ see: 'team' }).where('id', '=', space.id).execute()
    await clock(2)
    expect(await site.db.selectFrom('notification').select('id').where('kind', '=', 'reminder').execute()).toEqual([])
  })
})

describe('at its addresses', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const csrf = '_csrf=a-token-of-the-tests-for-forms-0'
  const send = (url: string, payload: string, who = bob) => site.app.inject({ method: 'POST', url, headers: { ...site.headersOf(who), ...form }, payload: `${csrf}&${payload}` })

  test('plain forms mark, note, remove and bring back', async () => {
    expect((await site.get('/bookmarks', bob)).body).toContain('Nothing marked yet')
    expect((await send(`/posts/${answer.id}/bookmark?_method=put`, '')).statusCode).toBe(303)
    expect((await site.get(`/posts/${answer.id}/bookmark`, bob)).body).toContain('Change the bookmark')
    const saved = await send(`/posts/${answer.id}/bookmark?_method=put`, 'note=For+later&remind=tomorrow&zone=Europe%2FBerlin&date=&to=%2Fbookmarks')
    expect(saved.headers.location).toBe('/bookmarks')
    expect((await site.get('/bookmarks', bob)).body).toContain('For later')
    const removed = await send(`/posts/${answer.id}/bookmark?_method=delete`, 'q=')
    const page = (await site.get(String(removed.headers.location), bob)).body
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!
    expect(page).toContain('The bookmark was removed.')
    await send(`/posts/${answer.id}/bookmark?_method=put`, `note=${field('note')}&remind=${field('remind')}&date=${encodeURIComponent(field('date'))}&to=%2Fbookmarks`)
    expect((await bookmarkOf(bob, answer.id)).bookmark).toMatchObject({ note: 'For later', remindAt: expect.any(Date) })
    const wrong = await send(`/posts/${answer.id}/bookmark?_method=put`, 'note=Kept&remind=date&date=')
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="Kept"')
  })

  test('a kept page shows each their own marks, and guests none', async () => {
    const path = `/questions/${thread.id}/${thread.slug}`
    for (const who of [ada, bob, ada, bob]) expect((await site.get(path, who)).body).not.toContain('i-bookmark-check')
    await bookmark(bob, answer.id, wish())
    for (let time = 0; time < 2; time++) {
      expect((await site.get(path, bob)).body).toContain('i-bookmark-check')
      expect((await site.get(path, ada)).body).not.toContain('i-bookmark-check')
    }
    expect((await site.get(path)).body).not.toContain('/bookmark')
    expect((await site.app.inject({ method: 'PUT', url: `/api/v1/posts/${answer.id}/bookmark` })).statusCode).toBe(401)
  })
})
