/** Odd input is refused or answered, never a failure of ours; and what hangs under something removed is gone with it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moveThread, pathOf, removePost, removeThread } from '#modules/conversations/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let ada: Ctx
let mo: Ctx
beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada')
  mo = await site.member('Mo', 'community_manager')
})
afterEach(async () => site.app.close())

describe('addresses', () => {
  test.each([
    '/questions?topic=%00', '/questions?space=%00', '/search?q=heat&space=%00', '/spaces/%00', '/topics/%00', '/members/%00', '/members?q=%00',
    '/questions?older=1e999_5', '/questions?older=99999999999999999999_5', '/questions?older=253402300800000_1', '/topics?older=1.5_1',
    '/questions?list=trending&older=1e300_5', '/notifications?older=1e999_1', '/questions/1?from=99999-01-01', '/search?q=a&before=infinity',
    '/questions?list=trending&older=1e-300_1',
    '/search?q=heat+after:0000', '/search?q=heat+before:0000', '/search?q=heat&after=0000-01-01', '/search?q=heat&before=0000-01-01', '/search?q=heat&before=9999-12-31',
    '/questions?list=latest&list=trending', '/old/x/%00', '/q/%00',
  ])('%s is answered', async (url) => {
    for (const as of [undefined, ada]) expect((await site.get(url, as)).statusCode).toBeLessThan(500)
  })
})

describe('pages of answers', () => {
  test.each(['after=9999999999_1', 'after=0.5_1', 'after=253402300799999_1&sort=newest', 'after=1e-300_1&sort=oldest'])('%s are answered', async (query) => {
    const question = await site.question(ada)
    await site.answer(mo, question)
    for (const url of [pathOf({ ...question, kind: 'question' }), `/api/v1/threads/${question.id}/answers`])
      expect((await site.get(`${url}?${query}`, ada)).statusCode).toBe(200)
  })
})

describe('an address spelled in other letters', () => {
  test('is as private as the one it means', async () => {
    const answer = await site.get('/%61dmin/settings', await site.member('Vic', 'administrator'))
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('of the API is the API', async () => {
    const answer = await site.get('/%61pi/v1/posts/999999')
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })
})

describe('bodies', () => {
  const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

  test.each([
    ['a deep one', '/preview', { body: nested(3_000) }],
    ['topics that are no words', '/questions', { topics: [1] }],
    ['topics as a thing', '/questions', { topics: { a: 1 } }],
    ['a name with a NUL', '/preview', { 'a\u0000b': 'c', body: 'x' }],
    ['half a letter', '/preview', { body: '\ud800' }],
    ['products without end', '/questions', { spaceId: 1, title: 'A question as any', body: 'Text.', products: Array.from({ length: 900 }, () => 'x'.repeat(900)) }],
  ])('%s is refused or taken', async (_name, url, body) => {
    const { statusCode } = await site.post(url, body, ada)
    expect(statusCode).toBeLessThan(500)
    if (url === '/questions') expect(statusCode).toBe(422)
  })

  test('an array where one text belongs shows the form again', async () => {
    expect((await site.post('/sign-in', { to: ['a', 'b'], email: 'x', password: 'y' })).statusCode).toBe(422)
  })

  test('a form in parts without their mark cannot be read', async () => {
    const answer = await site.app.inject({ method: 'POST', url: '/preview', payload: 'x', headers: { ...site.headersOf(ada), 'content-type': 'multipart/form-data' } })
    expect(answer.statusCode).toBe(400)
  })

  test('a token of other letters is refused', async () => {
    const answer = await site.post('/preview', { body: 'x', _csrf: 'é'.repeat(32) }, ada, { 'x-csrf-token': 'é'.repeat(32) })
    expect(answer.statusCode).toBe(403)
  })

  test('letters that nobody sees are no question', async () => {
    const unseen = { kind: 'question', spaceId: site.square.id, title: '\u200b\u200d\u2060'.repeat(6), body: '\u200b' }
    expect((await site.post('/api/v1/questions', unseen, ada)).statusCode).toBe(422)
  })
})

describe('what is out of sight', () => {
  test('a comment goes with the answer that it hangs under', async () => {
    const question = await site.question(ada)
    const answer = await site.answer(mo, question, 'Turn the valve.')
    const comment = await site.comment(mo, answer, 'The canary sings here.')
    await site.settle()
    await removePost(mo, answer.id)
    await site.settle()
    expect((await site.get(`/api/v1/posts/${comment.id}`)).statusCode).toBe(404)
    expect((await site.get(`/posts/${comment.id}/history`)).statusCode).toBe(404)
    expect((await site.get('/api/v1/search?q=canary')).body).not.toContain('canary sings')
    expect(await site.broken()).toEqual([])
  })

  test('a notice goes with its thread', async () => {
    const question = await site.question(ada, { title: 'Where does the canary live?' })
    await site.answer(mo, question)
    await site.settle()
    expect((await site.get('/notifications', ada)).body).toContain('canary')
    const vault = await site.space({ name: 'Vault', see: 'team', ask: 'team', answer: 'team' })
    await moveThread(mo, question.id, vault.id)
    expect((await site.get('/notifications', ada)).body).not.toContain('canary')
    await moveThread(mo, question.id, site.square.id)
    await removeThread(mo, question.id)
    expect((await site.get('/notifications', ada)).body).not.toContain('canary')
  })

  test('a topic of hidden threads only is unknown to others', async () => {
    const vault = await site.space({ name: 'Vault', see: 'team', ask: 'team', answer: 'team' })
    await site.question(mo, { spaceId: vault.id, topics: ['zebra-topic'] })
    expect((await site.get('/topics/zebra-topic')).statusCode).toBe(404)
    expect((await site.get('/topics/zebra-topic.atom')).statusCode).toBe(404)
    expect((await site.get('/topics/zebra-topic', mo)).statusCode).toBe(200)
    await site.settle()
    const found = async (as?: Ctx) => ((await site.get('/api/v1/search/suggestions?q=zebra', as)).body.includes('zebra'))
    for (const [as, seen] of [[undefined, false], [ada, false], [mo, true]] as const) expect(await found(as)).toBe(seen)
    expect((await site.get('/search?q=zebra')).body).not.toContain('/topics/zebra')
    expect((await site.get('/search?q=zebar')).body).not.toContain('zebra')
  })

  test('what somebody wrote who is suspended is not listed under their name', async () => {
    await site.question(ada)
    await site.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', ada.viewer.id).execute()
    for (const url of ['/members/ada/posts', '/api/v1/members/ada/posts']) {
      expect((await site.get(url)).statusCode).toBe(404)
      expect((await site.get(url, mo)).statusCode).toBe(200)
    }
  })
})
