/** The web application: every module's doors on one Fastify. `main.ts` and the tests build it alike. */
import path from 'node:path'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart, { type MultipartFile } from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { troubleOf } from '#platform/away.ts'
import { Changes } from '#platform/changes.ts'
import { guest } from '#platform/ctx.ts'
import { type Opened, doors } from '#platform/doors.tsx'
import type { Config } from '#platform/config.ts'
import type { Hub } from '#platform/live/hub.ts'
import { KeptPages } from '#platform/kept-pages.ts'
import { countWaiting } from '#platform/pressure.ts'
import { csrfOf, keepPagesPrivate, refuseCrossSite, secureHeaders } from '#platform/security.ts'
import { NotFound, Problem } from '#platform/problems.ts'
import { RequestMeter, visitorOf } from '#platform/request-limits.ts'
import { addressOf, type ReadSession, type Session } from '#platform/session.ts'
import type { Base } from './base.ts'
import { answerProblems } from './answer-problems.tsx'
import { describeApi, openApiPage } from './api.tsx'
import { House } from './house.tsx'
import { besidePages, isLive, openLive } from './live.ts'
import { modules } from './modules.ts'
import { operations } from './operations.ts'
import { shedSearches } from './overload.ts'
import { speakAtDoors, speakToEach } from './speaking.ts'
import { serveAssets } from './static.ts'
import { keepForStrangers } from './strangers.ts'
import { keepVisitor } from './visitor.ts'

export interface AppDeps extends Base {
  readSession: ReadSession
  /** True when nothing in a request can name a person; without it no page is kept. */
  isStranger?: (request: FastifyRequest) => boolean
  /** Where pages for strangers are kept, if not in the usual place. */
  pages?: KeptPages
  /** Extra doors: of development, of tests. */
  extra?: (app: FastifyInstance, house: House) => void
  logger?: object | boolean
}

export interface App {
  app: FastifyInstance
  /** What the modules' doors opened, with their rules. */
  opened: Opened[]
  /** Every address there is, `GET /questions`, whoever opened it. */
  addresses: string[]
  /** The streams to open pages; null where nobody is told of changes. */
  live: Hub | null
}

const megabyte = 1024 * 1024

export async function buildApp(deps: AppDeps): Promise<App> {
  const live = openLive(deps)
  const app = Fastify({
    logger: (deps.logger ?? false) as false,
    trustProxy: (_address: string, hop: number) => hop < deps.config.trustProxy,
    bodyLimit: megabyte,
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    rewriteUrl: nameMethod,
    serverFactory: besidePages(live),
  })
  countWaiting(app.server, isLive)
  live?.serve(app)
  const addresses: string[] = []
  app.addHook('onRoute', ({ method, url }) => { for (const each of [method].flat()) addresses.push(`${each} ${url}`) })
  const house = new House(deps)
  const { isStranger } = deps
  const meter = meterRequests(deps.config)
  // First of all: a refusal may come before anything else.
  secureHeaders(app, deps.config)
  // Before pages are kept: they are kept with what this says of them.
  speakToEach(app)
  if (isStranger) keepForStrangers(app, { ...deps, isStranger, meter: (request) => meter(request, null), pages: deps.pages ?? new KeptPages(deps.wiring.changes ?? new Changes()) })
  // Quality 4: a page in about a millisecond; the files of the build are packed tightly once.
  await app.register(compress, { threshold: 1024, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart, { attachFieldsToBody: 'keyValues', limits: { fileSize: 10 * megabyte, files: 4, fields: 200 }, onFile: keepName })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: megabyte }, (_request, body, done) => done(null, body))
  app.decorateRequest('session')
  app.decorateRequest('trouble', null)
  app.addHook('onRequest', async (request) => refuseUnreadable(request.url, request.headers['content-type'] ?? ''))
  keepPagesPrivate(app)
  keepVisitor(app, deps.config)
  app.addHook('onRequest', async (request) => { request.session = await sessionFor(addressOf(request), () => deps.readSession(request)).catch(later(request)) })
  app.addHook('preValidation', async (request) => { if (request.trouble) throw request.trouble })
  app.addHook('onRequest', async (request) => meter(request, request.session.viewer.id))
  shedSearches(app, deps.config)
  refuseCrossSite(app, deps.config)
  answerProblems(app, house)
  await serveAssets(app, deps.clientDir)
  await describeApi(app, deps.config)
  operations(app, deps)
  const opened: Opened[] = []
  await app.register(async (scope) => {
    speakAtDoors(scope, deps)
    house.guardSetup(scope)
    house.rememberReading(scope)
    for (const module of modules) module.routes?.(doors(scope, house, opened))
    openApiPage(doors(scope, house, opened), app)
    deps.extra?.(scope, house)
  })
  await app.ready()
  return { app, opened, addresses, live: live?.hub ?? null }
}

// Files and health need nobody's name: no query for them.
const nameless = /^\/(assets\/|files\/pictures\/|healthz|readyz|metrics|brand\.css|favicon|sw\.js)/
async function sessionFor(url: string, read: () => ReturnType<ReadSession>) {
  return nameless.test(url) ? { viewer: guest, csrf: null } : read()
}

// With nobody known, the request is still read to its end: what was written goes back to its writer.
const later = (request: FastifyRequest) => (error: unknown): Session => {
  if (!troubleOf(error)) throw error
  request.trouble = error as Error
  return { viewer: guest, csrf: null }
}

// One page may show dozens of pictures: they are counted by themselves, so that looking is not asking too often.
const shown = '/files/:key/:name'
const picturesForOnePage = 10

/** Refuses who asks too often, whatever they ask for but assets and health. */
function meterRequests({ limits, requestLimits }: Config) {
  const wanted = requestLimits.filter(({ max }) => limits && max > 0)
  const ofPages = wanted.map((limit) => new RequestMeter(limit))
  const ofFiles = wanted.map((limit) => new RequestMeter({ ...limit, max: limit.max * picturesForOnePage }))
  return (request: FastifyRequest, memberId: number | null) => {
    const address = addressOf(request)
    if (wanted.length === 0 || nameless.test(address)) return
    const meters = address === shown ? ofFiles : ofPages
    const visitor = visitorOf({ ip: request.ip, memberId })
    if (visitor !== null) for (const meter of meters) meter.count(visitor, Date.now())
  }
}

// No address holds a NUL. A form in parts without the mark that parts them cannot be read; its parser would not say so
// kindly.
function refuseUnreadable(url: string, type: string) {
  if (url.split('?', 1)[0]!.includes('%00')) throw new NotFound()
  if (/^multipart\//i.test(type) && !/;\s*boundary="?[^\s";]+/i.test(type)) throw new Problem(400, 'Unreadable', 'problems:unreadable')
}

// The bytes of a file in a form, with the name that it came under.
async function keepName(part: MultipartFile) {
  const value = Object.assign(await part.toBuffer(), { fileName: part.filename })
  Object.assign(part, { value })
}

// A browser form only knows GET and POST; it names the true method in the address.
function nameMethod(this: FastifyInstance, request: { method?: string | undefined; url?: string | undefined }): string {
  const named = request.method === 'POST' ? /[?&]_method=(put|patch|delete)\b/.exec(request.url ?? '') : null
  if (named) request.method = named[1]!.toUpperCase()
  return request.url ?? '/'
}

export const clientDirOf = (root: string) => path.join(root, 'dist', 'client')
export { csrfOf }
