/** Results that are kept for guests: as honest, as limited and as fresh as those that are drawn for one. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { indexAllThreads, removeThread } from '#modules/conversations/index.ts'
import { forgetSearches, writeSearches } from './kept.ts'
import { ofNetwork, searchesOfGuests } from './limits.ts'
import { forgetVocabulary } from './spelling.ts'
import { openSite, type Site } from '#test/site.ts'

let site: Site
let ada: Ctx
beforeEach(async () => {
  // Limits count by the minute of the clock, which must not end in the middle of a test.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / 60_000) * 60_000 })
  site = await openSite()
  forgetVocabulary(site.db)
  forgetSearches()
  ada = await site.member('Ada')
})
afterEach(() => { vi.useRealTimers() })

async function solved() {
  const thread = await site.question(ada, { title: 'Legionella programme at night', body: 'How often?' })
  await site.settle()
  return thread
}

describe('a search of guests', () => {
  const packed = { 'accept-encoding': 'br' }

  test('that is kept counts and is noted like any other', async () => {
    await solved()
    const visitor = (name: string) => ({ cookie: `fm_visitor=${name.repeat(20)}`, ...packed })
    for (const name of ['a', 'b', 'a']) expect((await site.get('/search?q=legionella', undefined, visitor(name))).headers.etag).toBeDefined()
    await writeSearches(site.guest)
    expect(await site.db.selectFrom('searchQuery').select(['text', 'results', 'shown']).orderBy('id').execute()).toMatchObject([{ text: 'legionella', results: 1, shown: [{ kind: 'question', id: 1 }] }, { text: 'legionella', results: 1 }])
    const { visitors } = await site.db.selectFrom('searchQuery').select((eb) => eb.fn.count<number>('visitor').distinct().as('visitors')).executeTakeFirstOrThrow()
    expect(visitors).toBe(2)
  })

  test('that is kept is refused to whoever searches too often', async () => {
    await solved()
    const answers = []
    for (let number = 0; number <= searchesOfGuests.max; number++) answers.push((await site.get('/search?q=legionella')).statusCode)
    expect(answers.filter((status) => status === 200)).toHaveLength(searchesOfGuests.max)
    expect(answers.at(-1)).toBe(429)
  })

  test('is refused to a network that makes up a browser for each', async () => {
    await solved()
    const statuses = []
    for (let number = 0; number <= ofNetwork(searchesOfGuests).max; number++) {
      const cookie = `fm_visitor=${String(number).padStart(20, 'x')}`
      statuses.push((await site.get(number % 2 ? '/search?q=legionella' : '/api/v1/search?q=legionella', undefined, { cookie })).statusCode)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(ofNetwork(searchesOfGuests).max)
    expect(statuses.at(-1)).toBe(429)
  })

  test('is never older than the index', async () => {
    const thread = await solved()
    expect((await site.get('/search?q=programme')).body).toContain(`/questions/${thread.id}/`)
    const mo = await site.member('Mo', 'moderator')
    await removeThread(mo, thread.id)
    await site.settle()
    expect((await site.get('/search?q=programme')).body).not.toContain(`/questions/${thread.id}/`)
  })

  test('is drawn anew after the whole index was', async () => {
    const thread = await solved()
    expect((await site.get('/search?q=programme')).body).toContain(`/questions/${thread.id}/`)
    await site.db.updateTable('thread').set({ title: 'Called otherwise by hand' }).where('id', '=', thread.id).execute()
    await indexAllThreads(site.guest)
    expect((await site.get('/search?q=programme')).body).not.toContain(`/questions/${thread.id}/`)
  })
})
