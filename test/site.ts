/** For tests: the app over a world, asked as anybody of that world without signing in. */
import { buildApp } from '../src/app.tsx'
import { type Ctx, guest } from '#platform/ctx.ts'
import { heedPressure } from '#platform/pressure.ts'
import { openWorld } from './world.ts'

const csrf = 'a-token-of-the-tests-for-forms-0'

export async function openSite(config: Partial<Ctx['config']> = {}) {
  const world = await openWorld()
  heedPressure(false)
  Object.assign(world.config, config)
  const viewers = new Map<string, Ctx['viewer']>()
  const readSession = async (request: { headers: Record<string, unknown> }) => {
    const viewer = viewers.get(String(request.headers['x-test-as'])) ?? guest
    return { viewer, csrf: viewer.id === null ? null : csrf }
  }
  const { app } = await buildApp({
    database: world.database,
    config: world.config,
    wiring: world.wiring,
    secret: 'a-secret-of-the-tests-that-is-long-enough',
    clientDir: '/nowhere',
    readSession: readSession as never,
    isStranger: ({ headers }) => (headers['x-test-as'] ?? 'undefined') === 'undefined',
  })
  const headersOf = (as?: Ctx) => {
    if (as) viewers.set(String(as.viewer.id), as.viewer)
    return { 'x-test-as': String(as?.viewer.id), 'user-agent': 'Firefox', 'x-csrf-token': csrf }
  }
  return {
    ...world,
    app,
    headersOf,
    get: (url: string, as?: Ctx, headers: Record<string, string> = {}) =>
      app.inject({ url, headers: { ...headersOf(as), ...headers } }),
    post: (url: string, body: object, as?: Ctx, headers: Record<string, string> = {}) =>
      app.inject({ method: 'POST', url, payload: body, headers: { ...headersOf(as), ...headers } }),
  }
}
export type Site = Awaited<ReturnType<typeof openSite>>
