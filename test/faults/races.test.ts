/** Many at once on one thing: one effect, exact counts, nobody's text lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, Site } from './site.ts'

describe.each(engines)('on %s', (engine) => {
  let site: Site
  beforeAll(async () => {
    site = await Site.open(engine, 20)
    await site.start()
  })
  afterAll(async () => site.remove())

  const answer = async (body: string, key: string) =>
    (await (await site.post(`/threads/${site.questionId}/answers`, site.tokens[1]!, key, { body })).json()) as { id: number }

  test('50 equal posts make one, and are answered alike', async () => {
    const sent = await Promise.all(Array.from({ length: 50 }, () => site.post(`/threads/${site.questionId}/answers`, site.tokens[1]!, 'the-one-key', { body: 'Only once.' })))
    const answers = await Promise.all(sent.map(async (each) => `${each.status} ${await each.text()}`))
    expect([...new Set(answers)]).toHaveLength(1)
    expect(answers[0]).toMatch(/^201 /)
  })

  test('of 10 editors one wins, nine are told with both texts, and no update is lost', async () => {
    const post = await answer('As it was.', 'for-the-editors')
    const edits = await Promise.all(Array.from({ length: 10 }, (_, number) => site.post(`/posts/${post.id}`, site.tokens[1]!, `edit-${number}`, { body: `Edit ${number}.`, version: 1 }, 'PATCH')))
    const lost = await Promise.all(edits.filter((each) => each.status === 409).map((each) => each.json() as Promise<{ current: { version: number; body: string } }>))
    expect(edits.filter((each) => each.status === 200)).toHaveLength(1)
    expect(lost).toHaveLength(9)
    const [stored] = new Set(lost.map((each) => `${each.current.version} ${each.current.body}`))
    expect(stored).toMatch(/^2 Edit \d\.$/)
  })

  test('19 votes at once, each sent five times, are 19', async () => {
    const post = await answer('Vote for this.', 'for-the-voters')
    const voters = site.tokens.filter((_, number) => number !== 1)
    await Promise.all(voters.flatMap((token) => Array.from({ length: 5 }, (_, turn) => site.post(`/posts/${post.id}/helpful`, token, `vote-${turn}`, {}, 'PUT'))))
    const last = (await (await site.post(`/posts/${post.id}/helpful`, voters[0]!, 'last', {}, 'PUT')).json()) as { helpfulCount: number }
    expect(last.helpfulCount).toBe(19)
  })

  test('of two moderators who close at once, each five times, one has closed', async () => {
    const both = site.tokens.slice(-2)
    const sent = await Promise.all(both.flatMap((token, person) => Array.from({ length: 5 }, (_, turn) => site.post(`/threads/${site.questionId}/closure`, token, `close-${person}-${turn}`, { reason: 'Solved elsewhere.' }, 'PUT'))))
    expect(sent.filter((each) => each.status >= 500)).toEqual([])
    expect(sent.some((each) => each.status === 200)).toBe(true)
  })

  test('and every promise of the data holds afterwards', async () => {
    await site.settle()
    await site.stop()
    expect(await site.broken()).toEqual([])
    const closed = await site.inside((ctx) => ctx.db.selectFrom('fact').select('id').where('name', '=', 'thread.closed').execute())
    expect(closed).toHaveLength(1)
  })
})
