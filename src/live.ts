/**
 * `/live`: the streams to open pages (docs/participation.md). They pass beside everything that an ordinary request goes
 * through, because whatever that keeps would be kept as long as the page is open, ten thousand times.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest, FastifyServerFactory } from 'fastify'
import type { Config } from '#platform/config.ts'
import type { Viewer } from '#platform/ctx.ts'
import { Hub, type Starts } from '#platform/live/hub.ts'
import { readWish, type Wish } from '#platform/live/wish.ts'
import { Stream } from '#platform/live/stream.ts'
import { isPressed } from '#platform/pressure.ts'
import { TooMany } from '#platform/problems.ts'
import { RequestMeter, visitorOf } from '#platform/request-limits.ts'
import type { ReadSession } from '#platform/session.ts'
import { together } from '#platform/together.ts'
import { authOf, presenceOf, sessionCookie, viewersOfCookies } from '#modules/members/index.ts'
import type { Base } from './base.ts'
import { sightOf } from './live-sight.ts'

interface Deps extends Base {
  readSession: ReadSession
}

/** Streams of one member, of one network of guests, and of this process. */
export const limits = { member: 12, guest: 60, all: 12_000 }
/** How often one visitor may open a stream or ask: what a page does, many times over. */
const pace = { max: 240, seconds: 60 }
// Seconds until a stream is tried again by who was refused; not all at the same moment.
const refusedFor = () => 30 + Math.floor(Math.random() * 30)
const endsWithin = 1_000
const startsWithin = 2_000
// While there is too much to do, this many a second are told to poll.
const shedAtOnce = 1_000

export const isLive = (request: Pick<IncomingMessage, 'url'>) => /^\/live(\?|$)/.test(request.url ?? '')

/** A server that gives streams to `live` and all else to the pages. */
export const besidePages = (live: LiveDoor | null): FastifyServerFactory => (pages, options) => {
  const both: RequestListener = (request, answer) => (live && isLive(request) ? live.open(request, answer) : pages(request, answer))
  const server = createServer(both)
  const { keepAliveTimeout = 72_000, requestTimeout = 0 } = options as { keepAliveTimeout?: number; requestTimeout?: number }
  return Object.assign(server, { keepAliveTimeout, requestTimeout }) as Server
}

/** @returns null where nobody is told of changes */
export const openLive = (deps: Deps): LiveDoor | null => (deps.wiring.changes ? new LiveDoor(deps) : null)

export class LiveDoor {
  readonly hub: Hub
  readonly #deps: Deps
  readonly #meter = new RequestMeter(pace)
  readonly #isShown: (memberId: number) => Promise<boolean>
  #shedding: NodeJS.Timeout | null = null
  readonly #started = Promise.withResolvers<void>()

  constructor(deps: Deps) {
    this.#deps = deps
    const sight = sightOf(deps.database, deps.wiring.changes!)
    this.#isShown = together(async (members: number[]) => {
      const shown = await presenceOf(deps.database, members)
      return members.map((id) => shown.has(id))
    })
    this.hub = new Hub({
      database: deps.database,
      changes: deps.wiring.changes!,
      viewersOf: (cookies) => viewersOfCookies(authOf(deps), cookies),
      inSight: sight,
      onError: (error) => { if (deps.config.logLevel !== 'silent') console.error(error) },
    })
  }

  /** Streams are held while the server listens; pages that are drawn without one tell of none. */
  serve(app: FastifyInstance) {
    const { wiring } = this.#deps
    app.addHook('onListen', async () => {
      await this.hub.start()
      this.#started.resolve()
      wiring.live = this.hub
      this.#shedding = setInterval(() => { if (this.#isTooMuch()) this.hub.streams.shed(this.hub.position, shedAtOnce) }, 1_000).unref()
    })
    app.addHook('preClose', async () => {
      wiring.live = null
      if (this.#shedding) clearInterval(this.#shedding)
      if (!this.hub.isStarted) return
      const streams = [...this.hub.streams.all()]
      await this.hub.stop()
      // Whoever does not read to the end is not waited for.
      setTimeout(() => { for (const stream of streams) stream.destroy() }, endsWithin).unref()
    })
  }

  open(request: IncomingMessage, answer: ServerResponse) {
    this.#open(request, answer).catch((error: unknown) => {
      if (error instanceof TooMany) return refuse(answer, 429, error.retryAfter)
      // The database is away, most likely: whoever asks comes again.
      refuse(answer, 503, refusedFor())
    })
  }

  async #open(request: IncomingMessage, answer: ServerResponse) {
    const wish = readWish(request)
    if (wish === null) return refuse(answer, 400)
    if (!(await this.#isStarted())) return refuse(answer, 503, refusedFor())
    const session = await this.#deps.readSession(request as unknown as FastifyRequest)
    const { viewer } = session
    const visitor = visitorOf({ ip: ipOf(request, this.#deps.config), memberId: viewer.id })
    if (visitor !== null && this.#deps.config.limits) this.#meter.count(visitor, Date.now())
    const auth = authOf(this.#deps)
    const cookie = viewer.id === null ? null : sessionCookie(auth, request.headers)
    const { places, starts } = withOwn(wish, viewer)
    if (wish.isPoll) return this.#answerOnce(request, answer, { viewer, cookie, visitor, isShown: false, places }, starts)
    if (this.#isTooMuch() || this.hub.streams.size >= limits.all) return refuse(answer, 503, refusedFor())
    if (visitor !== null && this.#deps.config.limits && this.hub.streams.countOf(visitor) >= (viewer.id === null ? limits.guest : limits.member)) return refuse(answer, 429, refusedFor())
    this.hub.streams.hold(visitor)
    const isShown = viewer.id !== null && (await this.#isShown(viewer.id).catch(() => false))
    await this.#hold(request, answer, { viewer, cookie, visitor, isShown, places }, starts)
  }

  async #hold(request: IncomingMessage, answer: ServerResponse, listening: ConstructorParameters<typeof Stream>[1], starts: Starts) {
    const { socket } = request
    const { streams } = this.hub
    const stream = new Stream(socket, listening, streams.nextBeat(), Date.now())
    const letGo = () => {
      streams.remove(stream)
      streams.release(listening.visitor)
    }
    if (socket.destroyed) return letGo()
    socket.once('close', letGo)
    // From here on the socket alone is the stream: the answer, and what was sent with the request, need not be kept.
    answer.detachSocket(socket)
    request.rawHeaders.length = 0
    socket.setTimeout(0)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    stream.write(head)
    // Whoever could not be told what they missed comes again for it.
    await this.hub.join(stream, starts).catch(() => stream.destroy())
  }

  async #answerOnce(request: IncomingMessage, answer: ServerResponse, listening: ConstructorParameters<typeof Stream>[1], starts: Starts) {
    const found = await this.hub.since(new Stream(request.socket, listening, 0, Date.now()), starts)
    const body = found === null
      ? { position: this.hub.position, reset: true, events: [] }
      : { position: found.position, events: found.events.map(({ seq, name, ids }) => ({ id: seq, name, ids: JSON.parse(ids) as unknown })) }
    answer.writeHead(200, { ...plain, 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
  }

  // Whoever was here before a restart comes as soon as there is a door.
  async #isStarted(): Promise<boolean> {
    if (!this.hub.isStarted) await Promise.race([this.#started.promise, new Promise((resolve) => setTimeout(resolve, startsWithin))])
    return this.hub.isStarted
  }

  // What is dearest and can best be missed goes first: pages ask now and then instead.
  #isTooMuch() {
    return this.#deps.config.limits && isPressed()
  }
}

const plain = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
// Its length is not known, so the answer ends with the line; proxies are asked to pass each event on at once.
const head = Buffer.from([
  'HTTP/1.1 200 OK', 'content-type: text/event-stream; charset=utf-8', 'cache-control: no-store', 'x-content-type-options: nosniff',
  'x-accel-buffering: no', 'connection: close', '', '',
].join('\r\n'))

function refuse(answer: ServerResponse, status: number, seconds?: number) {
  if (answer.headersSent || answer.destroyed) return
  if (seconds !== undefined) answer.setHeader('retry-after', seconds)
  answer.writeHead(status, { ...plain, 'content-length': 0 }).end()
}

/** `me` is the place of whoever asks: nobody listens at another member's. */
function withOwn({ places, starts }: Wish, { id }: Viewer): { places: string[]; starts: Starts } {
  const named = (place: string) => (place === 'me' ? `member:${id}` : place)
  const here = places.filter((place) => place !== 'me' || id !== null)
  return { places: here.map(named), starts: new Map([...starts].filter(([place]) => here.includes(place)).map(([place, seq]) => [named(place), seq])) }
}

// As pages are told it: so many proxies stand before us, and each names who asked it.
function ipOf({ socket, headers }: IncomingMessage, { trustProxy }: Config): string {
  const named = String(headers['x-forwarded-for'] ?? '').split(',').map((each) => each.trim()).filter(Boolean)
  const way = [socket.remoteAddress ?? '', ...named.reverse()]
  return way[Math.min(trustProxy, way.length - 1)]!
}
