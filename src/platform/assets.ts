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
  const built = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Assets>) : {}
  return { css: '/assets/app.css', js: '/assets/app.js', icons: '/assets/icons.svg', ...built, brand: '/brand.css' }
}
