/**
 * `npm run bench`: how fast the real server is on a site of 5,000 threads, on both engines, beside a bare Fastify server
 * on the same machine in the same minutes. Prints a table; `--write` puts it into docs/benchmarks.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Asking, type Addresses, addressesOf, reading, replying, searchingAnew } from './requests.ts'
import { type How, type Measured, measure, type Wish } from './load.ts'
import { type Reader, signIn } from './readers.ts'
import { firstVisit } from './visit.ts'
import { type Engine, openSite, type Site } from './site.ts'
import { asStarted, atRest, type Running, start } from './server.ts'
import { type Outcome, reportOf } from './report.ts'
import { usual } from './town.ts'
import { openWords } from './words.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: ['postgres', 'pglite'] },
    seconds: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
    /** A folder in which the filled sites stay, for the next time. */
    keep: { type: 'string', default: '' },
    threads: { type: 'string', default: String(usual.threads) },
    write: { type: 'boolean', default: false },
    json: { type: 'string' },
    /** Runs the server with a profiler; the profile lies in this folder afterwards. */
    profile: { type: 'string' },
  },
})
const wish: Wish = { seconds: Number(values.seconds), warmUp: Number(values['warm-up']), rounds: Number(values.rounds) }
const size = { ...usual, threads: Number(values.threads) }
const here = fileURLToPath(new URL('.', import.meta.url))
const program = path.join(here, '..', 'server', 'main.js')
const wants = (name: string) => values.only === undefined || values.only.some((each) => name.startsWith(each))

async function measureEngine(engine: Engine): Promise<Outcome> {
  console.log(`\n━━ ${engine}`)
  const site = await openSite(engine, size, values.keep)
  try {
    const addresses = await site.inside(addressesOf)
    const flags = [...asStarted, ...(values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [])]
    const server = await start(program, site.env, flags)
    try {
      return await measureAll(site, server, addresses)
    } finally {
      await server.stop()
    }
  } finally {
    await site.close()
  }
}

async function measureAll(site: Site, server: Running, addresses: Addresses): Promise<Outcome> {
  const outcome: Outcome = { engine: site.engine, readyMs: server.readyMs, visit: null, rows: {} }
  await atRest(server.url)
  const readers = await signIn(server.url)
  const paths = addresses.threads.map((thread) => thread.path)
  outcome.visit = wants('visit') ? await firstVisit(server.url + paths[0]!) : null
  const row: Row = async (name, running, requests, how = {}) => {
    if (!wants(name)) return
    const measured = await measure({ ...running, requests, ...how }, wish)
    outcome.rows[name] = measured
    say(name, measured)
  }
  await besideBare(server, paths, readers, row)
  await readPages(server, addresses, readers, row)
  await row('reply', server, replying(addresses.threads, readers, await openWords()), { good: '303' })
  await readWhatIsDrawn(server, addresses, readers, row)
  return outcome
}

type Row = (name: string, running: Running, requests: Asking, how?: How) => Promise<void>

/** The page of a guest, and that of a member, as they are, sent by a server that does nothing else. */
async function besideBare(server: Running, paths: string[], readers: Reader[], row: Row) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'folkmoot-bare-'))
  for (const [of, headers] of [['', {}], [' member', { cookie: readers[0]!.cookie }]] as const) {
    const file = path.join(folder, `page${of}.html`)
    writeFileSync(file, await (await fetch(server.url + paths[0]!, { headers })).text())
    const bare = await start(path.join(here, 'bare.js'), { PAGE: file })
    try {
      await row(`bare${of}`, bare, reading(paths))
      await row(`plain bare${of}`, bare, reading(paths, { plain: true }))
    } finally {
      await bare.stop()
    }
  }
}

async function readPages(server: Running, { threads, long, searches }: Addresses, readers: Reader[], row: Row) {
  const paths = threads.map((thread) => thread.path)
  await row('guest thread', server, reading(paths))
  await row('member thread', server, reading(paths, { readers }))
  await row('long thread', server, reading([long]))
  await row('home', server, reading(['/']))
  await row('latest', server, reading(['/questions']))
  await row('search', server, reading(searches))
}

/** What is drawn anew for each request, and pages for programs: no browser asks for them without packing. */
async function readWhatIsDrawn(server: Running, { threads, titles }: Addresses, readers: Reader[], row: Row) {
  const paths = threads.map((thread) => thread.path)
  await row('member home', server, reading(['/'], { readers }))
  await row('member latest', server, reading(['/questions'], { readers }))
  await row('search anew', server, searchingAnew(titles))
  await row('search one', server, searchingAnew(titles), { atOnce: 1 })
  await row('plain guest thread', server, reading(paths, { plain: true }))
  await row('plain member thread', server, reading(paths, { readers, plain: true }))
}

function say(name: string, { rate, p50, p97, p99, kilobytes, cpu, memory, bad, badKinds }: Measured) {
  const parts = [`${Math.round(rate)}/s`, `p50 ${p50} ms`, `p97.5 ${p97} ms`, `p99 ${p99} ms`, `${kilobytes.toFixed(1)} KB`, `cpu ${Math.round(cpu * 100)} %`, `${Math.round(memory)} MB`]
  console.log(`  ${name.padEnd(20)} ${parts.join('  ')}${bad > 0 ? `  OTHER ANSWERS: ${bad} (${badKinds})` : ''}`)
}

const outcomes: Outcome[] = []
for (const engine of values.engine as Engine[]) outcomes.push(await measureEngine(engine))
const report = reportOf(outcomes, wish, size)
console.log(`\n${report}`)
const day = new Date().toISOString().slice(0, 10)
if (values.write) writeFileSync(path.join('docs', 'benchmarks', `${day}-speed.md`), report)
if (values.json) writeFileSync(values.json, `${JSON.stringify(outcomes, null, 2)}\n`)
