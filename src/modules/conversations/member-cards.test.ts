import { beforeEach, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { suspend } from '#modules/members/index.ts'
import { openSite, type Site } from '#test/site.ts'

let site: Site
let ada: Ctx
let bob: Ctx

beforeEach(async () => {
  site = await openSite()
  ada = await site.member('Ada', 'champion')
  bob = await site.member('Bob')
})

const card = (who?: Ctx, name = 'ada') => site.get(`/members/${name}/card`, who, { 'turbo-frame': 'hover-card' })

test('a card says who somebody is and lets members follow them', async () => {
  await site.db.updateTable('member').set({ headline: 'Fixes pumps', expertise: ['pumps', 'valves'], insideAcceptedCount: 3 }).where('id', '=', ada.viewer.id!).execute()
  const { body } = await card(bob)
  for (const words of ['id="hover-card"', 'Fixes pumps', 'Champion', 'pumps', '3 accepted answers', 'Member since', '/members/ada/following']) expect(body).toContain(words)
  expect(body).not.toContain('<html')
})

test('guests and oneself see no way to follow, and guests count only what is open to them', async () => {
  await site.db.updateTable('member').set({ insideAcceptedCount: 3 }).where('id', '=', ada.viewer.id!).execute()
  const seen = (await card()).body
  expect(seen).not.toContain('/following')
  expect(seen).not.toContain('accepted answer')
  expect((await card(ada)).body).not.toContain('/following')
})

test('by itself it leads to the page of the member; of who is not there to nothing', async () => {
  const alone = await site.get('/members/ada/card', bob)
  expect([alone.statusCode, alone.headers.location]).toEqual([301, '/members/ada'])
  expect((await card(bob, 'nobody')).statusCode).toBe(404)
})

test('whoever was suspended has no card for members at once', async () => {
  await card(bob)
  const mo = await site.member('Mo', 'administrator')
  await suspend(mo, 'ada')
  expect((await card(bob)).statusCode).toBe(404)
})
