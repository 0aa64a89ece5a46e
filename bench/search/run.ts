/** Asks everything that a set asks, each question of the community as it stood when it was asked. */
import { inOrder, matches, rank, tidy, type Weights, weightsOf } from '#modules/search/index.ts'
import { figuresOf, type Figures } from './measure.ts'
import { type Query, readQueries, readRights, readThreads, type Rights, type Thread } from './read.ts'
import type { Part, SetOf } from './sets.ts'
import { grow, openTown, Threads, type Town } from './town.ts'

export interface Row extends Figures {
  set: SetOf
  engine: string
  documents: number
  /** Seconds to put everything in. */
  filled: number
}

interface Asked {
  set: SetOf
  rights: Rights
  rankings: Map<string, string[]>
  times: number[]
}

interface Wish {
  weights: Record<string, number>
  language: string
}

/** Measures sets that share a corpus: it is put in once. */
export async function measure(sets: readonly SetOf[], server: string | undefined, { weights, language }: Wish): Promise<Row[]> {
  const [first] = sets as [SetOf]
  const list = await readThreads(first)
  const threads = new Threads(list)
  const queries = await readQueries(first.queries)
  const asked = await Promise.all(sets.map(async (set): Promise<Asked> => ({ set, rights: await readRights(set.qrels), rankings: new Map(), times: [] })))
  const town = await openTown(server, weights, language)
  const started = performance.now()
  let asking = 0
  const ask = async (query: Query) => {
    const began = performance.now()
    await askAll(town, threads, query, asked)
    asking += performance.now() - began
  }
  try {
    if (queries.every((query) => query.before !== undefined) && list.every((thread) => thread.at > 0)) await replay(town, threads, queries, ask)
    else {
      await threads.fill(town)
      for (const query of queries) await ask(query)
    }
    const filled = (performance.now() - started - asking) / 1000
    return asked.map(({ set, rights, rankings, times }) => ({
      set, engine: server ? 'postgres' : 'pglite', documents: list.length, filled, ...figuresOf(rights, rankings, times),
    }))
  } finally {
    await town.close()
  }
}

// After each of these many questions the tables are put in order, as the nightly job does.
const night = 100

/** Lets the community grow up to each question: nothing of what was said or linked later is there when it is asked. */
async function replay(town: Town, threads: Threads, queries: readonly Query[], ask: (query: Query) => Promise<void>) {
  const happenings = threads.happenings()
  let next = 0
  for (const [index, query] of [...queries].sort((one, other) => one.before! - other.before!).entries()) {
    const changed = new Set<Thread>()
    for (; next < happenings.length && happenings[next]!.at < query.before!; next++) changed.add(happenings[next]!.thread)
    town.ctx.now = new Date(query.before!)
    await grow(town, threads, changed, query.before!)
    if (index % night === 0) await tidy(town.ctx)
    await ask(query)
  }
}

// Ten count; one more for itself, and those that are not to be named.
const depth = 10

async function askAll(town: Town, threads: Threads, query: Query, asked: readonly Asked[]) {
  const without = new Set([query.id, ...query.exclude])
  const wanted = asked.filter(({ rights }) => rights.has(query.id))
  const named = (numbers: readonly number[]) => numbers.map(threads.idOf).filter((id) => !without.has(id)).slice(0, depth)
  for (const typed of new Set(wanted.map(({ set }) => set.typed))) {
    const text = typed === 'title' ? { title: query.title } : { title: query.title, body: query.text }
    const before = query.before === undefined ? {} : { before: new Date(query.before) }
    const began = performance.now()
    const found = await matches(town.ctx, text, { size: depth + without.size, ...before })
    const took = performance.now() - began
    const lessOf = wanted.some(({ set }) => set.without) ? await ablations(town, text, before) : null
    for (const { set, rankings, times } of wanted.filter(({ set }) => set.typed === typed)) {
      rankings.set(query.id, named(set.without && lessOf ? lessOf(set.without) : found.map((each) => each.id)))
      times.push(took)
    }
  }
}

/** The same candidates, put in order without one part. */
async function ablations(town: Town, text: { title: string; body?: string }, before: { before?: Date }) {
  const { ranked } = await rank(town.ctx, text, before)
  const weights = await weightsOf(town.ctx)
  const reading = { text: text.title, now: town.ctx.now, page: false }
  return (part: Part) => inOrder(ranked, reading, { ...weights, [part]: 0 } satisfies Weights).map((each) => each.subjectId)
}
