/**
 * `npm test`: everything, from nothing. Installs what the tests need (Chromium and PostgreSQL by apt when missing), then
 * walls and types, the suite on the embedded database, the suite again on a PostgreSQL server, faults on both, and the
 * journeys in a browser. `npm test -- unit` (or types, pglite, postgres, faults, journeys) runs one part.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fail, prepare, root } from './prepare.mjs'
import { startServer } from './postgres.mjs'

const chosen = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const wants = (part) => chosen.length === 0 || chosen.includes(part)
const outcomes = []

/** The last lines that a part has printed; its failures stand there. */
let printed = []
const linesKept = 120

/** What both runners print of each test that failed, at their end: its name, and the error below it. */
let failures = []
const named = /^\s*(FAIL\s|\d+\) \[)/
const wrong = /^\s*\w*Error: /
const plain = (line) => line.replace(/\u001b\[[\d;]*m/g, '').trimEnd()

function sh(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.pipe(to, { end: false })
      createInterface({ input: from }).on('line', keep)
    }
    child.on('close', (code) => resolve(code === 0))
  })
}

function keep(line) {
  printed = [...printed, line].slice(-linesKept)
  const text = plain(line)
  if (named.test(text) || (failures.length > 0 && wrong.test(text))) failures.push(text)
}

async function part(name, work) {
  const started = Date.now()
  console.log(`\n━━ ${name}`)
  printed = []
  failures = []
  const ok = await work()
  outcomes.push({ name, ok, seconds: Math.round((Date.now() - started) / 1000), printed, failures })
}

const isThere = (...files) => files.some((file) => existsSync(file))
const postgresThere = () => existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').length > 0

/** Debian's packages, when a machine has none of its own. */
function installByApt() {
  const missing = []
  if (!isThere('/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser')) missing.push('chromium', 'fonts-noto-core')
  if (!process.env.TEST_DATABASE_URL && !postgresThere()) missing.push('postgresql')
  if (missing.length === 0) return
  console.log(`  Installing for the tests: ${missing.join(', ')}`)
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet)
  if (done.status !== 0) throw new Error(`These could not be installed: ${missing.join(', ')}. Install them by hand and run npm test again.`)
}

async function main() {
  const node = await prepare()
  installByApt()
  const vitest = (...args) => [`${root}/node_modules/vitest/vitest.mjs`, 'run', ...args]
  if (wants('types')) {
    await part('types', () => sh(node, [`${root}/node_modules/typescript/bin/tsc`, '--noEmit']))
    await part('lint', () => sh(node, [`${root}/node_modules/@biomejs/biome/bin/biome`, 'lint', '--error-on-warnings']))
    await part('types of the browser', () => sh(node, [`${root}/node_modules/typescript/bin/tsc`, '--noEmit', '-p', 'src/browser']))
    await part('types of the service worker', () => sh(node, [`${root}/node_modules/typescript/bin/tsc`, '--noEmit', '-p', 'src/browser/service-worker']))
  }
  if (wants('pglite')) await part('suite on the embedded database', () => sh(node, vitest()))
  const server = wants('postgres') || wants('faults') ? await startServer() : null
  try {
    if (wants('postgres')) await part('suite on PostgreSQL', () => sh(node, vitest(), { TEST_DATABASE_URL: server.url }))
    if (wants('faults')) await part('faults', () => sh(node, vitest('--config', 'test/faults/vitest.config.ts'), { TEST_DATABASE_URL: server.url }))
  } finally {
    await server?.stop()
  }
  if (wants('journeys')) await part('journeys', () => sh(node, [`${root}/node_modules/@playwright/test/cli.js`, 'test', '--config', 'test/journeys/playwright.config.ts']))
  report()
}

const mostNamed = 30

/** What failed is said once more at the end, where it is looked for first. */
function report() {
  for (const { name, printed } of outcomes.filter((each) => !each.ok)) console.log(`\n━━ ${name} FAILED, its last lines:\n${printed.join('\n')}`)
  console.log('\n━━ result')
  for (const { name, ok, seconds, failures } of outcomes) {
    console.log(`  ${ok ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
    if (!ok) for (const line of new Set(failures.slice(0, mostNamed))) console.log(`          ${line.trim().slice(0, 300)}`)
  }
  const failed = outcomes.filter((each) => !each.ok).length
  console.log(`\nparts: ${outcomes.length - failed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

main().catch(fail)
