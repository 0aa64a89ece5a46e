/** Files of a group: pinned ones and those of its threads; who sees, who pins, and what becomes of them. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { addFile, collect } from '#modules/files/index.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { removeOwnFile } from '../files/removing.ts'
import { fileInSight } from '../files/sight.ts'
import { pinnedFiles } from './file-queries.ts'
import { moveFile, pinFile, pinNewFile, unpinFile } from './files.ts'
import { archiveGroup, changeGroupRole, joinGroup, leaveGroup, makeGroup, mergeGroup } from './index.ts'

let house: TestHouse
let [ada, bob, otto] = [] as unknown as [Ctx, Ctx, Ctx]
let group: { id: number; slug: string }

const again = async (who: Ctx): Promise<Ctx> => house.world.as((await readerOf(who, who.viewer.id!))!.viewer)
const text = (who: Ctx, name: string) => addFile(who, { name, bytes: Buffer.from(`Words of ${name}\n`) })
const names = async (spaceId = group.id) => (await pinnedFiles(house.guest, spaceId)).map(({ name }) => name)
const browserOf = async (email: string): Promise<Browser> => {
  const browser = house.browser()
  await browser.signIn(email)
  return browser
}
const later = (who: Ctx, days: number): Ctx => ({ ...who, now: new Date(Date.now() + days * 86_400_000) })

beforeEach(async () => {
  house = await openHouse()
  Object.assign(house.config, { limits: false })
  ;[ada, bob, otto] = (await Promise.all(['Ada Adams', 'Bob Brown', 'Otto Outside'].map((name) => house.person(name)))).map(({ ctx }) => ctx) as [Ctx, Ctx, Ctx]
  group = await makeGroup(ada, { name: 'Stone houses', description: '', visibility: 'listed', joining: 'open', rules: '' })
  await joinGroup(bob, group.slug)
  ;[ada, bob] = [await again(ada), await again(bob)]
})

describe('pinned by who looks after the group', () => {
  test('is seen by who reads it, and by nobody else, by any way', async () => {
    const file = await text(ada, 'plan.txt')
    await pinFile(ada, group.slug, file.key)
    expect((await fileInSight(bob, file.key)).name).toBe('plan.txt')
    const [member, outsider, guest] = [await browserOf('bobbrown@example.com'), await browserOf('ottooutside@example.com'), house.browser('203.0.113.9')]
    expect((await member.get(`/groups/${group.slug}`)).body).toContain('plan.txt')
    expect((await member.get(`/groups/${group.slug}/files`)).body).toContain('plan.txt')
    for (const browser of [outsider, guest]) {
      for (const url of [`/files/${file.key}/plan.txt`, `/groups/${group.slug}/files`, `/groups/${group.slug}/files?q=plan`, `/api/v1/groups/${group.slug}/files`]) expect((await browser.get(url)).statusCode, url).toBe(404)
      for (const url of [`/groups/${group.slug}`, `/groups/${group.slug}/about`]) expect((await browser.get(url)).body, url).not.toContain('plan.txt')
    }
    await leaveGroup(bob, group.slug)
    await expect(fileInSight(await again(bob), file.key)).rejects.toMatchObject({ status: 404 })
  })

  test('not by members, outsiders, or in a group that was put away', async () => {
    const own = await text(bob, 'mine.txt')
    await expect(pinFile(bob, group.slug, own.key)).rejects.toMatchObject({ status: 403 })
    await expect(pinNewFile(bob, group.slug, { name: 'a.txt', bytes: Buffer.from('a') })).rejects.toMatchObject({ status: 403 })
    expect(await house.db.selectFrom('file').select('id').where('name', '=', 'a.txt').execute()).toEqual([])
    await changeGroupRole(ada, group.slug, bob.viewer.handle, 'moderator')
    await pinFile(await again(bob), group.slug, own.key)
    await archiveGroup(ada, group.slug, true)
    await expect(unpinFile(await again(ada), group.slug, own.key)).rejects.toMatchObject({ status: 403 })
    expect(await names()).toEqual(['mine.txt'])
  })

  test('not what is out of sight: a file of another, of another group, of nobody', async () => {
    const foreign = await text(otto, 'foreign.txt')
    for (const key of [foreign.key, '0'.repeat(24)]) await expect(pinFile(ada, group.slug, key)).rejects.toMatchObject({ status: 404 })
    const thread = await house.question(otto, { body: `See [foreign](/files/${foreign.key}/foreign.txt).` })
    expect(thread.id).toBeGreaterThan(0)
    await expect(pinFile(ada, group.slug, foreign.key)).rejects.toMatchObject({ status: 404 })
  })

  test('in an order, which can be changed; taken off, and put back by another who looks after it', async () => {
    for (const name of ['one.txt', 'two.txt', 'three.txt']) await pinNewFile(ada, group.slug, { name, bytes: Buffer.from(name) })
    const [one, two, three] = (await pinnedFiles(ada, group.id)).map(({ key }) => key) as [string, string, string]
    await moveFile(ada, group.slug, three, 'up')
    await moveFile(ada, group.slug, one, 'up')
    expect(await names()).toEqual(['one.txt', 'three.txt', 'two.txt'])
    await moveFile(ada, group.slug, one, 'down')
    await unpinFile(ada, group.slug, two)
    expect(await names()).toEqual(['three.txt', 'one.txt'])
    await changeGroupRole(ada, group.slug, bob.viewer.handle, 'moderator')
    await pinFile(await again(bob), group.slug, two)
    expect(await names()).toEqual(['three.txt', 'one.txt', 'two.txt'])
  })

  test('up to twenty, also when the last two come at once', async () => {
    for (let n = 1; n < 20; n++) await pinFile(ada, group.slug, (await text(ada, `${n}.txt`)).key)
    const last = [await text(ada, 'x.txt'), await text(ada, 'y.txt')]
    const outcomes = await Promise.allSettled(last.map(({ key }) => pinFile(ada, group.slug, key)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await names()).toHaveLength(20)
    await expect(pinNewFile(ada, group.slug, { name: 'z.txt', bytes: Buffer.from('z') })).rejects.toMatchObject({ fields: { file: 'groups:problem.filesFull' } })
  })
})

describe('what becomes of it', () => {
  test('it is not collected while it is pinned, and is when it no longer is', async () => {
    const { key } = await text(ada, 'plan.txt')
    await pinFile(ada, group.slug, key)
    await collect(later(house.guest, 5))
    expect(await names()).toEqual(['plan.txt'])
    await unpinFile(ada, group.slug, key)
    await collect(later(house.guest, 5))
    await expect(fileInSight(ada, key)).rejects.toMatchObject({ status: 404 })
  })

  test('who sent it can take it away', async () => {
    const { key } = await text(ada, 'plan.txt')
    await pinFile(ada, group.slug, key)
    await removeOwnFile(ada, key)
    expect(await names()).toEqual([])
  })

  test('in a merge it goes along', async () => {
    const other = await makeGroup(ada, { name: 'Old houses', description: '', visibility: 'listed', joining: 'open', rules: '' })
    ada = await again(ada)
    const old = await text(ada, 'old.txt')
    for (const { slug } of [group, other]) await pinFile(ada, slug, old.key)
    await unpinFile(ada, other.slug, old.key)
    for (const [slug, name] of [[group.slug, 'one.txt'], [group.slug, 'two.txt'], [other.slug, 'three.txt']] as const) await pinNewFile(ada, slug, { name, bytes: Buffer.from(name) })
    await mergeGroup(ada, group.slug, other.slug)
    expect((await names(other.id)).sort()).toEqual(['old.txt', 'one.txt', 'three.txt', 'two.txt'])
    expect(await names()).toEqual([])
    const one = (await pinnedFiles(ada, other.id)).find(({ name }) => name === 'one.txt')!
    expect((await fileInSight(await again(bob), one.key)).name).toBe('one.txt')
  })
})

describe('the page', () => {
  test('lists what posts of the group show, narrowed by name and kind, without what was removed', async () => {
    const [plan, list] = [await text(bob, 'plan.txt'), await text(bob, 'prices.txt')]
    const thread = await house.question(bob, { title: 'Which lime?', body: `See [plan](/files/${plan.key}/plan.txt).`, spaceId: group.id })
    const answer = await house.answer(bob, thread, `See [prices](/files/${list.key}/prices.txt).`)
    const browser = await browserOf('adaadams@example.com')
    const page = async (query = '') => (await browser.get(`/groups/${group.slug}/files${query}`)).body.split('id="thread-files"')[1]!
    expect(await page()).toMatch(/prices\.txt[\s\S]*plan\.txt/)
    expect(await page()).toContain('Which lime?')
    expect(await page('?q=plan')).not.toContain('prices.txt')
    expect(await page('?kind=pictures')).toContain('No file like that')
    await pinFile(ada, group.slug, plan.key)
    expect(await names()).toEqual(['plan.txt'])
    await house.db.updateTable('post').set({ removedAt: new Date() }).where('id', '=', answer.id).execute()
    expect(await page()).not.toContain('prices.txt')
  })

  test('pins, takes off with a way back, and says what is wrong, by plain forms', async () => {
    const { key } = await text(ada, 'plan.txt')
    const browser = await browserOf('adaadams@example.com')
    expect((await browser.get(`/groups/${group.slug}/files`)).body).toContain('No files yet')
    await browser.post(`/groups/${group.slug}/files`, { key })
    expect((await browser.get(`/groups/${group.slug}/files`)).body).toContain(`Unpin plan.txt`)
    const done = await browser.post(`/groups/${group.slug}/files/${key}?_method=delete`, {})
    const after = (await browser.get(String(done.headers.location))).body
    expect(after).toContain('The file is no longer pinned.')
    expect(after).toContain(`name="key" value="${key}"`)
    expect(await names()).toEqual([])
  })
})
