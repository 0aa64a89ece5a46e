/** A thread of 5,000 replies is read like one of five: a page at a time, each reply once, from any place in it. */
import { beforeEach, expect, test } from 'vitest'
import { openTown, type Town } from '#test/town.ts'
import { readsWritten } from './reads.ts'

const replies = 5_000
let town: Town
beforeEach(async () => {
  town = await openTown()
  const { talk, bob } = town
  // Some at the same moment, some with the same score: neither may hide or repeat one.
  await town.database.script(`insert into post (thread_id, kind, author_id, body, html, created_at, score, helpful_count)
    select ${talk.id}, 'reply', ${bob.viewer.id}, 'Reply ' || n, '<p>Reply ' || n || '</p>', timestamptz '2026-01-01' + (n / 3) * interval '1 minute' + (n % 3) * interval '200 microseconds', n % 7, n % 7
    from generate_series(1, ${replies}) n; update thread set answer_count = ${replies} where id = ${talk.id}; analyze post`)
})

const number = (html: string) => Number(/Reply (\d+)/.exec(html)?.[1])

test.each(['oldest', 'newest', 'helpful'] as const)(
  'sorted by %s every reply comes once, in order',
  async (sort) => {
    const seen: number[] = []
    let after = ''
    for (let page = 0; page <= replies / 20; page++) {
      const { answers, next } = (
        await town.api('GET', `/threads/${town.talk.id}/answers?sort=${sort}${after}`)
      ).json()
      seen.push(...answers.map((answer: { body: string }) => number(answer.body)))
      if (!next) break
      after = `&after=${next}`
    }
    expect(seen).toHaveLength(replies)
    expect(new Set(seen).size).toBe(replies)
    const score = (each: number) => each % 7
    const inOrder = seen.every((each, index) => {
      const before = seen[index - 1]
      if (before === undefined) return true
      if (sort === 'helpful')
        return score(before) > score(each) || (score(before) === score(each) && before < each)
      return sort === 'oldest'
        ? Math.floor(before / 3) <= Math.floor(each / 3)
        : Math.floor(before / 3) >= Math.floor(each / 3)
    })
    expect(inOrder).toBe(true)
  },
)

test('it opens with the first twenty, however many there are', async () => {
  const { statusCode, body } = await town.get(`/discussions/${town.talk.id}/which-key-do-you-like-best`, town.cleo)
  expect(statusCode).toBe(200)
  expect(body.match(/<article id="post-/g)!.length).toBeLessThanOrEqual(22)
  expect(body.length).toBeLessThan(150_000)
})

test('a link to a post, to a day or to what is new opens it there', async () => {
  const path = `/discussions/${town.talk.id}/which-key-do-you-like-best`
  const { id } = await town.db
    .selectFrom('post')
    .select('id')
    .where('body', '=', 'Reply 3000')
    .executeTakeFirstOrThrow()
  const at = await town.get(`${path}?post=${id}`)
  expect(at.body).toMatch(new RegExp(`<article id="post-${id}" class="f-post is-found"`))
  expect(at.body).toContain('Read from the start')
  expect(at.body).not.toContain('Reply 2990<')

  const day = await town.get(`${path}?from=2026-01-02`)
  expect(number(day.body.split('id="answers"')[1]!)).toBe(4_320)

  // As if these pages had not been read, and an earlier one had.
  await readsWritten(town.cleo)
  const readAt = new Date('2026-01-02T00:00:00Z')
  await town.db
    .insertInto('threadRead')
    .values({ threadId: town.talk.id, memberId: town.cleo.viewer.id!, readAt })
    .onConflict((clash) => clash.columns(['threadId', 'memberId']).doUpdateSet({ readAt }))
    .execute()
  await town.db
    .updateTable('thread')
    .set({ activeAt: new Date('2026-01-04T00:00:00Z') })
    .where('id', '=', town.talk.id)
    .execute()
  const fresh = await town.get(`${path}?from=unread`, town.cleo)
  expect(number(fresh.body.split('id="answers"')[1]!)).toBeGreaterThanOrEqual(4_320)
  expect(fresh.body).toContain('99 new since you read it')
})

test('more of it comes as a frame with scripts, and as the page without', async () => {
  const path = `/discussions/${town.talk.id}/which-key-do-you-like-best`
  const { body } = await town.get(path)
  const [, url, key] = /href="(\/threads\/\d+\/answers\?sort=oldest&amp;after=([^"]+))"/.exec(body)!
  const address = url!.replaceAll('&amp;', '&')
  const frame = await town.frame(address, `after-${key}`)
  expect(frame.body).toMatch(new RegExp(`^<turbo-frame id="after-${key}">.*Reply 21<`, 's'))
  const plain = await town.get(address)
  expect([plain.statusCode, plain.headers.location]).toEqual([
    301,
    `${path}?sort=oldest&after=${key}#answers`,
  ])
  expect((await town.get(`${path}?sort=oldest&after=${key}`)).body).toContain('Reply 21<')
})
