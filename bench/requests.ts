/** What is asked for: real addresses of the filled site, in another order on each connection. */
import { randomUUID } from 'node:crypto'
import type { Request } from 'autocannon'
import type { Ctx } from '#platform/ctx.ts'
import { pathOf } from '#modules/conversations/index.ts'
import { connections } from './load.ts'
import type { Reader } from './readers.ts'
import type { Words } from './words.ts'

export interface Addresses {
  threads: { id: number; path: string }[]
  /** The one with 500 replies. */
  long: string
  searches: string[]
  /** Words of titles, to search with. */
  titles: string[][]
}

const threadsAsked = 200
const searchesAsked = 50

/** Threads from all over the site, and words of real titles. */
export async function addressesOf(ctx: Ctx): Promise<Addresses> {
  const all = await ctx.db.selectFrom('thread').select(['id', 'kind', 'slug', 'title', 'answerCount']).where('removedAt', 'is', null).orderBy('id').execute()
  const usual = all.filter((thread) => thread.answerCount < 100)
  const step = Math.max(1, Math.floor(usual.length / threadsAsked))
  const asked = usual.filter((_, index) => index % step === 0).slice(0, threadsAsked)
  return {
    threads: asked.map((thread) => ({ id: thread.id, path: pathOf(thread) })),
    long: pathOf(all.toSorted((one, other) => other.answerCount - one.answerCount)[0]!),
    titles: usual.map(({ title }) => title.split(' ').filter((word) => word.length > 2)),
    searches: asked.filter((_, index) => index % (threadsAsked / searchesAsked) === 0).map(({ title }) => `/search?${new URLSearchParams({ q: title.split(' ').slice(0, 4).join(' ') })}`),
  }
}

export type Asking = (connection: number) => Request[]

const asBrowser = { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Mozilla/5.0 (measuring)', accept: 'text/html', 'sec-fetch-dest': 'document' }
// As a simple program asks: nothing packed.
const asProgram = { 'user-agent': 'Mozilla/5.0 (measuring)', accept: 'text/html', 'sec-fetch-dest': 'document' }

export function reading(paths: string[], { readers, plain = false }: { readers?: Reader[]; plain?: boolean } = {}): Asking {
  return (connection) => {
    const reader = readers?.[connection % readers.length]
    const headers = { ...(plain ? asProgram : asBrowser), ...(reader && { cookie: reader.cookie }) }
    const start = Math.floor((paths.length / connections) * connection)
    return [...paths.slice(start), ...paths.slice(0, start)].map((path) => ({ method: 'GET', path, headers }))
  }
}

/** Each request a search that nobody has made before: words of two titles. */
export function searchingAnew(titles: string[][]): Asking {
  const any = <One>(list: One[]) => list[Math.floor(Math.random() * list.length)]!
  const fresh = () => `/search?${new URLSearchParams({ q: [...any(titles).slice(0, 2), any(any(titles))].join(' ') })}`
  return () => [{ method: 'GET', path: '/search', headers: asBrowser, setupRequest: (request) => ({ ...request, path: fresh() }) }]
}

/** Each request a reply that nobody has written before, sent as a plain form. */
export function replying(threads: Addresses['threads'], readers: Reader[], words: Words): Asking {
  return (connection) => {
    const { cookie, csrf } = readers[connection % readers.length]!
    const headers = { ...asBrowser, cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const start = Math.floor((threads.length / connections) * connection)
    return [...threads.slice(start), ...threads.slice(0, start)].map(({ id }, index) => {
      const body = words.text(600, 'reply', index)
      const fresh = () => new URLSearchParams({ _csrf: csrf, _key: randomUUID(), body: `${body} ${randomUUID()}` }).toString()
      return { method: 'POST', path: `/threads/${id}/answers`, headers, setupRequest: (request) => ({ ...request, body: fresh() }) }
    })
  }
}
