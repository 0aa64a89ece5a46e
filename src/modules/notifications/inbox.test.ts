import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { openSite, type Site } from '#test/site.ts'
import { follow, moveThread } from '#modules/conversations/index.ts'
import { markRead, markUnread, readAll, unread } from './inbox.ts'
import { inbox, type Notice, unreadCounts, type Which } from './queries.ts'

let site: Site
let [ada, bob, cleo] = [] as unknown as [Ctx, Ctx, Ctx]
beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada')
  bob = await site.member('Bob')
  cleo = await site.member('Cleo')
})

let clock = Date.now()
function later(ctx: Ctx): Ctx {
  clock += 60_000
  return site.at(ctx, new Date(clock))
}
const seen = async (ctx: Ctx, which: Which = 'all', onlyUnread = false) => (await inbox(ctx, { which, unread: onlyUnread })).rows
const told = ({ title, kind, unread: many, actors }: Notice) => [title, kind, many, actors.map((each) => each.name).join()]

/** Ada asks; Bob and Cleo answer; what one does is told at its own moment. */
async function busy() {
  const question = await site.question(ada, { title: 'Why does it drip?' })
  await follow(bob, question.id, 'watching')
  await site.answer(later(bob), question)
  await site.answer(later(cleo), question, 'Tighten the nut below it.')
  await site.settle()
  return question
}

describe('the inbox', () => {
  test('shows a thread once, with who wrote and how much is new', async () => {
    await busy()
    const other = await site.question(ada, { title: 'And the other one?' })
    await site.answer(later(bob), other)
    await site.settle()
    expect((await seen(ada)).map(told)).toEqual([
      ['And the other one?', 'answer', 1, 'Bob'],
      ['Why does it drip?', 'answer', 2, 'Cleo,Bob'],
    ])
    expect(await unreadCounts(ada)).toEqual({ all: 2, you: 2, threads: 0 })
    // Who watches is told as a follower, not as the one who asked.
    expect((await seen(bob)).map(told)).toEqual([['Why does it drip?', 'followed', 1, 'Cleo']])
    expect(await unreadCounts(bob)).toEqual({ all: 1, you: 0, threads: 1 })
    expect((await seen(bob, 'you'))).toEqual([])
  })

  test('opens at the first that is unread', async () => {
    await busy()
    const [first] = await site.db.selectFrom('post').select('id').where('kind', '=', 'answer').orderBy('id').execute()
    expect((await seen(ada))[0]!.path).toContain(`post=${first!.id}`)
  })

  test('a thread that is marked as read is, until somebody writes again; and it can be taken back', async () => {
    const question = await busy()
    const [line] = await seen(ada)
    const { at } = await markRead(later(ada), line!.id)
    expect((await seen(ada))[0]).toMatchObject({ unread: 0 })
    expect(await seen(ada, 'all', true)).toEqual([])
    await site.answer(later(bob), question, 'And put some tape around it.')
    await site.settle()
    expect((await seen(ada)).map(told)).toEqual([['Why does it drip?', 'answer', 1, 'Bob']])
    await unread(ada, at)
    expect((await seen(ada))[0]).toMatchObject({ unread: 3 })
    await readAll(later(ada))
    await markUnread(ada, line!.id)
    expect((await seen(ada)).map((each) => each.unread)).toEqual([1])
  })

  test('is one’s own: the line of another is not there', async () => {
    await busy()
    const [line] = await seen(ada)
    for (const [method, url] of [['PUT', `/notifications/${line!.id}/reading`], ['DELETE', `/notifications/${line!.id}/reading`]] as const)
      expect((await site.app.inject({ method, url, headers: site.headersOf(bob), payload: {} })).statusCode).toBe(404)
    expect((await seen(ada))[0]).toMatchObject({ unread: 2 })
    expect((await site.post('/api/v1/notifications/read', {})).statusCode).toBe(401)
  })

  test('what went out of sight is neither shown nor counted', async () => {
    const question = await busy()
    const vault = await site.space({ name: 'Vault', see: 'team', ask: 'team', answer: 'team' })
    await moveThread(await site.member('Mo', 'moderator'), question.id, vault.id)
    expect(await seen(ada)).toEqual([])
    expect(await unreadCounts(ada)).toEqual({ all: 0, you: 0, threads: 0 })
  })

  test('is paged without a gap, each thread on one page only', async () => {
    for (let n = 0; n < 33; n++) {
      // Nobody may ask so much in one day.
      clock += 86_400_000
      await site.answer(later(bob), await site.question(later(ada), { title: `Question number ${n}` }))
    }
    await site.settle()
    const first = await site.get('/notifications', ada)
    const next = /href="(\/notifications\?older=[^"]+)"/.exec(first.body)![1]!
    const second = await site.get(next, ada)
    const titles = [first, second].flatMap(({ body }) => [...body.matchAll(/Question number \d+/g)].map(([title]) => title))
    expect(new Set(titles).size).toBe(33)
    expect(titles).toHaveLength(33)
  })

  test('the page says what was done and offers to take it back, and keeps what was chosen', async () => {
    await busy()
    const [line] = await seen(bob)
    const done = await site.app.inject({ method: 'PUT', url: `/notifications/${line!.id}/reading`, headers: site.headersOf(bob), payload: { which: 'threads' } })
    expect(done.headers.location).toMatch(/^\/notifications\?which=threads&done=\d+$/)
    const page = await site.get(done.headers.location!, bob)
    expect(page.body).toContain('Marked as read.')
    expect(page.body).toContain('Mark unread')
    const at = /done=(\d+)/.exec(done.headers.location!)![1]!
    await site.post('/notifications/unread', { at, which: 'threads' }, bob)
    expect(await unreadCounts(bob)).toMatchObject({ threads: 1 })
  })
})
