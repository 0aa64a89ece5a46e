/**
 * `folkmoot import stackexchange|discourse|folkmoot PATH`: brings a community in. It may be stopped and started again,
 * and repeated with a newer export of the same place.
 */
import { createHash } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { importFrom, type Progress, type Report, type SourceKind, sourceKinds, UnusableInput, wholeFile } from '#modules/importing/index.ts'
import { houseCtx } from '../base.ts'
import { boot } from '../boot.ts'
import { t, tAny } from '../texts/index.ts'
import { progressOf } from './progress.ts'

const options = {
  source: { type: 'string' },
  space: { type: 'string' },
  url: { type: 'string' },
  categories: { type: 'string' },
  json: { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
} as const

export async function run(args: string[]): Promise<number> {
  const asked = read(args)
  if (!asked) {
    console.error(t('importing:usage'))
    return 2
  }
  const { kind, input, json, ...wishes } = asked
  // With --json only the report goes to the standard output.
  const base = await boot({ say: console.error, queue: false })
  try {
    const logFolder = path.join(base.config.dataDir, 'imports')
    // The same input on its way into the same community waits in the same place: what a killed run left there is taken
    // away by the next.
    const workFolder = path.join(
      os.tmpdir(),
      `folkmoot-import-${createHash('sha256').update(`${base.config.databaseUrl ?? path.resolve(base.config.dataDir)} ${path.resolve(input)}`).digest('hex').slice(0, 12)}`,
    )
    const report = await importFrom(houseCtx(base), kind, input, { ...wishes, logFolder, workFolder, onProgress: shower() })
    if (json) console.log(JSON.stringify(report))
    else tell(report)
    return 0
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error
    console.error(error.message)
    return 1
  } finally {
    await base.close()
  }
}

function read(args: string[]) {
  try {
    const {
      values,
      positionals: [kind, input, more],
    } = parseArgs({ args, options, allowPositionals: true })
    return sourceKinds.includes(kind as SourceKind) && input && !more ? { ...values, kind: kind as SourceKind, input } : null
  } catch {
    return null
  }
}

/** One bar for each step. */
function shower(): (progress: Progress) => void {
  const bars = new Map<string, ReturnType<typeof progressOf>>()
  return ({ step, done, of, records }) => {
    const bar = bars.get(step) ?? progressOf(t(`importing:step.${step}`))
    bars.set(step, bar)
    // While reading, bytes tell how far it is and records how fast it goes.
    if (step === 'reading') bar(records, done > 0 && records > 0 ? Math.max(records, Math.round((records * of) / done)) : of)
    else bar(done, of)
  }
}

const told = [
  'members',
  'namesOnly',
  'spaces',
  'topics',
  'questions',
  'discussions',
  'answers',
  'replies',
  'comments',
  'acceptedAnswers',
  'closed',
  'votes',
  'follows',
  'links',
  'revisions',
  'removed',
] as const

function tell(report: Report) {
  const number = (count: number) => count.toLocaleString('en').padStart(12)
  console.log(`\n${t('importing:report.heading', { source: report.source, seconds: report.seconds })}\n`)
  for (const name of told) if (report[name] > 0) console.log(`${number(report[name])}  ${t(`importing:report.${name}`)}`)
  if (report.skipped.length > 0) console.log(`\n${t('importing:report.leftOut')}\n`)
  for (const { reason, count, places } of report.skipped)
    console.log(`${number(count)}  ${tAny(`importing:skipped.${reason}`)}${placesOf(places, count)}`)
  if (report.log) console.log(`\n${t('importing:report.log', { file: report.log })}`)
  console.log('')
}

function placesOf(places: { file: string; row: number }[], count: number): string {
  const known = places.filter((place) => place.file)
  if (known.length === 0) return ''
  const files = [...Map.groupBy(known, (place) => place.file)].map(
    ([file, rows]) => (rows[0]!.row === wholeFile ? file : `${file}: ${rows.map((each) => each.row).join(', ')}`),
  )
  const areAll = known.length >= count || known[0]!.row === wholeFile
  return `\n${' '.repeat(14)}${files.join('; ')}${areAll ? '' : ' …'}`
}
