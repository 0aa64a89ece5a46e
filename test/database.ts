/**
 * The test database: a migrated PGlite image made once for each set of migrations and kept on disk; or, with
 * TEST_DATABASE_URL, one database a worker on a PostgreSQL server.
 */
import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { dropDatabase, newDatabase } from '../bin/postgres.mjs'
import { type Database, fromPglite, migrate, openServer } from '../src/platform/db.ts'

const folder = 'migrations'
const cache = 'node_modules/.cache/folkmoot'

async function templateFile() {
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(name + (await readFile(`${folder}/${name}`, 'utf8')))
  return `${cache}/database-${hash.digest('hex').slice(0, 12)}.tar`
}

/** Makes the image if it is not there. Called once before all tests. */
export async function makeTemplate() {
  const file = await templateFile()
  if (await access(file).then(() => true, () => false)) return
  const pglite = await PGlite.create()
  await migrate(fromPglite(pglite), folder)
  await mkdir(cache, { recursive: true })
  await writeFile(`${file}.${process.pid}`, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()))
  await pglite.close()
  await rename(`${file}.${process.pid}`, file)
}

export const testServer = process.env.TEST_DATABASE_URL

async function open(): Promise<Database> {
  return testServer ? openTestServer(testServer) : freshDatabase()
}

/** A migrated, empty database beside the shared one, embedded whatever the suite runs on. */
export async function freshDatabase(): Promise<Database> {
  await makeTemplate()
  return fromPglite(await PGlite.create({ loadDataDir: new Blob([await readFile(await templateFile())]) }))
}

async function openTestServer(server: string): Promise<Database> {
  const name = `folkmoot_test_${process.env.VITEST_POOL_ID ?? '0'}_${process.pid}`
  await dropDatabase(server, name)
  const database = openServer(await newDatabase(server, name))
  await migrate(database, folder)
  return database
}

let shared: Promise<Database> | undefined

/** One database a worker, emptied for each world: a hundred times cheaper than a new one. */
export async function emptyDatabase(): Promise<Database> {
  shared ??= open()
  const database = await shared
  await database.script(`do $$ declare names text; begin
    select string_agg(format('%I', tablename), ', ') into names from pg_tables where schemaname = 'public' and tablename <> 'migration';
    execute 'alter table fact disable trigger fact_is_append_only';
    execute 'truncate ' || names || ' restart identity cascade';
    execute 'alter table fact enable trigger fact_is_append_only';
  end $$`)
  return database
}
