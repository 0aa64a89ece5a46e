/** A search as somebody made it on the page or by the API: looked up, corrected, and kept for those who mind the gaps. */
import type { Ctx } from '#platform/ctx.ts'
import type { Input } from '#platform/input.ts'
import { momentAt } from '#platform/paging.ts'
import { find, type Results } from './find.ts'
import { authorOf, type Filters, spacesOf, topicOf } from './filters.ts'
import { noteSearch } from './kept.ts'
import { spendSearch } from './limits.ts'
import { popularTopics, type PopularTopic } from './queries.ts'
import type { SearchQuery } from './shapes.ts'
import { didYouMean } from './spelling.ts'
import { deepest } from './whole.ts'

export interface LookedUp {
  results: Results
  /** Better-known words, and how much they bring. */
  suggestion: { text: string; total: number; rows: Results['rows'] } | null
  popular: PopularTopic[]
  filtered: boolean
  next: number | null
  seconds: number
}

type Asker = Pick<Input<never, never, never>, 'ip' | 'headers'>

export const pageSize = 20
// As many of what may have been meant are shown where nothing was found.
const meantShown = 5
// Fewer results than this may come from a slip of the finger.
const few = 3

export async function lookUp(
  ctx: Ctx,
  query: SearchQuery,
  { ip, headers }: Asker,
): Promise<LookedUp> {
  const filters = await filtersOf(ctx, query)
  const filtered = Object.values(filters).some((each) => each !== undefined)
  if (query.q.trim() === '')
    return {
      results: await find(ctx, ''),
      suggestion: null,
      popular: await popularTopics(ctx),
      filtered,
      next: null,
      seconds: 0,
    }
  await spendSearch(ctx, ip)
  const start = performance.now()
  const results = await find(ctx, query.q, filters, { size: pageSize, from: query.from })
  const seconds = (performance.now() - start) / 1000
  noteLookUp(ctx, query, { ip, headers }, { total: results.total, shown: results.rows })
  const unsure = results.total < few || results.widened
  return {
    results,
    filtered,
    seconds,
    suggestion: unsure ? await suggestionFor(ctx, query.q, filters) : null,
    popular: results.total === 0 ? await popularTopics(ctx) : [],
    next: nextOf(query.from, results),
  }
}

/** What a search brought, as far as those who mind the gaps want to know it. */
interface Brought {
  total: number
  shown: readonly Pick<Results['rows'][number], 'kind' | 'id'>[]
}

export const broughtBy = ({ results: { total, rows } }: LookedUp): Brought => ({ total, shown: rows.map(({ kind, id }) => ({ kind, id })) })

/** The same search again, whose page is kept: it counts as one, and it is noted like any other. */
export async function lookUpAgain(ctx: Ctx, query: SearchQuery, from: Asker, brought: Brought): Promise<void> {
  if (query.q.trim() === '') return
  await spendSearch(ctx, from.ip)
  noteLookUp(ctx, query, from, brought)
}

function noteLookUp(ctx: Ctx, { q, from }: SearchQuery, { ip, headers }: Asker, { total, shown }: Brought) {
  // A further page is the same search.
  if (from === 0) noteSearch(ctx, { text: q, results: total, shown, place: 'search', agent: String(headers['user-agent'] ?? ''), ip })
}

function nextOf(from: number, { rows, total }: Results): number | null {
  const next = from + rows.length
  return rows.length > 0 && next < Math.min(total, deepest) ? next : null
}

async function suggestionFor(ctx: Ctx, text: string, filters: Filters) {
  const better = await didYouMean(ctx, text)
  if (better === null) return null
  const { total, rows } = await find(ctx, better, filters, { size: meantShown })
  return total > 0 ? { text: better, total, rows } : null
}

const day = 86_400_000
const ages = { always: undefined, year: 365, month: 30, week: 7 }

async function filtersOf(ctx: Ctx, { kind, state, space, written, lang, by, topic, after, before }: SearchQuery): Promise<Filters> {
  const days = ages[written]
  return {
    kinds: kind && [kind],
    state,
    language: lang,
    spaceIds: space.length > 0 ? await spacesOf(ctx, ...space) : undefined,
    authorId: by.trim() ? await authorOf(ctx, by) : undefined,
    topicId: topic.trim() ? await topicOf(ctx, topic.trim()) : undefined,
    after: after ? new Date(after) : days === undefined ? undefined : new Date(ctx.now.getTime() - days * day),
    // A day that is named belongs to what lies before its end.
    before: before ? momentAt(new Date(before).getTime() + day) : undefined,
  }
}
