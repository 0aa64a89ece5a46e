// Builds what the product is shipped as. `node bin/build.mjs [part…] [--watch]`; without a part, all of them.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { bundleOptions } from './bundle.mjs'
import { root } from './prepare.mjs'

const watch = process.argv.includes('--watch')

const parts = { client, server }

/** Stylesheet, scripts and icons for browsers, into dist/client. */
async function client() {
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn', ...(watch && { build: { watch: {} } }) })
  await serviceWorker()
  if (!watch) pack(path.join(root, 'dist', 'client', 'assets'))
}

// A page asks for its other scripts when they are used: they must be there without a line, but for what needs one.
const onlyOnline = /^(app|emoji-words|gallery|passkey|push-device)-/

/**
 * One file of its own: a browser compares it byte by byte to learn that there is a new one. So it names the files of this
 * build, and changes with each of them.
 */
async function serviceWorker() {
  const esbuild = await import('esbuild')
  const assets = path.join(root, 'dist', 'client', 'assets')
  const files = existsSync(assets) ? readdirSync(assets).filter((name) => name.endsWith('.js') && !onlyOnline.test(name)) : []
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/browser/service-worker/index.ts'],
    outfile: 'dist/client/sw.js',
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: !watch,
    define: { __FILES__: JSON.stringify(files.map((name) => `/assets/${name}`).sort()) },
    banner: { js: `// ${builtFrom()}` },
    logLevel: 'warning',
  })
}

// Its page for no line names the script and the stylesheet of the build: it has to be fetched anew with them.
function builtFrom() {
  const file = path.join(root, 'dist', 'client', 'manifest.json')
  return existsSync(file) ? Object.values(JSON.parse(readFileSync(file, 'utf8'))).join(' ') : 'watching'
}

// Packed once, as tightly as it goes, so that no request pays for it.
function pack(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(css|js|svg)$/.test(each))) {
    const file = path.join(folder, name)
    const bytes = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

// What has parts of its own beside its code (native ones, WebAssembly, grammars that are loaded one by one), or asks for
// packages that are only there when wished.
const stayWhereTheyAre = ['sharp', '@electric-sql/pglite', 'shiki', '@shikijs/*', 'flydrive', 'pg-native', 'pino']

/**
 * The server, its commands and its text worker, into dist/server, with the packages that they use: one file instead of a
 * thousand is read in half the time, and only what is used stays in memory.
 */
async function server() {
  const esbuild = await import('esbuild')
  const options = {
    ...bundleOptions,
    entryPoints: {
      main: 'src/main.ts',
      commands: 'src/commands.ts',
      'text-worker': 'src/platform/text/worker.ts',
      'drawing-child': 'src/platform/drawing/child.ts',
    },
    outdir: 'dist/server',
    splitting: true,
    external: stayWhereTheyAre,
    // Packages of the older kind ask for others by `require`.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    // The text of what runs stays in memory: without comments it is half.
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: 'none',
    metafile: true,
    sourcemap: true,
  }
  if (watch) return (await esbuild.context(options)).watch()
  const { metafile } = await esbuild.build(options)
  const made = new Set(Object.keys(metafile.outputs).map((file) => path.basename(file)))
  const folder = path.join(root, options.outdir)
  for (const name of readdirSync(folder)) made.has(name) ? narrow(path.join(folder, name)) : rmSync(path.join(folder, name), { recursive: true })
}

// One character beyond ASCII (in a pattern: esbuild writes the others as escapes) makes every character of a file take two
// bytes of memory.
function narrow(file) {
  if (!file.endsWith('.js')) return
  const text = readFileSync(file, 'utf8')
  const narrowed = text.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  if (narrowed !== text) writeFileSync(file, narrowed)
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There is: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
for (const name of named.length > 0 ? named : Object.keys(parts)) await parts[name]()
