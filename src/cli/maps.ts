/** `bin/maps`: writes docs/maps from the code. With `--check` it only says whether they are true. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { mapsOf } from '../maps.ts'
import { rootFolder } from '../root.ts'

export async function run(args: string[]): Promise<number> {
  let stale = 0
  for (const [name, text] of Object.entries(await mapsOf())) {
    const file = path.join(rootFolder(), 'docs', 'maps', name)
    if ((await readFile(file, 'utf8').catch(() => '')) === text) continue
    stale++
    if (args.includes('--check')) console.error(`docs/maps/${name} is not true any more. Run: bin/maps`)
    else await writeFile(file, text)
  }
  return args.includes('--check') && stale > 0 ? 1 : 0
}
