/**
 * Pages for people who are not signed in. They all see the same, so a page is drawn once and kept (docs/speed.md).
 *
 * Nothing private can get in: only doors that say `alike` are kept, only for requests that cannot name anybody, only an
 * answer that was drawn for a guest, sets no cookie and carries no token of a form. And only such requests are given it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Ctx, guest } from '#platform/ctx.ts'
import type { Alike, Door, Given } from '#platform/doors.tsx'
import type { Drawing, KeptPage, KeptPages } from '#platform/kept-pages.ts'
import { packingFor } from '#platform/packing.ts'
import { Problem } from '#platform/problems.ts'
import type { Base } from './base.ts'
import { languageAtHand, languageOfRequest } from './speaking.ts'
import type { Language } from './texts/index.ts'
import { visitorIn } from './visitor.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request draws for the others who wait. */
    drawing: Drawing | null
    /** What was kept before; given when drawing it anew fails. */
    former: KeptPage | null
  }
}

interface Deps extends Base {
  pages: KeptPages
  /** True when nothing in the request can name a person: then it need not be looked at. */
  isStranger: (request: FastifyRequest) => boolean
  /** @throws when somebody asks too often */
  meter: (request: FastifyRequest) => void
}

// Longer ones are made up, and each would take room.
const longestAddress = 300

export function keepForStrangers(app: FastifyInstance, { pages, isStranger, meter, ...base }: Deps) {
  app.decorateRequest('drawing', null)
  app.decorateRequest('former', null)

  const lookUp = (request: FastifyRequest, reply: FastifyReply, alike: Alike, code: Language, done: (error?: Error) => void) => {
    const key = keyOf(code, request.url)
    const found = pages.look(key, Date.now())
    const drawing = pages.drawing(key)
    const noted = async (page: KeptPage) => {
      meter(request)
      try {
        await alike.given?.(ctxOf(base, request), request as unknown as Given, page.remembered)
      } catch (error) {
        // Whoever asks too often is refused; that something could not be noted keeps nobody from reading.
        if (error instanceof Problem) throw error
      }
    }
    const give = (page: KeptPage) => void noted(page).then(() => answer(pages, request, reply, page).catch(broken(request, reply)), done)
    if (found && (found.isFresh || drawing)) return give(found.page)
    if (drawing) return void drawing.done.then((page) => (page ? give(page) : done()))
    request.former = found?.page ?? null
    request.drawing = pages.begin(key, alike.marks(request.params as Record<string, string>))
    done()
  }

  app.addHook('onRequest', (request, reply, done) => {
    const alike = alikeOf(request)
    if (!alike || !isStranger(request)) return done()
    const code = languageAtHand(base, request)
    if (code) return lookUp(request, reply, alike, code, done)
    languageOfRequest(base, request).then((read) => lookUp(request, reply, alike, read, done), done)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { drawing, former } = request
    if (!drawing) return payload
    request.drawing = null
    if (former && reply.statusCode >= 500 && !drawing.outdated) return giveFormer(pages, request, reply, drawing, former)
    if (typeof payload !== 'string' || !mayBeKept(request, reply, payload)) {
      drawing.finish(null)
      return payload
    }
    const page = pages.keep(drawing, Buffer.from(payload), headersOf(reply), Date.now())
    return packedFor(pages, request, reply, page)
  })

  // A request that ends in another way (a broken line) must not let the others wait.
  app.addHook('onRequestAbort', async (request) => {
    request.drawing?.finish(null)
    request.drawing = null
  })
}

/** Each language has pages of its own, within the same room. */
const keyOf = (code: string, url: string) => (code === 'en' ? url : `${code} ${url}`)

function alikeOf(request: FastifyRequest): Alike | undefined {
  const { alike } = (request.routeOptions.config as { door?: Door<any, any, any, any> }).door ?? {}
  if (!alike || request.method !== 'GET' || request.headers['turbo-frame'] !== undefined) return undefined
  if (request.url.length > longestAddress) return undefined
  for (const name in request.query as object) if (!alike.query.includes(name)) return undefined
  return alike
}

const ctxOf = ({ database, config, wiring }: Base, { headers }: FastifyRequest): Ctx =>
  ({ db: database.db, viewer: guest, now: new Date(), wiring, config, visitor: visitorIn(headers.cookie) })

// The last look: whatever a page may come to hold one day, a token of somebody is never kept.
const tokens = /name="(_csrf|_key|csrf-token)"/

function mayBeKept(request: FastifyRequest, reply: FastifyReply, payload: string): boolean {
  return (
    reply.statusCode === 200 &&
    request.session?.viewer.id === null &&
    !reply.hasHeader('set-cookie') &&
    !reply.hasHeader('cache-control') &&
    String(reply.getHeader('content-type')).startsWith('text/html') &&
    !tokens.test(payload)
  )
}

const leftOut = new Set(['content-length', 'content-encoding', 'vary', 'date', 'connection'])

function headersOf(reply: FastifyReply): Record<string, string> {
  const headers = Object.entries(reply.getHeaders()).filter(([name]) => !leftOut.has(name))
  // Browsers may keep it, but ask each time: whoever signs in asks as somebody else.
  return { ...Object.fromEntries(headers.map(([name, value]) => [name, String(value)])), 'cache-control': 'no-cache', vary: 'accept-encoding, accept-language, cookie' }
}

/** Past everything that an ordinary request goes through: no session, no query, no drawing. */
async function answer(pages: KeptPages, request: FastifyRequest, reply: FastifyReply, page: KeptPage) {
  reply.hijack()
  const { raw } = reply
  if (request.headers['if-none-match'] === page.etag) return void raw.writeHead(304, { ...page.headers, etag: page.etag }).end()
  const packing = packingFor(request.headers['accept-encoding'])
  const ready = pages.pack(page, packing)
  const bytes = Buffer.isBuffer(ready) ? ready : await ready
  const encoding = packing === 'identity' ? {} : { 'content-encoding': packing }
  raw.writeHead(200, { ...page.headers, ...encoding, etag: page.etag, 'content-length': bytes.length })
  raw.end(bytes)
}

// Nobody else looks after an answer that goes past them. A broken line tells the browser to ask again.
const broken = (request: FastifyRequest, reply: FastifyReply) => (error: unknown) => {
  request.log.error(error)
  reply.raw.destroy()
}

/** The same for the request that has drawn it. */
async function packedFor(pages: KeptPages, request: FastifyRequest, reply: FastifyReply, page: KeptPage): Promise<Buffer> {
  const packing = packingFor(request.headers['accept-encoding'])
  const bytes = await pages.pack(page, packing)
  reply.headers({ ...page.headers, etag: page.etag })
  if (packing !== 'identity') reply.header('content-encoding', packing)
  return bytes
}

/** Better what was true a moment ago than nothing: the database may be away. */
function giveFormer(pages: KeptPages, request: FastifyRequest, reply: FastifyReply, drawing: Drawing, former: KeptPage) {
  drawing.finish(former)
  reply.status(200)
  return packedFor(pages, request, reply, former)
}
