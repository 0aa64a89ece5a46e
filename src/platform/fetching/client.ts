import { lookup as resolve } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { isAllowed, isLiteral, isPublic, literalOf, type Refusal, refusalOf } from './addresses.ts'

export type FetchProblem = Refusal | 'unwanted' | 'address' | 'unreachable' | 'time' | 'large' | 'status' | 'type' | 'redirects'

/** Why nothing came. `isFinal` says that asking again would give the same. */
export class Unfetched extends Error {
  readonly why: FetchProblem
  readonly status: number | undefined
  constructor(why: FetchProblem, status?: number) {
    super(`Not fetched: ${why}${status ? ` ${status}` : ''}`)
    this.why = why
    this.status = status
  }

  get isFinal(): boolean {
    if (this.why === 'status') return this.status !== 429 && (this.status ?? 500) < 500
    return !(this.why === 'unreachable' || this.why === 'time')
  }
}

export interface FetchWish {
  /** What is asked for; what comes must be one of them. */
  types: readonly string[]
  /** Bytes, unpacked. */
  limit: number
  /** With `true` what is longer is cut there in place of being refused: the head of a page is enough. */
  cut?: boolean
  /** Milliseconds for all of it, redirects included. */
  time?: number
  /** Who asks, with an address where to complain. */
  agent: string
  /** host:port that may be asked although they are not public: for tests on one machine. */
  allowed?: readonly string[]
  /** Hosts that are not asked, wherever they are named: first, or by a redirect. */
  refuses?: (url: URL) => boolean
}

export interface Fetched {
  /** Where it came from in the end. */
  url: string
  type: string
  charset: string | null
  body: Buffer
}

const mostRedirects = 4
const usualTime = 8_000

/** @throws Unfetched */
export async function fetchForeign(address: string, wish: FetchWish): Promise<Fetched> {
  const clock = AbortSignal.timeout(wish.time ?? usualTime)
  let url = new URL(address)
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const answer = await ask(url, wish, clock)
    const to = redirectOf(answer)
    if (to === null) return taken(url, answer, wish, clock)
    answer.destroy()
    if (!URL.canParse(to, url)) throw new Unfetched('status', answer.statusCode)
    url = new URL(to, url)
  }
  throw new Unfetched('redirects')
}

function ask(url: URL, { types, agent, allowed = [], refuses }: FetchWish, signal: AbortSignal): Promise<IncomingMessage> {
  const refusal = refuses?.(url) ? 'unwanted' : refusalOf(url, allowed)
  if (refusal) return Promise.reject(new Unfetched(refusal))
  const isOpen = isAllowed(url, allowed)
  // A name is looked at when it is resolved; an address that stands there is connected to as it is.
  if (!isOpen && isLiteral(url.hostname) && !isPublic(literalOf(url.hostname))) return Promise.reject(new Unfetched('address'))
  const headers = { accept: types.join(', '), 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en, *;q=0.5', 'user-agent': agent }
  const { get } = url.protocol === 'https:' ? https : http
  return new Promise((answered, failed) => {
    const request = get(url, { headers, signal, agent: false, maxHeaderSize: 16_384, ...(!isOpen && { lookup: publicOnly }) }, answered)
    request.on('error', (error) => failed(problemOf(error, signal)))
    // Also without a word of what was wrong: whoever answers that they change the protocol (101) is cut off, and no error tells of it.
    request.on('close', () => failed(new Unfetched('unreachable')))
  })
}

/** Gives the connection only addresses that were looked at: no second question to the resolver, and no other answer. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { family: options.family ?? 0, all: true, order: 'verbatim' }, (error, found) => {
    if (error) return done(error, '')
    // One that leads inside among several is no accident: the whole name is not asked.
    if (found.length === 0 || found.some(({ address }) => !isPublic(address))) return done(new Unfetched('address'), '')
    if (options.all) return done(null, found)
    done(null, found[0]!.address, found[0]!.family)
  })
}

function problemOf(error: unknown, signal: AbortSignal): Unfetched {
  if (error instanceof Unfetched) return error
  return new Unfetched(signal.aborted ? 'time' : 'unreachable')
}

const redirectOf = ({ statusCode = 0, headers }: IncomingMessage) => (statusCode >= 300 && statusCode < 400 && headers.location ? headers.location : null)

async function taken(url: URL, answer: IncomingMessage, { types, limit, cut }: FetchWish, signal: AbortSignal): Promise<Fetched> {
  const { statusCode = 0, headers } = answer
  const [type = '', ...rest] = String(headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim())
  const refused = statusCode !== 200 ? new Unfetched('status', statusCode) : types.includes(type) ? null : new Unfetched('type')
  if (refused) {
    answer.destroy()
    throw refused
  }
  const charset = rest.find((part) => part.startsWith('charset='))?.slice(8).replaceAll('"', '') ?? null
  return { url: url.href, type, charset, body: await read(unpacked(answer), answer, limit, cut ?? false, signal) }
}

function unpacked(answer: IncomingMessage): Readable {
  const how = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }[String(answer.headers['content-encoding'] ?? '').toLowerCase()]
  if (!how) return answer
  const unpacking: Transform = how()
  answer.on('error', (error) => unpacking.destroy(error))
  return answer.pipe(unpacking)
}

/** The limit is for what comes out of the packing: a small answer can hold a huge one. */
async function read(body: Readable, answer: IncomingMessage, limit: number, cut: boolean, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const stop = () => body.destroy(new Unfetched('time'))
  signal.addEventListener('abort', stop)
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) break
    }
  } catch (error) {
    throw problemOf(error, signal)
  } finally {
    signal.removeEventListener('abort', stop)
    answer.destroy()
    body.destroy()
  }
  if (size > limit && !cut) throw new Unfetched('large')
  return Buffer.concat(chunks).subarray(0, limit)
}
