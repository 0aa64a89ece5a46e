/**
 * Starts what the journeys walk through, each as a new user would get it, in a data folder of its own: the demo with its
 * sample community, and a server that nobody has set up yet.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../../bin/postgres.mjs'
import { openMailServer } from '../mail-server.ts'

interface Running {
  url: string
  /** What it said so far. */
  said: () => string
  stop: () => Promise<void>
}

async function start(script: string[], settings: Record<string, string>): Promise<Running> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'folkmoot-journey-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const own = { FOLKMOOT_DATA: dataDir, PORT: String(port), BASE_URL: url, HOST: 'localhost', LOG_LEVEL: 'warn', FOLKMOOT_LIMITS: 'off' }
  const child = spawn(process.execPath, ['--enable-source-maps', ...script], { env: { ...process.env, ...own, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] })
  let words = ''
  child.stdout.on('data', (chunk) => {
    words += chunk
    process.stdout.write(chunk)
  })
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  await ready(url, gone)
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    await rm(dataDir, { recursive: true, force: true })
  }
  return { url, said: () => words, stop }
}

async function ready(url: string, gone: Promise<void>) {
  let ended = false
  void gone.then(() => { ended = true })
  for (const started = Date.now(); Date.now() - started < 120_000; ) {
    if (ended) throw new Error('The server ended before it was ready.')
    if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server was not ready within two minutes.')
}

/** The address that a new server tells its owner; it is said when it has begun to serve. */
async function setupAddress({ said }: Running): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const address = /http\S+\/setup\?token=\S+/.exec(said())?.[0]
    if (address) return address
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server did not say where it is set up.')
}

/** A mail server for the demo; each mail lies in a folder, where the journeys look for it. */
async function mails() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'folkmoot-mails-'))
  let count = 0
  const server = await openMailServer({ told: (mail) => writeFileSync(path.join(folder, `${++count}.json`), JSON.stringify(mail)) })
  return { server, folder }
}

export default async function startAll() {
  const { server: mailServer, folder } = await mails()
  const mailIn = await freePort()
  const demo = await start(['dist/server/commands.js', 'demo'], {
    FOLKMOOT_DEMO: '1', SMTP_URL: mailServer.url, MAIL_IN_ADDRESS: 'reply@brackenhus.example', MAIL_IN_PORT: String(mailIn),
  })
  const empty = await start(['dist/server/main.js'], {})
  process.env.JOURNEY_URL = demo.url
  process.env.JOURNEY_MAILS = folder
  process.env.JOURNEY_MAIL_IN = String(mailIn)
  process.env.SETUP_URL = await setupAddress(empty)
  return async () => {
    await Promise.all([demo.stop(), empty.stop()])
    await mailServer.close()
    await rm(folder, { recursive: true, force: true })
  }
}
