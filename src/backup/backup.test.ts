import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '#platform/db.ts'
import { freshDatabase } from '#test/database.ts'
import { openWorld, type World } from '#test/world.ts'
import { acceptAnswer, voteHelpful } from '#modules/conversations/index.ts'
import { readBackup } from './read.ts'
import { tablesInOrder } from './tables.ts'
import { writeBackup } from './write.ts'

let world: World
let folder: string
let empty: Database
beforeEach(async () => {
  world = await openWorld()
  folder = await mkdtemp(path.join(os.tmpdir(), 'folkmoot-backup-'))
  empty = await freshDatabase()
  await fillWorld()
})
afterEach(async () => {
  await empty.close()
  await rm(folder, { recursive: true, force: true })
})

async function fillWorld() {
  const [ada, bob] = [await world.member('Ada'), await world.member('Bob')]
  const question = await world.question(ada, { topics: ['keys'], body: 'Snow ☃, quotes "\'", a backslash \\ and a line\nbreak.' })
  const answer = await world.answer(bob, question)
  await world.comment(ada, answer)
  await voteHelpful(ada, answer.id)
  await acceptAnswer(ada, answer.id)
  await world.settle()
}

const nothing = () => {}
const baseOf = (database: Database, dataDir: string) => ({ database, config: { ...world.config, dataDir } }) as never
const save = (file = path.join(folder, 'site.backup')) => writeBackup(baseOf(world.database, folder), file, nothing).then(() => file)
const bringBack = (file: string) => readBackup(baseOf(empty, path.join(folder, 'new')), file, nothing)

/** Every row of every table as text, sorted: equal sites have equal contents. */
async function contents(database: Database) {
  const all: Record<string, string[]> = {}
  for (const table of await tablesInOrder(database.db)) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t order by 1`.execute(database.db)
    all[table] = rows.map(({ row }) => row)
  }
  return all
}

test('a restored site is equal to the moment of the backup, and goes on with new ids', async () => {
  const told = await bringBack(await save())

  expect(await contents(empty)).toEqual(await contents(world.database))
  expect(told.rows).toBeGreaterThan(20)
  const before = await world.db.selectFrom('member').select((eb) => eb.fn.max('id').as('id')).executeTakeFirstOrThrow()
  const added = await empty.db.insertInto('member').values({ handle: 'cleo', name: 'Cleo' }).returning('id').executeTakeFirstOrThrow()
  expect(added.id).toBe(before.id + 1)
})

test('a cut file is refused, and nothing is written', async () => {
  const file = await save()
  await truncate(file, Math.floor((await readFile(file)).length / 2))
  await expect(bringBack(file)).rejects.toThrow('Nothing was written')
  expect((await contents(empty)).member).toEqual([])
})

test('a changed file is refused', async () => {
  const file = await save()
  await writeFile(file, gzipSync(gunzipSync(await readFile(file)).toString().replace('Ada', 'Eve')))
  await expect(bringBack(file)).rejects.toThrow('cut off or was changed')
})

test('a file of a newer Folkmoot is refused', async () => {
  const file = await save()
  await writeFile(file, gzipSync(gunzipSync(await readFile(file)).toString().replace('"version":1', '"version":9')))
  await expect(bringBack(file)).rejects.toThrow('newer Folkmoot')
})

test('a full site is not written over', async () => {
  const file = await save()
  await bringBack(file)
  await expect(bringBack(file)).rejects.toThrow('not empty')
})

test('stored files come along', async () => {
  await writeFile(path.join(folder, 'x'), '')
  const { mkdir } = await import('node:fs/promises')
  await mkdir(path.join(folder, 'files', 'pictures'), { recursive: true })
  await writeFile(path.join(folder, 'files', 'pictures', 'ada.webp'), Buffer.from([1, 2, 3, 255]))
  await bringBack(await save())
  expect([...(await readFile(path.join(folder, 'new', 'files', 'pictures', 'ada.webp')))]).toEqual([1, 2, 3, 255])
})
