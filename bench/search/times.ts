/** How long a search takes in a community of a hundred thousand posts, each asked for the first time. */
import { find, matches } from '#modules/search/index.ts'
import { quantile } from './measure.ts'
import { type Query, readQueries, readThreads, type Thread } from './read.ts'
import type { SetOf } from './sets.ts'
import { openTown, Threads, type Town } from './town.ts'

/** Milliseconds. */
interface Times {
  p50: number
  p95: number
}

export interface Taken {
  engine: string
  threads: number
  posts: number
  filled: number
  rows: { what: string; times: Times }[]
}

// Words that a search of a few words is made of: longer ones say what it is about.
const few = (title: string) => title.split(/\s+/).filter((word) => word.length > 3).slice(0, 4).join(' ')

const kinds: [string, (town: Town, query: Query) => Promise<unknown>][] = [
  ['search of four words', ({ ctx }, { title }) => find(ctx, few(title))],
  ['search of a whole title', ({ ctx }, { title }) => find(ctx, title)],
  ['matches for a title', ({ ctx }, { title }) => matches(ctx, { title })],
  ['matches for a title with its body', ({ ctx }, { title, text: body }) => matches(ctx, { title, body })],
]

const asked = 300
const before = 30

/** Puts the threads of a set in, as often as it takes to have that many posts, and asks its first questions. */
export async function timesOf(set: SetOf, server: string | undefined, posts = 100_000): Promise<Taken> {
  const once = await readThreads(set)
  const list = [...repeated(once, posts)]
  const queries = await readQueries(set.queries)
  const town = await openTown(server)
  try {
    const began = performance.now()
    await new Threads(list).fill(town)
    const filled = (performance.now() - began) / 1000
    const rows = []
    for (const [what, ask] of kinds) rows.push({ what, times: await timed(queries, (query) => ask(town, query)) })
    return { engine: server ? 'postgres' : 'pglite', threads: list.length, posts: postsOf(list), filled, rows }
  } finally {
    await town.close()
  }
}

/** Later rounds have no links, or each would count as many times over. */
function* repeated(once: readonly Thread[], posts: number): Generator<Thread> {
  const rounds = Math.ceil(posts / postsOf(once))
  for (let round = 0; round < rounds; round++)
    for (const thread of once) yield round === 0 ? thread : { ...thread, id: `${thread.id}/${round}`, links: [], replies: thread.replies.map((reply) => ({ ...reply, links: [] })) }
}

const postsOf = (threads: readonly Thread[]) => threads.reduce((sum, { replies }) => sum + 1 + replies.length, 0)

async function timed(queries: readonly Query[], ask: (query: Query) => Promise<unknown>): Promise<Times> {
  const times: number[] = []
  for (const query of queries.slice(0, before + asked)) {
    const began = performance.now()
    await ask(query)
    times.push(performance.now() - began)
  }
  const counted = times.slice(before)
  return { p50: quantile(counted, 0.5), p95: quantile(counted, 0.95) }
}
