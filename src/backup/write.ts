/** Writes a backup: one repeatable-read transaction, table after table, in batches. */
import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readdir, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Booted } from '../boot.ts'
import type { Progress } from '../cli/progress.ts'
import { format, type Head, version } from './format.ts'
import { tablesInOrder } from './tables.ts'

const batch = 1_000

interface Out {
  gzip: Gzip
  hash: Hash
  rows: number
  files: number
}

export async function writeBackup(base: Booted, file: string, onProgress: Progress) {
  const out: Out = { gzip: createGzip(), hash: createHash('sha256'), rows: 0, files: 0 }
  // Under another name until it is whole: half a backup must not look like one.
  const target = createWriteStream(`${file}.part`, { mode: 0o600 })
  out.gzip.pipe(target)
  const tables = await base.database.db.transaction().setIsolationLevel('repeatable read').execute((db) => writeTables(db, out, onProgress))
  await writeFiles(path.join(base.config.dataDir, 'files'), out)
  await line(out, { end: true, rows: out.rows, files: out.files, sha256: out.hash.copy().digest('hex') })
  out.gzip.end()
  await finished(target)
  await rename(`${file}.part`, file)
  return { tables, rows: out.rows, files: out.files }
}

async function line(out: Out, value: object) {
  const text = `${JSON.stringify(value)}\n`
  out.hash.update(text)
  if (!out.gzip.write(text)) await once(out.gzip, 'drain')
}

async function writeTables(db: Db, out: Out, onProgress: Progress): Promise<number> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db)
  await line(out, { format, version, at: new Date().toISOString(), migrations: rows.map((row) => row.name) } satisfies Head)
  const tables = await tablesInOrder(db)
  for (const [index, table] of tables.entries()) {
    await line(out, { table })
    await writeRows(db, table, out)
    onProgress(index + 1, tables.length)
  }
  return tables.length
}

// Read through a cursor, so that a table of millions of rows takes no more memory than a batch; rows as the database
// writes them in JSON, so that no number or time passes through a double on its way.
async function writeRows(db: Db, table: string, out: Out) {
  await sql`declare saved no scroll cursor for select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(db)
  for (;;) {
    const { rows } = await sql<{ row: string }>`${sql.raw(`fetch ${batch} from saved`)}`.execute(db)
    for (const { row } of rows) await line(out, { r: row })
    out.rows += rows.length
    if (rows.length < batch) break
  }
  await sql`close saved`.execute(db)
}

async function writeFiles(folder: string, out: Out) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of names.filter((each) => each.isFile())) {
    const full = path.join(entry.parentPath, entry.name)
    await line(out, { file: path.relative(folder, full), content: (await readFile(full)).toString('base64') })
    out.files++
  }
}
