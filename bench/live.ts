/**
 * `npm run bench:live`: ten thousand open pages on one process. What each costs while it is idle, how long an event takes to
 * all of them, and what becomes of them when the server is ended, or killed, and started again. `--write` keeps the table.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Heard, Order } from './live-client.ts'
import { type Reader, signIn } from './readers.ts'
import { addressesOf } from './requests.ts'
import { asStarted, atRest, type Running, start, watch } from './server.ts'
import { type Engine, openSite, type Site } from './site.ts'
import { usual } from './town.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: ['postgres', 'pglite'] },
    listeners: { type: 'string', default: '10000' },
    members: { type: 'string', default: '2000' },
    threads: { type: 'string', default: '500' },
    /** Answers, and threads, that are posted while all listen. */
    posts: { type: 'string', default: '60' },
    write: { type: 'boolean', default: false },
  },
})
const here = fileURLToPath(new URL('.', import.meta.url))
const program = path.join(here, '..', 'server', 'main.js')
const listeners = Number(values.listeners)
const posts = Number(values.posts)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const residentMb = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024

interface Spread {
  p50: number
  p99: number
  most: number
}

interface Restart {
  how: string
  downSeconds: number
  backSeconds: number
  back: number
}

interface Outcome {
  engine: Engine
  kilobytes: number
  memory: [number, number]
  idleCpu: number
  toAll: Spread
  toThread: Spread
  restarts: Restart[]
  missed: number
  double: number
}

/** What was posted, so that it can be said what was missed. */
const posted = { lists: 0, threads: {} as Record<number, number>, at: new Map<string, number>() }

async function post(url: string, { cookie, csrf }: Reader, where: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(url + where, { method: 'POST', redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams({ _csrf: csrf, _key: randomUUID(), ...fields }) })
  if (answer.status !== 303) throw new Error(`${where} answered ${answer.status}`)
  return answer.headers.get('location')!
}

async function reply(url: string, reader: Reader, thread: number) {
  const at = Date.now()
  const to = await post(url, reader, `/threads/${thread}/answers`, { body: `Look at the valve first, then at the filter. ${randomUUID()}` })
  posted.threads[thread] = (posted.threads[thread] ?? 0) + 1
  posted.at.set(`post:${/post=(\d+)/.exec(to)![1]}`, at)
}

async function begin(url: string, reader: Reader, spaceId: number) {
  const at = Date.now()
  const to = await post(url, reader, '/discussions', { title: `What do you think of the valve ${randomUUID()}`, body: 'I wonder how others see it.', spaceId: String(spaceId) })
  posted.lists++
  posted.at.set(`thread:${/\/(\d+)/.exec(to)![1]}`, at)
}

async function measureEngine(engine: Engine): Promise<Outcome> {
  console.log(`\n━━ ${engine}`)
  Object.assign(posted, { lists: 0, threads: {}, at: new Map() })
  const site = await openSite(engine, { ...usual, threads: Number(values.threads) })
  try {
    return await measureSite(site)
  } finally {
    await site.close()
  }
}

async function measureSite(site: Site): Promise<Outcome> {
  const { threads, spaceId } = await site.inside(async (ctx) => ({
    threads: (await addressesOf(ctx)).threads.map(({ id }) => id),
    spaceId: (await ctx.db.selectFrom('space').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()).id,
  }))
  let server = await start(program, site.env, asStarted)
  const client = fork(path.join(here, 'live-client.js'), { stdio: 'inherit' })
  try {
    await atRest(server.url)
    const readers = await signIn(server.url)
    for (const id of threads) await (await fetch(`${server.url}/threads/${id}`)).text()
    for (const thread of threads.slice(0, 20)) await reply(server.url, readers[0]!, thread)
    Object.assign(posted, { lists: 0, threads: {}, at: new Map() })
    await atRest(server.url)
    await pause(5_000)
    const before = residentMb(server.pid)
    client.send({ order: { port: Number(new URL(server.url).port), listeners, threads, cookies: readers.map(({ cookie }) => cookie), members: Number(values.members) } satisfies Order })
    await allOn(client)
    await pause(25_000)
    const idle = watch(server.pid)
    await pause(10_000)
    const { cpu } = idle()
    const after = residentMb(server.pid)
    console.log(`  ${listeners} on: ${before.toFixed(0)} MB → ${after.toFixed(0)} MB, ${(((after - before) * 1024) / listeners).toFixed(1)} KB each; idle ${(cpu * 100).toFixed(1)} % of a core`)
    for (let n = 0; n < posts; n++) {
      await reply(server.url, readers[n % readers.length]!, threads[n % threads.length]!)
      await begin(server.url, readers[n % readers.length]!, spaceId)
      await pause(500)
    }
    await pause(3_000)
    const { events } = await said(client, { expected: posted })
    const [toAll, toThread] = [spreadOf(events, 'thread:'), spreadOf(events, 'post:')]
    console.log(`  to all: p50 ${toAll.p50} ms, p99 ${toAll.p99} ms, last ${toAll.most} ms; to a thread: p50 ${toThread.p50} ms, p99 ${toThread.p99} ms`)
    const restarts: Restart[] = []
    for (const how of ['ended', 'killed']) {
      const next = await restart(how, server, site, client, async (url, n) => {
        await reply(url, readers[n % readers.length]!, threads[n % threads.length]!)
        await begin(url, readers[n % readers.length]!, spaceId)
      })
      server = next.server
      restarts.push(next.restart)
    }
    const { missed, double } = await said(client, { expected: posted })
    console.log(`  missed ${missed}, double ${double}`)
    return { engine: site.engine, kilobytes: ((after - before) * 1024) / listeners, memory: [before, after], idleCpu: cpu, toAll, toThread, restarts, missed, double }
  } finally {
    client.kill()
    await server.stop()
  }
}

/** Things are posted until just before, and again as soon as there is a server, while most are still away. */
async function restart(how: string, server: Running, site: Site, client: ChildProcess, act: (url: string, n: number) => Promise<void>) {
  const port = Number(new URL(server.url).port)
  await atRest(server.url)
  for (let n = 0; n < 5; n++) await act(server.url, n)
  const down = Date.now()
  const wasOn = await said(client, { ask: true })
  if (how === 'killed') process.kill(server.pid, 'SIGKILL')
  else await server.stop()
  const next = await start(program, site.env, asStarted, port)
  const up = Date.now()
  for (let n = 0; n < 5; n++) await act(next.url, n)
  await allOn(client, wasOn.lastBackAt)
  const { lastBackAt, on } = await said(client, { ask: true })
  const found: Restart = { how, downSeconds: (up - down) / 1000, backSeconds: (lastBackAt - up) / 1000, back: on }
  console.log(`  ${how}: away for ${found.downSeconds.toFixed(1)} s, all ${on} back ${found.backSeconds.toFixed(1)} s after the first page`)
  await pause(5_000)
  return { server: next, restart: found }
}

async function said(client: ChildProcess, message: object): Promise<Heard> {
  client.send(message)
  return ((await once(client, 'message')) as [Heard])[0]
}

async function allOn(client: ChildProcess, since = 0) {
  for (let second = 0; second < 240; second++) {
    const { on, lastBackAt } = await said(client, { ask: true })
    if (on === listeners && lastBackAt > since) return
    await pause(500)
  }
  throw new Error(`Not all came: ${(await said(client, { ask: true })).on} of ${listeners}.`)
}

function spreadOf(events: Heard['events'], kind: string): Spread {
  const took = Object.entries(events).flatMap(([about, times]) => (about.startsWith(kind) && posted.at.has(about) ? times.map((time) => time - posted.at.get(about)!) : []))
  const sorted = took.sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

function reportOf(outcomes: Outcome[]): string {
  const machine = `${os.availableParallelism()} cores (${os.cpus()[0]?.model.trim()}), Node ${process.version}`
  const head = `# Live, measured\n${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run bench:live\`: ${listeners.toLocaleString('en')} streams on one process, ${values.members} of them of members, each at a thread, at the lists and at its own inbox, held by another process on the same machine. ${posts} answers and ${posts} threads are posted by forms; times run from the sending of the form to the arrival of the event. Restarts: things are posted until just before and at once afterwards.`
  const ms = ({ p50, p99, most }: Spread) => `${p50} / ${p99} / ${most} ms`
  const name = (engine: Engine) => (engine === 'postgres' ? 'PostgreSQL' : 'PGlite (embedded)')
  const row = (title: string, value: (each: Outcome) => string) => `| ${title} | ${outcomes.map(value).join(' | ')} |`
  return `${[
    head,
    '',
    row('', ({ engine }) => name(engine)).replace('|  |', '| |'),
    `|---|${outcomes.map(() => '---').join('|')}|`,
    row('memory of a stream', ({ kilobytes, memory }) => `${kilobytes.toFixed(1)} KB (${memory[0].toFixed(0)} → ${memory[1].toFixed(0)} MB)`),
    row('of one core while all are idle', ({ idleCpu }) => `${(idleCpu * 100).toFixed(1)} %`),
    row('event to all, p50 / p99 / last', ({ toAll }) => ms(toAll)),
    row('event to who shows the thread, p50 / p99 / last', ({ toThread }) => ms(toThread)),
    ...['ended', 'killed'].map((how, n) => row(`server ${how} and started: away, all back after`, ({ restarts }) => `${restarts[n]!.downSeconds.toFixed(1)} s, ${restarts[n]!.backSeconds.toFixed(1)} s (${restarts[n]!.back.toLocaleString('en')})`)),
    row('events missed / double', ({ missed, double }) => `${missed} / ${double}`),
  ].join('\n')}\n`
}

const outcomes: Outcome[] = []
for (const engine of values.engine as Engine[]) outcomes.push(await measureEngine(engine))
const report = reportOf(outcomes)
console.log(`\n${report}`)
if (values.write) writeFileSync(path.join('docs', 'benchmarks', `${new Date().toISOString().slice(0, 10)}-live.md`), report)
process.exit(0)
