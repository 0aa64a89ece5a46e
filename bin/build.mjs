// Builds what the product is shipped as. `node bin/build.mjs [part…] [--watch]`; without a part, all of them.
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const watch = process.argv.includes('--watch')

const parts = { client }

/** Stylesheet, scripts and icons for browsers, into dist/client. */
async function client() {
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn', ...(watch && { build: { watch: {} } }) })
}

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There is: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
for (const name of named.length > 0 ? named : Object.keys(parts)) await parts[name]()
