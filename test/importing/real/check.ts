/** What `npm run check:imports` runs: every real set imported, killed, repeated and compared; see bin/check-imports.mjs. */
import os from 'node:os'
import { sql } from 'kysely'
import type { Report } from '#modules/importing/index.ts'
import { newPlace, type Place } from '../place.ts'
import { asItStands, differences, historyBroken, type Portrait, portrait } from '../portrait.ts'
import { bring, doctor, type Ended, type Input, type Point } from './command.ts'
import { here, type RealSet, sets } from './sets.ts'
import { comesOut, inWords, type Sum } from './sums.ts'

interface Outcome {
  set: RealSet
  seconds: number
  again: number
  killedAt: string[]
  sums: Sum[]
  /** What is not as it must be, by what was tried. */
  wrong: Record<'counts' | 'killed' | 'repeated' | 'doctor', string[]>
}

// In the people, in the texts with their votes and history, and at the end, where all is counted and found.
const points: Point[] = [
  { step: 'Importing', percent: 9 },
  { step: 'Importing', percent: 55 },
  { step: 'Indexing', percent: 30 },
]

const wanted = process.argv.slice(2)
const chosen = sets.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

async function through(place: Place, input: Input): Promise<Ended> {
  const ended = await bring(place, input)
  if (typeof ended === 'string') throw new Error('Nobody killed it.')
  return ended
}

async function killed(place: Place, input: Input): Promise<{ report: Report; killedAt: string[] }> {
  const killedAt: string[] = []
  for (const point of points) {
    const ended = await bring(place, input, point)
    // A small set may be through before it is hit.
    if (typeof ended !== 'string') return { report: ended.report, killedAt }
    killedAt.push(ended)
  }
  return { report: (await through(place, input)).report, killedAt }
}

async function drawn(place: Place, { source }: Report): Promise<Portrait> {
  const database = await place.open()
  try {
    return await portrait(database.db, source)
  } finally {
    await database.close()
  }
}

/** Things that an import says it has added or changed, of all kinds. */
async function changedIn(place: Place, { source, run }: Report): Promise<string[]> {
  const database = await place.open()
  const { rows } = await sql<{ kind: string; count: number }>`
    select import_item.kind, count(*)::int as count from import_item join import_source on import_source.id = source_id
    where key = ${source} and changed_run = ${run} group by import_item.kind`.execute(database.db)
  await database.close()
  return rows.map(({ kind, count }) => `${count} ${kind} changed`)
}

// What tells of the run itself and not of what came.
const counted = ({ seconds: _, run: __, log: ___, ...counts }: Report) => JSON.stringify(counts)
const sameReport = (one: Report, other: Report) => (counted(one) === counted(other) ? [] : [`report < ${counted(one)}`, `report > ${counted(other)}`])

const alone = new Map<string, Portrait>()

async function check(set: RealSet, server: string | undefined): Promise<Outcome> {
  const [clean, broken] = [await newPlace(server), await newPlace(server)]
  try {
    if (set.older) for (const place of [clean, broken]) await through(place, set.older)
    const { report, seconds } = await through(clean, set.input)
    const first = await drawn(clean, report)
    const sums = set.sums(report)
    const counts = [...sums.filter((sum) => !comesOut(sum)).map(inWords), ...(set.older ? await asAlone(set, first, server) : [])]
    if (!set.older) alone.set(set.input.file, first)
    const hurt = await killed(broken, set.input)
    const kills = [...sameReport(report, hurt.report), ...differences(first, await drawn(broken, report))]
    const again = await through(broken, set.input)
    const repeated = [...sameReport(report, again.report), ...(await changedIn(broken, again.report)), ...differences(first, await drawn(broken, report))]
    const found = [...(await doctor(clean)), ...(await doctor(broken))]
    return { set, seconds, again: again.seconds, killedAt: hurt.killedAt, sums, wrong: { counts, killed: kills, repeated, doctor: found } }
  } finally {
    for (const place of [clean, broken]) await place.remove()
  }
}

/** On top of an older export it ends as if there had only been the newer one; the change itself is history. */
async function asAlone(set: RealSet, grown: Portrait, server: string | undefined): Promise<string[]> {
  if (!alone.has(set.input.file)) {
    const place = await newPlace(server)
    alone.set(set.input.file, await drawn(place, (await through(place, set.input)).report))
    await place.remove()
  }
  const only = alone.get(set.input.file)!
  return [...differences(asItStands(only), asItStands(grown)), ...historyBroken(grown, only).slice(0, 5)]
}

const verdict = (wrong: string[], words: string) => (wrong.length === 0 ? words : `**${wrong.length} wrong**`)

function row({ set, seconds, again, killedAt, sums, wrong }: Outcome): string {
  const expected = verdict(wrong.counts, set.older ? `${sums.length} of ${sums.length}; as 2020-06 alone` : `${sums.length} of ${sums.length}`)
  const cells = [set.title, `${Math.round(seconds)} s`, expected, killedAt.join(', '), verdict(wrong.killed, 'the same'), `${verdict(wrong.repeated, 'nothing changed')}, ${Math.round(again)} s`, verdict(wrong.doctor, 'nothing found')]
  return `| ${cells.join(' | ')} |`
}

function tell(outcomes: Outcome[], engine: string) {
  console.log(`\n${engine}, Node ${process.versions.node}, ${os.cpus().length} cores\n`)
  console.log('| set | time | golden counts | killed at | then | repeated | doctor |\n|---|---|---|---|---|---|---|')
  for (const each of outcomes) console.log(row(each))
  console.log('')
  for (const { set, sums } of outcomes) console.log(`- **${set.title}**: ${sums.map(inWords).join('; ')}`)
  for (const { set, wrong } of outcomes)
    for (const [what, lines] of Object.entries(wrong)) for (const line of lines) console.error(`${set.name}, ${what}: ${line.slice(0, 600)}`)
}

async function engineOf(place: Place): Promise<string> {
  const database = await place.open()
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(database.db)
  await database.close()
  await place.remove()
  return `${database.engine === 'pglite' ? 'Embedded PostgreSQL' : 'PostgreSQL'} ${rows[0]!.version}`
}

async function main(): Promise<number> {
  if (!here) throw new Error('The real sets are not here: ../shared/data is missing.')
  if (chosen.length === 0) throw new Error(`No such set. There are: ${sets.map(({ name }) => name).join(', ')}`)
  const server = process.env.TEST_DATABASE_URL || undefined
  const outcomes: Outcome[] = []
  for (const set of chosen) {
    console.error(`━━ ${set.title}`)
    outcomes.push(await check(set, server))
  }
  tell(outcomes, await engineOf(await newPlace(server)))
  return outcomes.some(({ wrong }) => Object.values(wrong).some((lines) => lines.length > 0)) ? 1 : 0
}

process.exitCode = await main()
