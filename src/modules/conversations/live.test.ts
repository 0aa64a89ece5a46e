/** What an open thread page fetches of itself, and who is said to be there. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Changes } from '#platform/changes.ts'
import { Passing } from '#platform/live/passing.ts'
import type { Ctx } from '#platform/ctx.ts'
import { choosePresence } from '#modules/members/presence.ts'
import { openSite, type Site } from '#test/site.ts'
import { acceptAnswer } from './acceptance.ts'
import { editPost, removePost } from './posts.ts'

let site: Site
let asker: Ctx
let other: Ctx
let id: number

beforeEach(async () => {
  site = await openSite()
  site.wiring.live = { positionAt: () => 7, passing: new Passing(new Changes()) }
  asker = await site.member('Asker Ann')
  other = await site.member('Other Olaf')
  id = (await site.question(asker, { title: 'How do I rotate a key?' })).id
})
afterEach(() => site.app.close())

const parts = (query: string, as?: Ctx) => site.get(`/threads/${id}/parts?${query}`, as)

describe('parts', () => {
  test('are the posts that were asked for, as the viewer sees them, and how many there are', async () => {
    const [one, two] = [await site.answer(other, { id }, 'The first way.'), await site.answer(other, { id }, 'The second way.')]
    const comment = await site.comment(asker, one, 'Thank you for it.')
    const { body, headers } = await parts(`post=${two.id}&post=${comment.id}`, asker)
    expect(body).toContain('The second way.')
    expect(body).toContain(`data-under="comments-${one.id}"`)
    expect(body).toContain('2 answers')
    expect(body).toContain(`action="/threads/${id}/acceptance`)
    expect(body).not.toContain('The first way.')
    expect(headers['x-robots-tag']).toBe('noindex')
    expect((await parts(`post=${two.id}`)).body).not.toContain('acceptance')
  })

  test('leave out what was removed, and what hangs under it; the team sees where it was', async () => {
    const one = await site.answer(other, { id }, 'The first way.')
    const comment = await site.comment(asker, one, 'Thank you for it.')
    await removePost(other, one.id)
    const team = await site.member('Team Tia', 'moderator')
    const asked = `post=${one.id}&post=${comment.id}`
    expect((await parts(asked)).body).not.toContain(`post-${one.id}`)
    expect((await parts(asked, asker)).body).not.toContain('Thank you')
    expect((await parts(asked, team)).body).toContain(`id="post-${one.id}"`)
  })

  test('show the accepted answer in its place', async () => {
    const one = await site.answer(other, { id }, 'The first way.')
    expect((await parts(`post=${one.id}`)).body).not.toContain('accepted-place')
    await acceptAnswer(asker, one.id, id)
    const whole = (await parts('whole=true')).body
    expect(whole).toMatch(/id="accepted-place">.*The first way\./s)
    expect((await parts(`post=${one.id}`)).body.match(/id="post-\d+"/g)).toEqual([`id="post-${one.id}"`])
  })

  test('are kept for guests until they change', async () => {
    const one = await site.answer(other, { id }, 'The first way.')
    expect((await parts(`post=${one.id}`)).body).toContain('The first way.')
    expect((await parts(`post=${one.id}`)).headers.etag).toBeTruthy()
    await editPost(other, one.id, { body: 'A better way.', version: 1 } as never)
    expect((await parts(`post=${one.id}`)).body).toContain('A better way.')
  })

  test.each(['post=x', `${Array.from({ length: 41 }, (_, n) => `post=${n + 1}`).join('&')}`])('refuse %s', async (query) => {
    expect((await parts(query)).statusCode).toBe(422)
  })

  test('are not there for who may not see the thread', async () => {
    const team = await site.member('Team Tia', 'moderator')
    const closed = await site.space({ name: 'Closed', see: 'team', ask: 'team', answer: 'team' })
    id = (await site.question(team, { spaceId: closed.id })).id
    expect([(await parts('whole=true')).statusCode, (await parts('whole=true', asker)).statusCode, (await parts('whole=true', team)).statusCode]).toEqual([404, 404, 200])
    expect((await site.get(`/threads/${id}/presence`, asker)).statusCode).toBe(404)
  })
})

describe('presence', () => {
  const writing = (as?: Ctx) => site.app.inject({ method: 'PUT', url: `/threads/${id}/writing`, headers: { ...site.headersOf(as), 'content-type': 'application/json' }, payload: {} })
  const presence = async (as: Ctx) => (await site.get(`/threads/${id}/presence`, as)).body

  test('names who writes to others, and not to themselves', async () => {
    expect((await writing(other)).statusCode).toBe(200)
    expect(await presence(asker)).toContain('Other Olaf is writing…')
    expect(await presence(other)).not.toContain('Olaf')
  })

  test('says nothing of those who do not wish it, whenever they said so', async () => {
    await writing(other)
    await choosePresence(other, false)
    expect(await presence(asker)).not.toContain('Olaf')
    await choosePresence(other, true)
    site.wiring.live!.passing.tidy(Date.now() + 6_000)
    await choosePresence(other, false)
    await writing(other)
    expect(site.wiring.live!.passing.who(`thread:${id}`, 'writes')).toEqual([])
  })

  test('is forgotten after five seconds', async () => {
    await writing(other)
    const { passing } = site.wiring.live!
    expect(passing.who(`thread:${id}`, 'writes', Date.now() + 4_900)).toEqual([other.viewer.id])
    expect(passing.who(`thread:${id}`, 'writes', Date.now() + 5_100)).toEqual([])
  })

  test('is nothing for guests, nor from them', async () => {
    expect((await site.get(`/threads/${id}/presence`)).statusCode).not.toBe(200)
    expect((await writing()).statusCode).not.toBe(200)
  })

  test('goes to other processes as words that nobody keeps', () => {
    const [here, there] = [new Changes(), new Changes()]
    here.gossipToOthers = (words) => there.gossipedBy(words)
    const [mine, theirs] = [new Passing(here), new Passing(there)]
    mine.note('thread:5', 3, 'writes')
    mine.note('thread:5', 4, 'reads')
    expect([theirs.who('thread:5', 'writes'), theirs.who('thread:5', 'reads')]).toEqual([[3], [4]])
  })

  test('the choice is kept by the settings', async () => {
    const chosen = async () => /name="shown"[^>]*>/.exec((await site.get('/settings', other)).body)![0]
    expect(await chosen()).toContain('checked')
    await site.post('/settings/presence', {}, other)
    expect(await chosen()).not.toContain('checked')
  })
})
