/**
 * One process at a time in a data folder. The embedded database must never be opened twice: the second writer would
 * destroy it. A lock whose process is gone is taken over.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** @returns how to let go of it. @throws when another living process holds the folder */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const file = path.join(directory, 'folkmoot.lock')
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      await removeIfLeft(file, directory)
    }
  }
}

async function removeIfLeft(file: string, directory: string) {
  const holder = Number(await readFile(file, 'utf8').catch(() => '0'))
  if (holder !== process.pid && holder > 0 && isAlive(holder)) {
    throw new Error(
      `Another Folkmoot (process ${holder}) uses the data in ${directory}. Stop it first, or choose another folder with FOLKMOOT_DATA.`,
    )
  }
  await rm(file, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
