/** `folkmoot restore FILE`: brings a backup back into an empty database and data folder. */
import { readBackup } from '../backup/read.ts'
import { boot } from '../boot.ts'
import { progressOf } from './progress.ts'

export async function run([file]: string[]): Promise<number> {
  if (!file) {
    console.error('Say which: bin/folkmoot restore FILE')
    return 2
  }
  const base = await boot({ queue: false })
  try {
    const told = await readBackup(base, file, progressOf('Rows'))
    console.log(`Restored ${told.rows} rows and ${told.files} files, as of ${told.at}. Check them with: bin/folkmoot doctor --data`)
  } finally {
    await base.close()
  }
  return 0
}
