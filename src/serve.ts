/** Runs Folkmoot: the web, the worker, or both (ROLE). */
import type { AddressInfo } from 'node:net'
import { readConfig } from '#platform/config.ts'
import { brisk } from '#platform/db.ts'
import { closeDrawing } from '#platform/drawing/index.ts'
import { closeText } from '#platform/text/index.ts'
import { settings } from '#modules/community/index.ts'
import { authOf, carriesNobody, readSession } from '#modules/members/index.ts'
import { setupToken } from '#modules/admin/index.ts'
import { listenForMail } from '#modules/mailbox/index.ts'
import { writeSearches } from '#modules/search/index.ts'
import { buildApp } from './app.tsx'
import { allJobs, allListeners, houseCtx } from './base.ts'
import { boot, type Booted } from './boot.ts'

const started = performance.now()
const say = (line: string) => console.log(line)

/** @returns when it serves; it goes on until a signal ends it */
export async function serve() {
  const config = readConfig()
  const base = await boot({ config, say, patience: config.role === 'worker' ? undefined : brisk })
  const web = config.role === 'worker' ? null : await startWeb(base)
  if (config.role !== 'web') await startWorker(base)
  const mail = config.mailIn?.port !== undefined && config.role !== 'web' ? await listenForMail(() => houseCtx(base), { port: config.mailIn.port, host: config.host }) : null
  endWith(async () => {
    await mail?.close()
    await web?.close()
    // What was looked for in the last seconds and not written yet.
    await writeSearches(houseCtx(base)).catch(() => {})
    await base.close()
    await closeText()
    await closeDrawing()
  })
  if (!web) say('Folkmoot worker is running.')
}

async function startWeb(base: Booted) {
  const { config } = base
  const logger = config.logLevel === 'silent' ? false : { level: config.logLevel === 'info' ? 'warn' : config.logLevel }
  const auth = authOf(base)
  const { app } = await buildApp({ ...base, readSession: readSession(auth), isStranger: carriesNobody(auth), logger })
  // After a restart thousands of open pages come back within seconds.
  await app.listen({ port: config.port, host: config.host, backlog: 4_096 })
  await greet(base, (app.server.address() as AddressInfo).port)
  return app
}

async function startWorker(base: Booted) {
  await base.jobs!.work(() => houseCtx(base), allListeners(), allJobs())
}

/** What to do next, for the one who started it. */
async function greet(base: Booted, port: number) {
  const { name, installedAt } = await settings({ db: base.database.db })
  const address = base.config.baseUrl.replace(/:0$/, `:${port}`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (installedAt === null) {
    say(`\n  Folkmoot is ready (${seconds} s). Set up your community:\n\n    ${address}/setup?token=${await setupToken(houseCtx(base))}\n`)
  } else {
    say(`\n  ${name} is open (${seconds} s):\n\n    ${address}\n`)
  }
  if (base.config.development) say(`  Mails are shown at ${address}/dev/mail\n`)
}

/** Ends in order on the first signal: no new requests, running ones finish, then jobs, then the database. */
function endWith(close: () => Promise<void>) {
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      say('\nFolkmoot is closing…')
      close().then(() => process.exit(0), (error) => { console.error(error); process.exit(1) })
    })
  }
}
