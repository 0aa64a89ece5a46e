/**
 * Makes a fresh clone ready to run: installs packages, finds the right Node, builds. Runs on Node 20 or newer without
 * any package. What is done already is not done again.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => path.join(root, ...parts)
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Runs a command of ours; shows a line while it works, and its output only when it fails. */
function step(words, command, args) {
  return new Promise((resolve, reject) => {
    const started = Date.now()
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { output += text })
    const seconds = () => Math.round((Date.now() - started) / 1000)
    const show = (end) => process.stderr.write(process.stderr.isTTY ? `\r  ${words} … ${seconds()} s${end}` : end ? `  ${words}: ${seconds()} s\n` : '')
    const clock = setInterval(() => show(''), 500)
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(clock)
      show('\n')
      if (code === 0) return resolve()
      reject(new Error(`${words} failed:\n${output.trim().split('\n').slice(-30).join('\n')}`))
    })
  })
}

/** Installs what the lock file names, when it names something else than what is there. */
async function install() {
  const lock = createHash('sha256').update(read(at('package-lock.json'))).digest('hex')
  const mark = at('node_modules', '.folkmoot-installed')
  if (read(mark) === lock) return
  // Not `npm ci`: it refuses a lock file when a registry lacks one of the binaries for other machines.
  await step('Installing packages (once)', 'npm', ['install', '--no-save', '--no-audit', '--no-fund'])
  writeFileSync(mark, lock)
}

/** The Node that comes with the packages, or the one at hand when it is new enough. */
export function findNode() {
  const own = at('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(own) && spawnSync(own, ['--version'], { shell: process.platform === 'win32' }).status === 0) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath
  throw new Error(`Folkmoot needs Node 22.12 or newer, and none came with its packages for this machine. This is Node ${process.versions.node}.`)
}

/** A mark of all sources: the build is made again when one of them changed. */
function sourceMark() {
  const hash = createHash('sha256')
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(file)
      else if (!entry.name.includes('.test.')) {
        const { size, mtimeMs } = statSync(file)
        hash.update(`${file}\n${size}\n${mtimeMs}\n`)
      }
    }
  }
  walk(at('src'))
  for (const name of ['package-lock.json', 'vite.config.ts', 'bin/build.mjs', 'bin/bundle.mjs']) hash.update(read(at(name)))
  return hash.digest('hex')
}

async function build(node) {
  const mark = at('dist', '.folkmoot-built')
  const now = sourceMark()
  if (read(mark) === now) return
  rmSync(mark, { force: true })
  await step('Building', node, [at('bin', 'build.mjs')])
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(mark, now)
}

/** @returns the Node to run Folkmoot with */
export async function prepare() {
  await install()
  const node = findNode()
  await build(node)
  return node
}

// Left to itself, Node lets 60 MB in use grow to 500 on a machine with much memory. So it looks through what is old as
// soon as that has grown by two fifths, and gives back what it freed (src/main.ts). This sets no limit: what is needed is taken.
export const memoryFlags = ['--max-semi-space-size=3', '--min-semi-space-size=2', '--v8-pool-size=1', '--heap-growing-percent=40', '--initial-old-space-size=40']
// The C library keeps heaps for each thread, and gives none of them back: one has to do for the packing of pages. What is
// large (a request as it is read, a page) it takes from the system and returns; left to itself it learns to hold on to it.
export const memoryEnv = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '32768', MALLOC_TRIM_THRESHOLD_: '131072' }

/** Runs a command in this terminal, and ends as it ends. */
export const run = (node, file, args, env = {}) => inTerminal(node, ['--enable-source-maps', at('dist', 'server', file), ...args], { ...process.env, ...env })

/**
 * Runs a server in this terminal, sparing with memory. The maps of the source would take 65 MB of it (decision 0007):
 * NODE_OPTIONS=--enable-source-maps puts its lines into what is logged.
 */
export const serve = (node, file, args, env) => inTerminal(node, [...memoryFlags, at('dist', 'server', file), ...args], { ...memoryEnv, ...process.env, ...env })

function inTerminal(node, words, env) {
  const child = spawn(node, words, { stdio: 'inherit', env })
  // Ctrl+C reaches both; this one waits for the other to close in order.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { if (signal === 'SIGTERM') child.kill(signal) })
  child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

export function fail(error) {
  console.error(`\n${error.message}`)
  process.exit(1)
}
