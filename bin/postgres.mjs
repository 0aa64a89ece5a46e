/** A PostgreSQL server of our own for tests and benchmarks, on loopback, in a folder that goes away with it. */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

function programs() {
  const base = '/usr/lib/postgresql'
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  if (versions.length === 0) throw new Error('No PostgreSQL server is installed. Install the package postgresql, or set TEST_DATABASE_URL.')
  return path.join(base, versions[0], 'bin')
}

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

// The server refuses to run as root; then it runs as its own user.
const asUser = (command, args) => (process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args])

/**
 * @param durable keeps what is committed through a kill, as in production; without it tests are quicker
 * @param kept a folder that stays, and is taken up again the next time
 * @returns {Promise<{url: string, stop: () => Promise<void>, kill: () => void, gone: () => Promise<void>, restart: () => Promise<void>, freeze: () => void, thaw: () => void}>}
 */
export async function startServer({ durable = false, kept = '' } = {}) {
  if (process.env.TEST_DATABASE_URL && !durable) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
  const bin = programs()
  if (kept) mkdirSync(kept, { recursive: true })
  const folder = kept || mkdtempSync(path.join(os.tmpdir(), 'folkmoot-pg-'))
  if (process.getuid?.() === 0) {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres']).toString())
    chownSync(folder, id('-u'), id('-g'))
  }
  if (!existsSync(path.join(folder, 'PG_VERSION'))) execFileSync(...asUser(path.join(bin, 'initdb'), ['-D', folder, '-U', 'folkmoot', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']), { stdio: 'ignore' })
  const port = await freePort()
  const quick = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  const args = ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'max_connections=100', ...quick]
  let frozen = []
  const start = async () => {
    spawn(...asUser(path.join(bin, 'postgres'), args), { stdio: 'ignore' })
    await answering(bin, port)
  }
  await start()
  return {
    url: `postgres://folkmoot@127.0.0.1:${port}/postgres`,
    stop: async () => {
      execFileSync(...asUser(path.join(bin, 'pg_ctl'), ['-D', folder, '-m', kept ? 'fast' : 'immediate', 'stop']), { stdio: 'ignore' })
      if (!kept) rmSync(folder, { recursive: true, force: true })
    },
    kill: () => execFileSync(...asUser('sh', ['-c', `kill -9 $(head -1 ${folder}/postmaster.pid)`])),
    /** Resolves when no process of the killed server is left. */
    gone: () => vanished(folder),
    restart: start,
    freeze: () => { frozen = freeze(folder) },
    // The very ones that were stopped: others may have come and gone.
    thaw: () => { for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT') },
  }
}

/** The server of the folder, then its children. */
function processes(folder) {
  const chief = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', chief]).toString().trim().split(/\s+/)
  return [chief, ...children].map(Number)
}

/** Stops every process of the server where it is. @returns those that it stopped */
function freeze(folder) {
  const all = processes(folder)
  for (const pid of all) process.kill(pid, 'SIGSTOP')
  return all
}

async function vanished(folder) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const held = execFileSync('sh', ['-c', `ls -l /proc/[0-9]*/cwd 2>/dev/null | grep -cF -- '-> ${folder}' || true`]).toString().trim()
    if (held === '0') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The killed server did not go away within 10 s.')
}

async function answering(bin, port) {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      execFileSync(path.join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('PostgreSQL did not start within 10 s.')
}

/** @returns the address of a new database on the server */
export async function newDatabase(server, name) {
  await onServer(server, `create database ${name}`)
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/** Removes it with whoever is still connected. */
export const dropDatabase = (server, name) => onServer(server, `drop database if exists ${name} with (force)`)

// Loaded when needed: who only starts a server may have nothing installed yet.
async function onServer(server, statement) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
