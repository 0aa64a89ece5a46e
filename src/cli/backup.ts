/**
 * `folkmoot backup FILE`: the whole site as of one moment in one gzip file: every table and every stored file. It is a
 * copy of one transaction's view, so it may be taken while people write (on PostgreSQL; the embedded database belongs to
 * one process, so there the running Folkmoot must be stopped first).
 */
import { writeBackup } from '../backup/write.ts'
import { boot } from '../boot.ts'
import { progressOf } from './progress.ts'

export async function run([file]: string[]): Promise<number> {
  if (!file) {
    console.error('Say where to: bin/folkmoot backup FILE')
    return 2
  }
  const base = await boot({ queue: false })
  const told = await writeBackup(base, file, progressOf('Tables'))
  await base.close()
  console.log(`Saved ${told.rows} rows of ${told.tables} tables and ${told.files} files into ${file}.`)
  return 0
}
