/** How our TypeScript becomes a program: the same for the server, its measuring programs and those of the tests. */
import { root } from './prepare.mjs'

export const bundleOptions = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  loader: { '.md': 'text' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
}
