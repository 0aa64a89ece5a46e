/**
 * `npm run check:imports [-- SET…] [-- --postgres]`: imports every real export beside the repository (../shared/data), once
 * through and once killed three times, and compares. On the embedded database; with `--postgres` on a server of its own,
 * or the one that TEST_DATABASE_URL names. All sets take half an hour on two cores, so it is no part of `npm test`.
 */
import { spawn } from 'node:child_process'
import { fail, prepare, root } from './prepare.mjs'
import { startServer } from './postgres.mjs'

async function main() {
  const node = await prepare()
  const words = process.argv.slice(2)
  const server = words.includes('--postgres') ? await startServer() : null
  const env = { ...process.env, TEST_DATABASE_URL: server?.url ?? '' }
  const sets = words.filter((word) => !word.startsWith('-'))
  try {
    const child = spawn(node, ['test/importing/real/check.ts', ...sets], { cwd: root, stdio: 'inherit', env })
    process.exitCode = await new Promise((done) => child.on('close', (code) => done(code ?? 1)))
  } finally {
    await server?.stop()
  }
}

main().catch(fail)
