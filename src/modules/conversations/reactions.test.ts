import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { inbox } from '#modules/notifications/queries.ts'
import { openSite, type Site } from '#test/site.ts'
import { follow } from './follows.ts'
import { reactionKinds } from './pages/reaction-kinds.ts'
import { postShown } from './post-queries.ts'
import { reactionsOf } from './reaction-queries.ts'
import { react, unreact } from './reactions.ts'
import { removePost } from './posts.ts'

let site: Site
let ada: Ctx
let bob: Ctx
let cleo: Ctx
let thread: { id: number; slug: string }
let answer: { id: number }

beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada')
  bob = await site.member('Bob')
  cleo = await site.member('Cleo')
  thread = await site.question(ada)
  answer = await site.answer(bob, thread)
})

const said = async (who = ada) => {
  const { reactions, reacted } = await postShown(who, answer.id)
  return [reactions, reacted]
}
const told = async (who: Ctx) => {
  await site.settle()
  return (await inbox(who, { which: 'you', unread: false })).rows.map(({ kind, unread, actors }) => [kind, unread, actors.map(({ name }) => name)])
}

describe('a word', () => {
  test('is said once, beside others, and taken back', async () => {
    await react(ada, answer.id, 'thanks')
    await react(ada, answer.id, 'thanks')
    await react(ada, answer.id, 'love')
    await react(cleo, answer.id, 'thanks')
    expect(await said()).toEqual([{ thanks: 2, love: 1 }, expect.arrayContaining(['thanks', 'love'])])
    await unreact(ada, answer.id, 'thanks')
    await unreact(ada, answer.id, 'thanks')
    expect(await said()).toEqual([{ thanks: 1, love: 1 }, ['love']])
    expect((await reactionsOf(cleo, answer.id)).reactions.map(({ kind, people }) => [kind, people.map(({ name }) => name)])).toEqual([['love', ['Ada']], ['thanks', ['Cleo']]])
  })

  test('is counted exactly when many say it at once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => site.member(`Person ${n}`)))
    await Promise.all(people.flatMap((person) => [react(person, answer.id, 'love'), react(person, answer.id, 'love'), react(person, answer.id, 'agree')]))
    expect((await said())[0]).toEqual({ love: 6, agree: 6 })
    await site.settle()
    expect((await site.broken()).filter((line) => line.includes('reaction'))).toEqual([])
  })

  test('is not for what one wrote, what is removed or out of sight', async () => {
    await expect(react(bob, answer.id, 'love')).rejects.toMatchObject({ status: 403 })
    const space = await site.space({ see: 'team', ask: 'team', answer: 'team' })
    const mo = await site.member('Mo', 'administrator')
    const inside = await site.question(mo, { spaceId: space.id })
    await expect(react(ada, inside.openingId, 'love')).rejects.toMatchObject({ status: 404 })
    expect((await site.get(`/posts/${inside.openingId}/reactions`, ada)).statusCode).toBe(404)
    expect((await site.get(`/posts/${inside.openingId}/reactions/love`, ada, { 'turbo-frame': 'hover-card' })).statusCode).toBe(404)
    await removePost(bob, answer.id)
    await expect(react(ada, answer.id, 'love')).rejects.toMatchObject({ status: 404 })
  })

  test('is said fifty times a day, by the trusted more often', async () => {
    const counted = { ...ada, config: { ...ada.config, limits: true } }
    const champion = { ...counted, viewer: (await site.member('Dev', 'champion')).viewer }
    for (let n = 0; n < 50; n++) await (n % 2 ? unreact(ada, answer.id, 'love') : react(counted, answer.id, 'love'))
    for (let n = 0; n < 25; n++) await react(counted, answer.id, 'agree')
    await expect(react(counted, answer.id, 'love')).rejects.toMatchObject({ status: 429 })
    for (let n = 0; n < 60; n++) await react(champion, answer.id, 'love')
  })
})

describe('thanks', () => {
  test('reach the author in one line a thread, and no other word does', async () => {
    await react(cleo, answer.id, 'love')
    expect((await told(bob)).filter(([kind]) => kind === 'thanks')).toEqual([])
    await react(ada, answer.id, 'thanks')
    await react(cleo, answer.id, 'thanks')
    expect(await told(bob)).toEqual([['thanks', 2, ['Cleo', 'Ada']]])
    expect(await site.db.selectFrom('mail').select('id').where('subject', 'like', '%thank%').execute()).toEqual([])
  })

  test('said again after taking them back tell nobody twice; taken back at once they tell nobody', async () => {
    await react(ada, answer.id, 'thanks')
    await told(bob)
    await unreact(ada, answer.id, 'thanks')
    await react(ada, answer.id, 'thanks')
    await react(cleo, answer.id, 'thanks')
    await unreact(cleo, answer.id, 'thanks')
    expect(await told(bob)).toEqual([['thanks', 1, ['Ada']]])
  })

  test('are not told in what was muted', async () => {
    await follow(bob, thread.id, 'muted')
    await react(ada, answer.id, 'thanks')
    expect(await told(bob)).toEqual([])
  })
})

describe('on the page', () => {
  const path = () => `/questions/${thread.id}/${thread.slug}`
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  test('works by a plain form, and a kept page shows each their own', async () => {
    for (const who of [ada, cleo, ada, cleo]) expect((await site.get(path(), who)).body.split(`href="/posts/${answer.id}/reactions"`)).toHaveLength(2)
    expect((await site.get(`/posts/${answer.id}/reactions`, cleo)).body).toContain(`/posts/${answer.id}/reactions/thanks?_method=put`)
    const pressed = await site.app.inject({ method: 'POST', url: `/posts/${answer.id}/reactions/thanks?_method=put`, headers: { ...site.headersOf(cleo), ...form, 'sec-fetch-site': 'same-origin' }, payload: '_csrf=a-token-of-the-tests-for-forms-0' })
    expect([pressed.statusCode, pressed.headers.location]).toEqual([303, `${path()}?post=${answer.id}#post-${answer.id}`])
    for (let time = 0; time < 2; time++) {
      expect((await site.get(path(), cleo)).body).toContain(`/posts/${answer.id}/reactions/thanks?_method=delete`)
      expect((await site.get(path(), ada)).body).toContain(`/posts/${answer.id}/reactions/thanks?_method=put`)
    }
    const page = (await site.get(`/posts/${answer.id}/reactions`)).body
    expect(page).toContain('Cleo')
    expect((await site.get(path())).body).toContain('aria-label="Thanks: 1"')
    expect((await site.get(`/posts/${answer.id}/reactions/thanks`, ada, { 'turbo-frame': 'hover-card' })).body).toContain('Cleo')
    expect((await site.get(`/posts/${answer.id}/reactions/thanks`, ada)).statusCode).toBe(301)
  })

  test('guests may not, and a word that is none is nothing', async () => {
    expect((await site.app.inject({ method: 'PUT', url: `/api/v1/posts/${answer.id}/reactions/love` })).statusCode).toBe(401)
    expect((await site.app.inject({ method: 'PUT', url: `/api/v1/posts/${answer.id}/reactions/hate`, headers: site.headersOf(ada) })).statusCode).toBe(404)
    for (const kind of reactionKinds) expect((await site.app.inject({ method: 'PUT', url: `/api/v1/posts/${answer.id}/reactions/${kind}`, headers: site.headersOf(ada) })).json().reactions[kind]).toBe(1)
  })
})
