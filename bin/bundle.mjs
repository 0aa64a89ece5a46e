/** How our TypeScript becomes a program: the same for the server and for what measures it. */
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
