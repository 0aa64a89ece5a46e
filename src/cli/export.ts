/** `folkmoot export DIR`: everything in one open archive, described in docs/archive-format.md. */
import { parseArgs } from 'node:util'
import { writeArchive } from '#modules/importing/index.ts'
import { houseCtx } from '../base.ts'
import { boot } from '../boot.ts'
import { t } from '../texts/index.ts'
import { progressOf } from './progress.ts'

export async function run(args: string[]): Promise<number> {
  const {
    values,
    positionals: [folder],
  } = parseArgs({ args, options: { 'with-addresses': { type: 'boolean', default: false } }, allowPositionals: true })
  if (!folder) {
    console.error(t('importing:exportUsage'))
    return 2
  }
  const base = await boot({ say: console.error, queue: false })
  const written = await writeArchive(houseCtx(base), folder, {
    addresses: values['with-addresses'],
    onProgress: progressOf(t('importing:step.exporting')),
  }).finally(() => base.close())
  console.log(
    t('importing:exported', {
      folder,
      lines: Object.values(written.lines).reduce((sum, count) => sum + count, 0),
      files: written.files,
    }),
  )
  return 0
}
