/** Addresses of a former site lead only to what the viewer may see: ours have the title in them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeThread } from '#modules/conversations/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let boss: Ctx
beforeEach(async () => {
  site = await openSite()
  boss = await site.member('Boss', 'administrator')
})
afterEach(async () => site.app.close())

async function cameFrom(path: string, targetKind: string, targetId: number) {
  await site.db.insertInto('redirect').values({ path, targetKind, targetId } as never).execute()
}
const ledTo = async (path: string, as?: Ctx) => {
  const { statusCode, headers } = await site.get(path, as)
  return statusCode === 301 ? headers.location : statusCode
}

test('of a closed space, and of a thread in it, lead nobody there but the team', async () => {
  const board = await site.space({ name: 'Board', see: 'team' })
  const plan = await site.question(boss, { spaceId: board.id, title: 'We move to the sea' })
  await cameFrom('/q/7', 'thread', plan.id)
  await cameFrom('/c/9', 'space', board.id)
  await cameFrom('/a/8', 'post', (await site.answer(boss, plan)).id)
  for (const path of ['/q/7', '/c/9', '/a/8']) {
    expect(await ledTo(path)).toBe(404)
    expect(await ledTo(path, boss)).toMatch(/sea|board/)
  }
})

test('of a removed thread, and of somebody suspended, lead nowhere', async () => {
  const gone = await site.question(boss, { title: 'A slander of somebody' })
  await removeThread(boss, gone.id)
  const eve = await site.member('Eve')
  await site.db.updateTable('member').set({ suspendedAt: new Date() }).where('id', '=', eve.viewer.id).execute()
  await cameFrom('/q/8', 'thread', gone.id)
  await cameFrom('/u/eve', 'member', eve.viewer.id!)
  expect(await ledTo('/q/8')).toBe(404)
  expect(await ledTo('/u/eve')).toBe(404)
})

test('of a topic that only stands on threads out of sight lead nowhere', async () => {
  const board = await site.space({ name: 'Board', see: 'team' })
  await site.question(boss, { spaceId: board.id, topics: ['kestrel'] })
  const { id } = await site.db.selectFrom('topic').select('id').where('slug', '=', 'kestrel').executeTakeFirstOrThrow()
  await cameFrom('/tag/old-kestrel', 'topic', id)
  expect(await ledTo('/tag/old-kestrel')).toBe(404)
  expect(await ledTo('/tag/old-kestrel', boss)).toBe('/topics/kestrel')
})
