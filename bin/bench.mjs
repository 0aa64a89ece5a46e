/** `npm run bench`, `bench:scale`, `bench:plans`, `bench:feeds`, `bench:ask`, `bench:files`, `bench:mail`, `bench:live`, `bench:lighthouse`: builds what is missing, then measures. `--help` says what can be wished. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { bundleOptions } from './bundle.mjs'
import { fail, prepare, root } from './prepare.mjs'

const [name = 'speed', ...args] = process.argv.slice(2)

/** The measuring programs, built like the server that they measure. */
async function build() {
  const esbuild = await import('esbuild')
  await esbuild.build({
    ...bundleOptions,
    entryPoints: { speed: 'bench/speed.ts', scale: 'bench/scale.ts', plans: 'bench/plans.ts', feeds: 'bench/feeds.ts', ask: 'bench/ask/main.ts', files: 'bench/files.ts', 'drawing-child': 'src/platform/drawing/child.ts', mail: 'bench/mail.ts', bare: 'bench/bare.ts', live: 'bench/live.ts', lighthouse: 'bench/lighthouse.ts', 'live-client': 'bench/live-client.ts', 'text-worker': 'src/platform/text/worker.ts' },
    outdir: 'dist/bench',
    splitting: true,
    packages: 'external',
    sourcemap: true,
  })
}

try {
  const node = await prepare()
  await build()
  const child = spawn(node, ['--enable-source-maps', path.join(root, 'dist', 'bench', `${name}.js`), ...args], { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('close', (code) => process.exit(code ?? 1))
} catch (error) {
  fail(error)
}
