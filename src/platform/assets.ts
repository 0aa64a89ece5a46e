/** The browser's files as the build left them: names with a hash, kept for ever by browsers, packed once. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Assets {
  css: string
  js: string
  icons: string
  brand: string
}

export function readAssets(clientDir: string): Assets {
  const file = path.join(clientDir, 'manifest.json')
  const names = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
  const at = (name: string) => names[name] ?? `/assets/${name}`
  return { css: at('app.css'), js: at('app.js'), icons: at('icons.svg'), brand: '/brand.css' }
}
