/** `npm run bench:search`: bench/search/main.ts says what may stand behind it. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { bundleOptions } from './bundle.mjs'
import { startServer } from './postgres.mjs'
import { fail, findNode, prepare, root } from './prepare.mjs'

/** The bench with all that it needs of the product, in one file. */
async function bundle() {
  const { build } = await import('esbuild')
  const outfile = path.join(root, 'node_modules', '.cache', 'folkmoot', 'bench-search.mjs')
  await build({
    ...bundleOptions,
    entryPoints: ['bench/search/main.ts'],
    outfile,
    packages: 'external',
  })
  return outfile
}

async function main(words) {
  if (!process.env.BENCH_NO_BUILD) await prepare()
  const file = await bundle()
  const server = words.join(' ').includes('pglite') ? null : await startServer()
  const env = { ...process.env, ...(server && { BENCH_DATABASE_URL: server.url }) }
  const code = await new Promise((resolve) => {
    spawn(findNode(), ['--enable-source-maps', file, ...words], { cwd: root, stdio: 'inherit', env }).on('close', (code, signal) => { if (signal) console.error(`The bench was ended by ${signal}.`); resolve(code) })
  })
  await server?.stop()
  process.exit(code ?? 1)
}

main(process.argv.slice(2)).catch(fail)
