/** Killed in the middle, an import leaves whole batches behind, and the next run goes on to the same end. */
import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brewery, forum } from '#test/importing/made.ts'
import { newPlace, type Place } from '#test/importing/place.ts'
import { asItStands, differences, historyBroken, type Portrait } from '#test/importing/portrait.ts'
import { named, writeDump } from '#test/importing/town.ts'
import type { SourceKind } from './import-from.ts'
import type { Report } from './report.ts'

// A build beside the packages, so that the child finds them.
const built = path.resolve('node_modules/.cache/folkmoot/import-child')
// Two dozen processes: a few seconds each on a quiet machine, far more on a busy one.
const timeout = 1_200_000
const places: Place[] = []

beforeAll(async () => {
  // Away with what is there: where packages are linked into several trees, a build written over it would be in all of them.
  rmSync(built, { recursive: true, force: true })
  await build({
    entryPoints: { child: 'test/importing/child.ts', 'text-worker': 'src/platform/text/worker.ts' },
    outdir: built,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    loader: { '.md': 'text' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  })
})

afterAll(async () => {
  for (const place of places) await place.remove()
})

interface Ended {
  report: Report
  /** What the run has added or changed. */
  changed: unknown[]
  portrait: Portrait
}

async function somewhere(): Promise<Place> {
  const place = await newPlace(process.env.TEST_DATABASE_URL)
  places.push(place)
  return place
}

/** Runs the import in a process of its own. @param killAt `3 insert into vote`: it dies before the third such statement */
function run(place: Place, kind: SourceKind, input: string, killAt = ''): Promise<Ended | 'killed'> {
  const env = { ...process.env, ...place.env, KILL_AT: killAt }
  const child = spawn(process.execPath, [path.join(built, 'child.js'), kind, input], { stdio: ['ignore', 'inherit', 'inherit'], env })
  return new Promise((done, fail) =>
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') done('killed')
      else if (code === 0) done(JSON.parse(readFileSync(path.join(place.folder, 'ended.json'), 'utf8')) as Ended)
      else fail(new Error(`The import ended with ${code}.`))
    }),
  )
}

async function through(place: Place, kind: SourceKind, input: string): Promise<Ended> {
  const ended = await run(place, kind, input)
  if (ended === 'killed') throw new Error('Nobody killed it.')
  return ended
}

async function killed(place: Place, kind: SourceKind, input: string, points: readonly string[]): Promise<Ended> {
  for (const point of points) expect(`${point}: ${await run(place, kind, input, point)}`).toBe(`${point}: killed`)
  return through(place, kind, input)
}

const counts = ({ report: { seconds, run: _, log, ...rest } }: Ended) => rest

/** The list of what was left out holds as many things as the report says. */
function listed({ log }: Report): Record<string, number> {
  const lines = log ? readFileSync(log, 'utf8').trim().split('\n') : []
  const sums: Record<string, number> = {}
  for (const [reason = '', , , count] of lines.map((line) => line.split('\t'))) sums[reason] = (sums[reason] ?? 0) + Number(count)
  return sums
}

const told = ({ skipped }: Report) => Object.fromEntries(skipped.map(({ reason, count }) => [reason, count]))

async function expectSame(hurt: Place, kind: SourceKind, input: string, after: Ended, clean: Ended) {
  expect(counts(after)).toEqual(counts(clean))
  expect(differences(after.portrait, clean.portrait)).toEqual([])
  expect(listed(after.report)).toEqual(told(after.report))
  const again = await through(hurt, kind, input)
  expect(counts(again)).toEqual(counts(clean))
  expect(again.changed).toEqual([])
  expect(differences(again.portrait, clean.portrait)).toEqual([])
}

test('a forum, killed again and again, ends like one that came through', { timeout }, async () => {
  const input = path.join(named('forum'), 'forum.example.com.jsonl')
  writeFileSync(input, forum(500).map((topic) => JSON.stringify(topic)).join('\n'))
  const hurt = await somewhere()
  const after = await killed(hurt, 'discourse', input, [
    // The batch that brings the last people stands, the next that mentions them does not.
    '3 select key, run, state from import_source',
    '2 insert into thread_link',
    '2 insert into search_document',
  ])
  expect(after.report).toMatchObject({ questions: 500, run: 1 })
  expect(after.portrait.mentions!.length).toBeGreaterThan(400)
  await expectSame(hurt, 'discourse', input, after, await through(await somewhere(), 'discourse', input))
})

const atEveryStage = [
  '2 insert into member',
  '1 insert into post (',
  '1 insert into post_revision',
  '2 insert into vote',
  '1 insert into thread_link',
  '1 update thread',
  '1 update member',
  '2 insert into search_document',
]

const older = () => writeDump(brewery(2014), named('beer.example.com-2014-05'))
const newer = () => writeDump(brewery(2020), named('beer.example.com-2020-06'))

let alone: Ended

test('a Stack Exchange dump, killed at every stage, ends like one that came through', { timeout }, async () => {
  const input = newer()
  const hurt = await somewhere()
  const after = await killed(hurt, 'stackexchange', input, atEveryStage)
  expect(after.report).toMatchObject({ run: 1, questions: 160 })
  alone = await through(await somewhere(), 'stackexchange', input)
  await expectSame(hurt, 'stackexchange', input, after, alone)
})

test('a newer dump over an older one, both of them killed, ends like the newer one alone', { timeout }, async () => {
  const [hurt, quiet] = [await somewhere(), await somewhere()]
  const [before, input] = [older(), newer()]
  // Never ended: nothing of it has been counted or can be found when the newer one follows.
  expect(await run(hurt, 'stackexchange', before, '1 analyze')).toBe('killed')
  const after = await killed(hurt, 'stackexchange', input, [
    '1 update post as',
    '1 delete from post_revision',
    '1 delete from vote',
    '1 update import_item set digest',
    '1 insert into search_document',
  ])
  await through(quiet, 'stackexchange', before)
  await expectSame(hurt, 'stackexchange', input, after, await through(quiet, 'stackexchange', input))
  expect(after.report.removed).toBeGreaterThan(0)
  expect(differences(asItStands(after.portrait), asItStands(alone.portrait))).toEqual([])
  expect(historyBroken(after.portrait, alone.portrait)).toEqual([])
})
