/** Reads a backup back: checks the whole file first, then writes everything in one transaction, or nothing. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Booted } from '../boot.ts'
import type { Progress } from '../cli/progress.ts'
import { format, type Foot, type Head, version } from './format.ts'
import { tablesInOrder } from './tables.ts'

const batch = 500

async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createReadStream(file).pipe(createGunzip())
  yield* createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })
}

export async function readBackup(base: Booted, file: string, onProgress: Progress) {
  const { head, foot } = await check(file).catch((error: Error) => {
    throw new Error(`${file} cannot be restored: ${error.message} Nothing was written.`)
  })
  const db = base.database.db
  await refuseOther(db, head)
  const files = await db.transaction().execute((tx) => fill(tx, base, file, foot, onProgress))
  return { rows: foot.rows, files, at: head.at }
}

/** Reads the file from end to end and compares its sum. */
async function check(file: string): Promise<{ head: Head; foot: Foot }> {
  const hash = createHash('sha256')
  let head: Head | undefined
  let before: string | undefined
  for await (const text of linesOf(file)) {
    head ??= JSON.parse(text) as Head
    if (before !== undefined) hash.update(`${before}\n`)
    before = text
  }
  if (head?.format !== format) throw new Error('it is no backup of Folkmoot.')
  if (head.version > version) throw new Error('it was written by a newer Folkmoot. Bring this one up to date first.')
  const foot = JSON.parse(before ?? '{}') as Foot
  if (foot.end !== true || foot.sha256 !== hash.digest('hex')) throw new Error('it is cut off or was changed.')
  return { head, foot }
}

async function refuseOther(db: Db, head: Head) {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db)
  const here = new Set(rows.map((row) => row.name))
  const unknown = head.migrations.filter((name) => !here.has(name))
  if (unknown.length > 0) throw new Error(`The backup was written by a newer Folkmoot (${unknown[0]}). Bring this one up to date first. Nothing was written.`)
  const { rows: full } = await sql<{ there: boolean }>`select exists (select 1 from member) or exists (select 1 from setting) as there`.execute(db)
  if (full[0]?.there) throw new Error('This database is not empty. Restore into a new one (FOLKMOOT_DATA or DATABASE_URL). Nothing was written.')
}

async function fill(tx: Db, base: Booted, file: string, foot: Foot, onProgress: Progress): Promise<number> {

  const known = new Set(await tablesInOrder(tx))
  await withoutTriggers(tx, [...known], async () => {
    let table = ''
    let waiting: string[] = []
    let done = 0
    const flush = async () => {
      if (waiting.length > 0) await putRows(tx, table, waiting)
      done += waiting.length
      waiting = []
      onProgress(done, foot.rows)
    }
    for await (const text of linesOf(file)) {
      const line = JSON.parse(text) as { table?: string; r?: string; file?: string; content?: string }
      if (line.r !== undefined) waiting.push(line.r)
      if (line.table !== undefined || waiting.length >= batch || line.file !== undefined) await flush()
      if (line.table !== undefined) table = known.has(line.table) ? line.table : ''
      if (line.file !== undefined) await putFile(base, line.file, line.content ?? '')
    }
    await flush()
  })
  await setSequences(tx)
  return foot.files
}

async function putRows(tx: Db, table: string, rows: string[]) {
  if (table === '') return
  const json = `[${rows.join(',')}]`
  await sql`insert into ${sql.table(table)} overriding system value select * from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`.execute(tx)
}

async function putFile(base: Booted, name: string, content: string) {
  const folder = path.join(base.config.dataDir, 'files')
  const target = path.resolve(folder, name)
  if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`The backup names a file outside of its folder: ${name}`)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, Buffer.from(content, 'base64'))
}

// Foreign keys are triggers. Dropping and making them again in the same transaction checks every row once, in bulk, and
// needs no superuser.
async function withoutTriggers(tx: Db, tables: string[], work: () => Promise<void>) {
  const { rows } = await sql<{ child: string; name: string; definition: string }>`
    select conrelid::regclass::text as child, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace`.execute(tx)
  const links = rows.filter((row) => tables.includes(row.child))
  for (const { child, name } of links) await sql`alter table ${sql.table(child)} drop constraint ${sql.ref(name)}`.execute(tx)
  await work()
  for (const { child, name, definition } of links) {
    await sql`alter table ${sql.table(child)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(tx)
  }
}

/** New ids go on after the highest one. */
async function setSequences(tx: Db) {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`.execute(tx)
  for (const { table, column } of rows) {
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), greatest((select coalesce(max(${sql.ref(column)}), 0) from ${sql.table(table)}), 1))`.execute(tx)
  }
}
