/**
 * `npm run bench:mail`: one reply in a space that thousands watch, with a mail server that refuses, then is slow, then
 * breaks the line again and again, while the process that delivers is killed once. Counts what arrived: who got it
 * not at all, and who twice; and how long a page took meanwhile.
 */
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type MailServer, openMailServer } from '#test/mail-server.ts'
import { signIn } from './readers.ts'
import { addressesOf } from './requests.ts'
import { asStarted, type Running, start } from './server.ts'
import { type Engine, openSite } from './site.ts'
import { usual } from './town.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: ['postgres', 'pglite'] },
    mails: { type: 'string', default: '10000' },
    keep: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
})
const wished = Number(values.mails)
const program = path.join(fileURLToPath(new URL('.', import.meta.url)), '..', 'server', 'main.js')
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** So many members with accounts who watch the space of a thread. @returns that thread */
async function prepare(ctx: Ctx): Promise<number> {
  const [thread] = (await addressesOf(ctx)).threads
  const { spaceId } = await ctx.db.selectFrom('thread').select('spaceId').where('id', '=', thread!.id).executeTakeFirstOrThrow()
  await sql`insert into auth_user (id, name, email, email_verified) select 'w' || n, 'Watcher ' || n, 'w' || n || '@watchers.example', true from generate_series(1, ${wished}::int) n on conflict do nothing`.execute(ctx.db)
  await sql`insert into member (handle, name, email, auth_id, joined_at) select 'watcher-' || n, 'Watcher ' || n, 'w' || n || '@watchers.example', 'w' || n, now() from generate_series(1, ${wished}::int) n on conflict do nothing`.execute(ctx.db)
  await sql`insert into follow (member_id, kind, subject_id, level, at) select id, 'space', ${spaceId}, 'watching', now() from member where handle like 'watcher-%' on conflict do nothing`.execute(ctx.db)
  return thread!.id
}

interface Outcome {
  engine: Engine
  told: number
  lost: number
  double: number
  seconds: number
  pageP95: number
  log: string[]
}

async function measure(engine: Engine): Promise<Outcome> {
  const site = await openSite(engine, { ...usual, threads: 500 }, values.keep)
  const thread = await site.inside(prepare)
  const peer = await openMailServer({ keepText: false })
  const env = { ...site.env, SMTP_URL: peer.url, MAIL_WAIT_SECONDS: '0' }
  let server = await start(program, env, asStarted)
  try {
    await reply(server, thread)
    const began = performance.now()
    const pages = watchPages(() => server.url)
    const log: string[] = []
    const trouble = troubles(peer, log, async () => {
      process.kill(server.pid, 'SIGKILL')
      await pause(2_000)
      server = await start(program, env, asStarted)
    })
    await trouble(0)
    for (let quiet = 0, before = 0; quiet < 240 && new Set(addressed(peer)).size < wished; quiet = peer.accepted.length > before ? 0 : quiet + 1, before = peer.accepted.length) {
      await trouble(peer.accepted.length)
      await pause(1_000)
    }
    // Whatever is sent twice comes by now.
    await pause(20_000)
    const all = addressed(peer)
    return { engine, told: wished, lost: wished - new Set(all).size, double: all.length - new Set(all).size, seconds: Math.round((performance.now() - began) / 1000) - 20, pageP95: pages(), log }
  } finally {
    await server.stop()
    await peer.close()
    await site.close()
  }
}

const addressed = (peer: MailServer) => peer.accepted.map(({ to }) => to).filter((to) => to.endsWith('@watchers.example'))

async function reply(server: Running, thread: number) {
  const [{ cookie, csrf }] = (await signIn(server.url)) as [{ cookie: string; csrf: string }]
  const body = new URLSearchParams({ _csrf: csrf, body: 'The valve was stuck; a drop of oil and an hour of patience.' })
  const { status } = await fetch(`${server.url}/threads/${thread}/answers`, { method: 'POST', redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' }, body })
  if (status !== 303) throw new Error(`The reply was answered with ${status}.`)
}

/** What goes wrong, in order, each once so many mails have arrived. */
function troubles(peer: MailServer, log: string[], kill: () => Promise<void>) {
  const share = (part: number) => Math.round(wished * part)
  const refuse = async () => {
    peer.mood = 'refusing'
    await pause(45_000)
    peer.mood = 'slow'
    peer.slowEach = 500
  }
  const die = async () => { peer.mood = 'dying' }
  const plan: [number, string, () => Promise<void>][] = [
    [0, 'refuses everybody for 45 s, then is slow with one mail in 500', refuse],
    [share(0.1), 'breaks the line in the middle of a mail', die],
    [share(0.25), 'the process that delivers is killed', kill],
    [share(0.4), 'breaks the line in the middle of a mail', die],
    [share(0.5), 'refuses everybody for 45 s', refuse],
    [share(0.8), 'breaks the line in the middle of a mail', die],
  ]
  return async (arrived: number) => {
    if (!plan[0] || arrived < plan[0][0]) return
    const [, what, happens] = plan.shift()!
    log.push(`after ${arrived.toLocaleString('en')}: ${what}`)
    console.log(`  ${log.at(-1)}`)
    await happens()
  }
}

/** A guest reads a page each second. @returns the p95 of what was answered, in ms */
function watchPages(url: () => string): () => number {
  const times: number[] = []
  const clock = setInterval(async () => {
    const began = performance.now()
    const ok = await fetch(`${url()}/questions`).then((answer) => answer.text().then(() => answer.ok), () => false)
    if (ok) times.push(performance.now() - began)
  }, 1_000)
  return () => {
    clearInterval(clock)
    times.sort((one, other) => one - other)
    return Math.round(times[Math.floor(times.length * 0.95)] ?? 0)
  }
}

const outcomes: Outcome[] = []
for (const engine of values.engine as Engine[]) {
  console.log(engine)
  outcomes.push(await measure(engine))
  console.log(`  ${JSON.stringify({ ...outcomes.at(-1), log: undefined })}`)
}
if (values.write) writeFileSync(path.join('docs', 'benchmarks', `${new Date().toISOString().slice(0, 10)}-mail.md`), reportOf())

function reportOf(): string {
  const row = ({ engine, told, lost, double, seconds, pageP95 }: Outcome) => `| ${engine} | ${told.toLocaleString('en')} | ${lost} | ${double} | ${seconds} | ${pageP95} |`
  return `# Mails with a mail server in trouble
${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${os.availableParallelism()} cores. \`npm run bench:mail\`: one reply in a space that ${wished.toLocaleString('en')} members watch, mails at once; a real SMTP server on loopback.

| engine | mails due | lost | double | seconds until the last | page meanwhile, p95 ms |
|---|---|---|---|---|---|
${outcomes.map(row).join('\n')}

What went wrong meanwhile: ${outcomes[0]!.log.join('; ')}.
`
}
process.exit(0)
