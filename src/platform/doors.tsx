/**
 * Doors: one declaration opens a page address and, if it has a `json` shape, the same address under /api/v1. Both run
 * the same action with the same checked input; they differ only in how the result is shown.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { z } from 'zod'
import type { Mark } from './changes.ts'
import { type Ctx, transaction } from './ctx.ts'
import { answerOnce, type Answer } from './once.ts'
import { packingFor, packLightly } from './packing.ts'
import { anyone, type Rule } from './permissions.ts'
import { spend } from './limits.ts'
import { demand, Invalid, type Problem, TooMany } from './problems.ts'
import { readInput, typedTexts, type Input, type Shapes } from './input.ts'

type Shape = z.ZodType
export type Markup = VNode | VNode[]

/** Bytes instead of a page: feeds, pictures, files. */
export interface Raw {
  type: string
  body: string | Buffer | NodeJS.ReadableStream
  headers?: Record<string, string>
  status?: number
}

export interface Door<P extends Shape, Q extends Shape, B extends Shape, R> extends Shapes<P, Q, B> {
  /** Who may pass at all; the action demands the exact right on the exact thing. */
  may: Rule<never>
  act: (ctx: Ctx, input: Input<P, Q, B>) => Promise<R>
  page?: (result: R, ctx: Ctx, input: Input<P, Q, B>) => Markup
  /** What an open page fetches of itself when it was told that this has changed. */
  part?: (result: R, ctx: Ctx, input: Input<P, Q, B>) => Markup
  /** What `stream` and `json` show of the result; a plain form that only goes on needs no reading. */
  shown?: (ctx: Ctx, result: R) => Promise<R>
  /** Where a plain form goes next. */
  next?: (result: R, ctx: Ctx, input: Input<P, Q, B>) => string
  /** What Turbo changes in place instead of following `next`. */
  stream?: (result: R, ctx: Ctx, input: Input<P, Q, B>) => Markup
  /** The page with the form again and what is wrong with it; answered with the status of the problem. */
  again?: (problem: Problem, typed: Record<string, string>, ctx: Ctx, params: z.output<P>) => Promise<Markup> | Markup
  /** `Set-Cookie` lines to send along with the page or the redirect. */
  cookies?: (result: R) => string[]
  raw?: (result: R, ctx: Ctx, input: Input<P, Q, B>) => Raw
  /** The true address of a page that was asked for by an old or a wrong one; null when it is the true one already. */
  moved?: (result: R, ctx: Ctx, input: Input<P, Q, B>) => string | null
  json?: Shape
  /** True for what creates: the same request again is answered alike and done once. */
  once?: boolean
  /** A line for the API's description: a key of the catalogue. */
  says?: string
  /** Open to a page whose origin is another site (single sign-on answers). Default: same origin only. */
  crossSite?: boolean
  /** Everybody who is not signed in sees the same page: it is drawn once and kept for a moment (docs/speed.md). */
  alike?: Alike
  /** Members of the same role see the same page but for what each has of their own (docs/speed.md). */
  own?: OwnParts<P, Q, B, R>
}

export interface OwnParts<P extends Shape, Q extends Shape, B extends Shape, R> {
  marks: (params: Record<string, string>) => Mark[]
  query: readonly string[]
  /** Reads the page as anybody of this role sees it; null when the address only leads on. */
  act: (anybody: Ctx, input: Input<P, Q, B>) => Promise<R | null>
  /** What of it `read` and the parts need: the texts themselves are in the page already. */
  remembered: (result: R) => R
  /** What the viewer has of their own there; null when the page is no longer what it was. @throws NotFound when it is out of their sight */
  read: (ctx: Ctx, result: R) => Promise<object | null>
  /** What is noted each time the page is given. */
  given?: (ctx: Ctx, result: R, own: any, headers: FastifyRequest['headers']) => void
}

export interface Alike {
  /** What the page shows: a change of it takes the kept page away. */
  marks: (params: Record<string, string>) => Mark[]
  /** Names that the query may hold; an address with others is drawn each time. */
  query: readonly string[]
  /** What of the result `given` needs to know. */
  remembered?: (result: any) => unknown
  /** What is noted each time the page is given, as `act` does when it draws it. @throws what `act` would refuse with */
  given?: (ctx: Ctx, request: Given, remembered: any) => void | Promise<unknown>
}

/** A request that is given a kept page: nobody has checked its input. */
export interface Given {
  params: Record<string, string>
  query: Record<string, unknown>
  headers: FastifyRequest['headers']
  ip: string
}

export interface House {
  ctxOf: (request: FastifyRequest) => Ctx
  /** Draws a whole page or a fragment of one in the viewer's language. */
  render: (markup: Markup, ctx: Ctx, request: FastifyRequest) => Promise<string>
  renderPart: (markup: Markup, ctx: Ctx, request: FastifyRequest) => Promise<string>
  /** A page of `own` parts for this viewer; null when it has to be drawn in the ordinary way. */
  renderOwn?: (door: Door<any, any, any, any>, ctx: Ctx, request: FastifyRequest, input: unknown) => Promise<Answer | null>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Open = <R, P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape>(
  url: string,
  door: Door<P, Q, B, R>,
) => void

export interface Opened {
  method: Method
  url: string
  rule: string
  least: string
  faces: string[]
}

export interface Doors {
  get: Open
  post: Open
  put: Open
  patch: Open
  delete: Open
}

const streamType = 'text/vnd.turbo-stream.html'
const wantsStream = (request: FastifyRequest) => request.headers.accept?.includes(streamType) ?? false

/** @param opened collects every door for the generated maps */
export function doors(app: FastifyInstance, house: House, opened: Opened[] = []): Doors {
  const verb = (method: Method): Open => (url, door) => {
    if (!door.may?.rule && door.may !== (anyone as unknown)) throw new Error(`${method} ${url} declares no permission`)
    opened.push({ method, url, rule: door.may.rule, least: door.may.least, faces: facesOf(door) })
    if (door.page || door.part || door.next || door.stream || door.raw || door.moved) openPage(app, house, method, url, door)
    if (door.json) openApi(app, house, method, url, door)
  }
  return { get: verb('GET'), post: verb('POST'), put: verb('PUT'), patch: verb('PATCH'), delete: verb('DELETE') }
}

const facesOf = (door: Door<any, any, any, any>) =>
  (['page', 'part', 'next', 'stream', 'raw', 'json'] as const).filter((face) => door[face] !== undefined)

type AnyDoor = Door<any, any, any, any>

function openPage(app: FastifyInstance, house: House, method: Method, url: string, door: AnyDoor) {
  app.route({
    method,
    url,
    schema: { hide: true } as object,
    config: { door },
    handler: async (request, reply) => {
      const ctx = house.ctxOf(request)
      try {
        demand(door.may.least === 'everyone' || ctx.viewer.id !== null, 'problems:signIn')
        return await send(request, reply, await answerPage(house, request, ctx, door))
      } catch (problem) {
        return askAgain(house, request, reply, ctx, door, problem)
      }
    },
  })
}

async function answerPage(house: House, request: FastifyRequest, ctx: Ctx, door: AnyDoor): Promise<Answer> {
  const input = readInput(door, request)
  if (door.own && fits(door.own, ctx, request)) {
    const answer = await house.renderOwn?.(door, ctx, request, input)
    if (answer) return answer
  }
  if (!door.once) return facePage(house, request, ctx, door, input)
  return answerOnce(ctx, request, (tx) => facePage(house, request, tx, door, input))
}

const shownOf = (door: AnyDoor, ctx: Ctx, result: unknown): Promise<unknown> => door.shown?.(ctx, result) ?? Promise.resolve(result)

// Parts of pages and made-up queries are drawn each time.
const fits = (own: { query: readonly string[] }, { viewer }: Ctx, { query, headers }: FastifyRequest) =>
  viewer.id !== null && headers['turbo-frame'] === undefined && Object.keys(query as object).every((name) => own.query.includes(name))

async function facePage(house: House, request: FastifyRequest, ctx: Ctx, door: AnyDoor, input: Input<any, any, any>): Promise<Answer> {
  const result = await door.act(ctx, input)
  if (request.drawing) request.drawing.remembered = door.alike?.remembered?.(result)
  const cookies = door.cookies?.(result) ?? []
  if (door.stream && wantsStream(request)) {
    return { status: 200, type: streamType, cookies, body: await house.renderPart(door.stream(await shownOf(door, ctx, result), ctx, input), ctx, request) }
  }
  const moved = door.moved?.(result, ctx, input)
  // A title may be changed back: whoever kept the redirect would run in a circle.
  if (moved) return { status: 301, location: moved, cookies, headers: { 'cache-control': 'no-store' } }
  if (door.next) return { status: 303, location: door.next(result, ctx, input), cookies }
  if (door.raw) return { status: 200, cookies, ...door.raw(result, ctx, input) } as Answer
  if (door.part) return { status: 200, cookies, headers: { 'x-robots-tag': 'noindex' }, body: await house.renderPart(door.part(result, ctx, input), ctx, request) }
  return { status: 200, cookies, body: await house.render(door.page!(result, ctx, input), ctx, request) }
}

// A program that polls every half second is well within; one that runs away is not.
const apiLimit = { max: 120, seconds: 60 }

function openApi(app: FastifyInstance, house: House, method: Method, url: string, door: AnyDoor) {
  const status = method === 'POST' && door.once ? 201 : 200
  const schema = {
    ...(door.says && { summary: door.says }),
    tags: [url.split('/')[1] ?? ''],
    ...(door.params && { params: door.params }),
    ...(door.query && { querystring: door.query }),
    ...(door.body && { body: door.body }),
    response: { [status]: door.json },
    security: [{ token: [] }],
  }
  app.route({
    method,
    url: `/api/v1${url}`,
    schema: schema as object,
    config: { door },
    // The input is read by readInput below, so that page and API refuse with the same words.
    validatorCompiler: () => (data) => ({ value: data }),
    handler: async (request, reply) => {
      const ctx = house.ctxOf(request)
      demand(door.may.least === 'everyone' || ctx.viewer.id !== null, 'problems:signIn')
      if (ctx.viewer.id !== null) reply.header('x-ratelimit-remaining', await spend(ctx, `api:${ctx.viewer.id}`, apiLimit))
      const input = readInput(door, request)
      // Written by the shape at once: an answer that is kept for a repeated request is kept as it was given.
      const run = async (tx: Ctx): Promise<Answer> => ({ status, json: door.json!.encode((await shownOf(door, tx, await door.act(tx, input))) as never) })
      const answer = door.once ? await answerOnce(ctx, request, run) : await run(ctx)
      return reply.status(answer.status).serializer(JSON.stringify).send(answer.json)
    },
  })
}

async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer) {
  reply.status(answer.status)
  for (const each of answer.cookies ?? []) reply.header('set-cookie', each)
  if (answer.headers) reply.headers(answer.headers)
  if (answer.location !== undefined) return reply.redirect(answer.location, answer.status)
  reply.type(answer.type ?? 'text/html; charset=utf-8')
  return reply.send(answer.type === undefined && typeof answer.body === 'string' ? packed(request, reply, answer.body) : answer.body)
}

// Small ones are not worth it; large ones go through the stream that packs files.
const worthPacking = { from: 1_024, to: 300_000 }

/** A page of one person, packed at once; one that is drawn for many is packed once for all of them (strangers.ts). */
function packed(request: FastifyRequest, reply: FastifyReply, body: string): string | Buffer {
  if (request.drawing || body.length < worthPacking.from || body.length > worthPacking.to) return body
  const packing = packingFor(request.headers['accept-encoding'])
  reply.header('vary', 'accept-encoding')
  if (packing === 'identity') return body
  reply.header('content-encoding', packing)
  return packLightly(Buffer.from(body), packing)
}

async function askAgain(house: House, request: FastifyRequest, reply: FastifyReply, ctx: Ctx, door: AnyDoor, problem: unknown) {
  const status = (problem as Problem).status
  // A script reads the reason, not a page.
  const isScript = request.headers.accept === 'application/json'
  if (!door.again || isScript || (status !== 422 && status !== 409 && status !== 429)) throw problem
  if (problem instanceof TooMany) reply.header('retry-after', problem.retryAfter)
  const typed = typedTexts(request.body)
  const params = door.params ? door.params.parse(request.params) : {}
  const markup = await door.again(problem as Problem, typed, ctx, params)
  return reply.status(status).type('text/html; charset=utf-8').send(await house.render(markup, ctx, request))
}

export { Invalid, transaction }
