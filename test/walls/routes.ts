/** Every address of the app: opened by a door with a rule, or on the short list of those that serve everybody. */
import path from 'node:path'
import { buildApp } from '../../src/app.tsx'
import { guest } from '#platform/ctx.ts'
import { openWorld } from '../world.ts'

// Health, colours, the API's own description, and files: nothing in them depends on who asks.
const forEverybody = /^\/(healthz|readyz|metrics|brand\.css|sw\.js|assets\/\*|api\/openapi\.json|favicon\.\w+|robots\.txt|manifest\.webmanifest|\*)$/

/** The addresses that no door with a rule opened. */
export async function undeclared(): Promise<string[]> {
  const world = await openWorld()
  const { app, opened, addresses } = await buildApp({
    database: world.database, config: { ...world.config, development: true }, wiring: world.wiring, secret: 'of the test', clientDir: path.resolve('dist/client'),
    readSession: async () => ({ viewer: guest, csrf: null }),
  })
  const declared = new Set(opened.flatMap(({ method, url }) => [`${method} ${url}`, `${method} /api/v1${url}`]))
  await app.close()
  return addresses.filter((route) => !declared.has(route) && !forEverybody.test(route.split(' ')[1]!) && !/^(HEAD|OPTIONS)/.test(route))
}
