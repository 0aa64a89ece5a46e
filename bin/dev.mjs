/** `bin/dev`: Folkmoot with reload. Sources are built as they change and the server starts again; data in ./data/dev. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { fail, prepare, root } from './prepare.mjs'

const env = { ...process.env, NODE_ENV: 'development', FOLKMOOT_DATA: process.env.FOLKMOOT_DATA ?? path.join(root, 'data', 'dev') }
let server = null
let waiting = null

function start(node) {
  server = spawn(node, ['--enable-source-maps', path.join(root, 'dist', 'server', 'main.js')], { stdio: 'inherit', env })
}

// The old one must have let go of the data before the new one takes it.
function restart(node) {
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    if (!server || server.exitCode !== null) return start(node)
    server.once('exit', () => start(node))
    server.kill('SIGTERM')
  }, 200)
}

try {
  const node = await prepare()
  const builder = spawn(node, [path.join(root, 'bin', 'build.mjs'), '--watch'], { stdio: ['ignore', 'inherit', 'inherit'] })
  start(node)
  watch(path.join(root, 'dist', 'server'), () => restart(node))
  const end = () => { builder.kill(); server?.kill('SIGTERM') }
  process.on('SIGTERM', end)
  process.on('SIGINT', () => builder.kill())
  console.log('  bin/dev: the server starts again when a source changes. Mails are shown at /dev/mail, parts at /design.')
} catch (error) {
  fail(error)
}
