import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { storageOf } from '#platform/storage.ts'
import {
  acceptAnswer,
  castBallot,
  closeThread,
  editPost,
  editThread,
  follow,
  makePoll,
  mergeThread,
  pinThread,
  react,
  removePost,
  removeThread,
  sayMeToo,
  voteHelpful,
} from '#modules/conversations/index.ts'
import { joinGroup, makeGroup } from '#modules/groups/index.ts'
import { pinNewFile } from '#modules/groups/files.ts'
import { openWorld, type World } from '#test/world.ts'
import { importFrom, writeArchive } from '../index.ts'
import { addFile } from '#modules/files/index.ts'
import { flatPng } from '#test/bad-inputs/made.ts'
import { broken, emptyTown, tempFolder } from '#test/importing/town.ts'
import { shapes } from './format.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  world = undefined as never
})

const export_ = async (ctx: Ctx, addresses = true) => {
  const folder = path.join(tempFolder(), 'archive')
  await writeArchive(ctx, folder, { addresses })
  return folder
}
const textOf = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8')
const whole = (folder: string) =>
  Object.fromEntries(
    [...Object.keys(shapes).map((part) => `${part}.jsonl`), 'settings.json'].map((name) => [name, textOf(folder, name)]),
  )

/** A community in which everything has happened that an archive can hold. */
async function lively() {
  const ada = await world.member('Ada', 'member', { email: 'ada@example.com' })
  const bob = await world.member('Bob')
  const kim = await world.member('Kim', 'administrator')
  const inner = await world.space({ name: 'Inner', parentId: world.square.id, see: 'members' })
  await makeGroup(ada, { name: 'Key makers', description: 'For keys.', visibility: 'hidden', joining: 'invite', rules: 'Be *kind*.' })
  const { slug: circle } = await makeGroup(bob, { name: 'Open circle', description: '', visibility: 'public', joining: 'open', rules: '' })
  await joinGroup(ada, circle)
  await pinNewFile(bob, circle, { name: 'rules.txt', bytes: Buffer.from('Be kind.') })
  const one = await world.question(ada, { topics: ['keys', 'rust'] })
  const two = await world.question(bob, { title: 'Rotating a key, again', body: 'Me too, see @ada.', topics: ['keys'] })
  const talk = await world.question(bob, { kind: 'discussion', title: 'What do you use keys for?', spaceId: inner.id })
  const answer = await world.answer(bob, one)
  const other = await world.answer(kim, two, 'Restart it.')
  const empty = await world.comment(ada, answer)
  // As it comes from imports of posts that held nothing but an empty box.
  await world.db.updateTable('post').set({ body: '', html: '' }).where('id', '=', empty.id).execute()
  const removed = await world.comment(bob, answer, 'Never mind.')
  await world.answer(ada, talk, 'For doors.')
  await acceptAnswer(ada, answer.id)
  await voteHelpful(ada, other.id)
  await voteHelpful(kim, answer.id)
  await sayMeToo(bob, one.id, true)
  await follow(kim, one.id, 'watching')
  await editPost(bob, answer.id, { body: 'Open the settings, choose **Keys**.', version: 1, reason: 'clearer' })
  await editThread(ada, one.id, {
    title: 'How do I rotate an API key?',
    body: 'The old one expires.',
    topics: ['keys', 'api'],
    version: 1,
    reason: '',
  })
  await react(ada, answer.id, 'thanks')
  await react(kim, answer.id, 'love')
  const wish = { question: 'Which key?', options: ['The old one', 'The new one'], most: null, results: 'always', closes: null } as const
  const open = await makePoll(ada, one.openingId, { ...wish, options: [...wish.options], way: 'ranked', anonymous: false })
  await castBallot(bob, open.id, [2, 1])
  await castBallot(kim, open.id, [1])
  const secret = await makePoll(bob, answer.id, { ...wish, options: [...wish.options], way: 'single', anonymous: true })
  await world.db.insertInto('ballot').values(['one', 'two'].map((voter, n) => ({ pollId: secret.id, voter, choices: sql`array[${n + 1}]::smallint[]` as never }))).execute()
  await world.db.updateTable('poll').set({ voterCount: 2, closedAt: new Date('2026-05-01T10:00:00Z') }).where('id', '=', secret.id).execute()
  await world.db.updateTable('pollOption').set({ ballotCount: 1 }).where('pollId', '=', secret.id).execute()
  await removePost(bob, removed.id)
  await mergeThread(kim, two.id, one.id)
  await pinThread(kim, talk.id, true)
  await closeThread(kim, talk.id, 'All said.')
  const gone = await world.question(bob, { title: 'Sold: one used key' })
  await removeThread(kim, gone.id)
  await world.db.insertInto('redirect').values({ path: '/t/1', targetKind: 'thread', targetId: one.id }).execute()
  const log = await addFile(kim, { name: 'service log.txt', bytes: Buffer.from('All is well.') })
  const photo = await addFile(kim, { name: 'boiler.png', bytes: flatPng({ width: 30, height: 20 }) })
  await world.answer(kim, one, `Like this: ![the boiler](/files/${photo.key}/boiler.webp), see [log](/files/${log.key}/service%20log.txt)`)
  await storageOf(kim.config).put('pictures/kim.webp', Buffer.from('a picture'), 'image/webp')
  await world.db.updateTable('member').set({ picture: '/files/pictures/kim.webp' }).where('id', '=', kim.viewer.id!).execute()
  return kim
}

test('an archive of a community makes an equal one elsewhere', async () => {
  const kim = await lively()
  await world.settle()
  const before = await export_(kim)
  const town = await emptyTown()
  await importFrom(town, 'folkmoot', before, { workFolder: tempFolder() })
  expect(await broken(town)).toEqual([])
  expect(whole(await export_(town))).toEqual(whole(before))
  expect((await storageOf(town.config).get('pictures/kim.webp'))!.size).toBe(9)
  const files = await town.db.selectFrom('file').select(['key', 'width', 'ownerId', 'unusedSince']).where('name', '<>', 'rules.txt').orderBy('id').execute()
  const pinned = await town.db.selectFrom('groupFile').innerJoin('file', 'file.id', 'fileId').innerJoin('fileUse', 'fileUse.fileId', 'file.id').select(['name', 'kind', 'unusedSince']).execute()
  expect(pinned).toEqual([{ name: 'rules.txt', kind: 'group', unusedSince: null }])
  expect(files).toMatchObject([{ width: null, ownerId: kim.viewer.id, unusedSince: null }, { width: 30, unusedSince: null }])
  expect((await storageOf(town.config).get(`attachments/${files[0]!.key}.bin`))!.size).toBe(12)
  expect(await storageOf(town.config).get(`images/${files[1]!.key}-30.webp`)).not.toBeNull()
  const { html } = await town.db.selectFrom('post').select('html').where('body', 'like', 'Like this%').executeTakeFirstOrThrow()
  expect(html).toContain(`href="/files/${files[1]!.key}/boiler.webp"`)
  // And once more, which changes nothing.
  await importFrom(town, 'folkmoot', before, { workFolder: tempFolder() })
  expect(whole(await export_(town))).toEqual(whole(before))
})

test('an archive may be packed', async () => {
  const folder = await export_(await lively())
  const packed = `${folder}.tar.gz`
  execFileSync('tar', ['czf', packed, '-C', path.dirname(folder), path.basename(folder)])
  const town = await emptyTown()
  await importFrom(town, 'folkmoot', packed, { workFolder: tempFolder() })
  expect(whole(await export_(town))).toEqual(whole(folder))
  expect(await storageOf(town.config).get('pictures/kim.webp')).not.toBe(null)
})

test('beside what is there already things get other ids, and their old addresses lead to them', async () => {
  const folder = await export_(await lively())
  const { addressNow } = await import('../index.ts')
  const other = await openWorld()
  const cy = await other.member('Cy', 'member', { email: 'ada@example.com' })
  await other.question(cy, { title: 'Who was here first?' })
  await other.settle()
  const report = await importFrom(cy, 'folkmoot', folder, { workFolder: tempFolder() })
  expect(report.skipped.map(({ reason }) => reason)).toEqual(['emailTaken'])
  expect(await broken(cy)).toEqual([])
  const { id } = await other.db
    .selectFrom('thread')
    .select('id')
    .where('title', '=', 'How do I rotate an API key?')
    .executeTakeFirstOrThrow()
  expect(id).toBeGreaterThan(1)
  expect(await addressNow(cy, '/old/localhost:3000/questions/1')).toBe(`/questions/${id}/how-do-i-rotate-an-api-key`)
})

test('nothing in an archive lets anybody in, and addresses only go along when asked for', async () => {
  const kim = await lively()
  const open = Object.values(whole(await export_(kim, false))).join('\n')
  expect(open).not.toContain('@example.com')
  expect(open).not.toMatch(/password|token|secret/i)
  expect(textOf(await export_(kim, true), 'members.jsonl')).toContain('"email":"ada@example.com"')
})

test('an export goes into an empty folder only', async () => {
  const folder = await export_(world.guest)
  await expect(writeArchive(world.guest, folder)).rejects.toThrow('is not empty')
})
