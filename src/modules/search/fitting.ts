/** What fits the words of a search, in order: first what has all of them, and behind it, if that is little, the rest. */
import { inOrder, type Placed } from './blend.ts'
import { type Candidate, type Count, entriesOf, loose } from './candidates.ts'
import { type Filters, isOpen, open } from './filters.ts'
import { type Reader, type Term, termsOf } from './terms.ts'
import { type Weights, weightsOf } from './weights.ts'
import { whole } from './whole.ts'
import type { Wanted } from './words.ts'

export interface Fitting {
  placed: Pick<Placed, 'kind' | 'subjectId'>[]
  counts: Count[]
  /** The words as the index has them, for the marks. */
  stems: string[]
  /** True when no document had all the words, or too few had. */
  widened: boolean
  /** There are more than were counted. */
  more: boolean
}

// Fewer documents than this with everything that was typed: those with the weightier half of it come along behind.
const enough = 4
const weightierHalf = 0.5

export async function fitting(ctx: Reader, wanted: Wanted, filters: Filters): Promise<Fitting> {
  const weights = await weightsOf(ctx)
  const { terms, known, stems } = await termsOf(ctx, wanted, weights)
  const narrowed = { wanted, language: known.language, documents: known.documents }
  const reading = { text: [...wanted.words, ...wanted.phrases].join(' '), now: ctx.now, page: true }
  const { best, counts, more } = await whole(ctx, terms, { ...narrowed, filters })
  const placed = inOrder(best, reading, weights)
  const total = counts.reduce((sum, each) => sum + each.count, 0)
  // Of one thing that was typed there is no half.
  if (total >= enough || terms.length < 2) return { placed, counts, stems, widened: false, more }
  // The page counts what other choices would bring.
  const all = await nearly(ctx, terms, { ...narrowed, filters: open(filters) }, weights)
  const chosen = isOpen(filters) ? all : await nearly(ctx, terms, { ...narrowed, filters }, weights)
  const others = chosen.filter((each) => !best.some(({ id }) => id === each.id))
  return {
    placed: [...placed, ...inOrder(others, reading, weights)],
    counts: all.length > total ? all.map((each) => ({ ...each, count: 1 })) : counts,
    stems,
    widened: others.length > 0,
    more: false,
  }
}

type Narrowing = Parameters<typeof loose>[2]

/** Documents with the weightier half of what was typed, and every phrase. */
async function nearly(ctx: Reader, terms: readonly Term[], narrowed: Narrowing, weights: Weights): Promise<Candidate[]> {
  const phrases = terms.filter((term) => term.isQuoted).flatMap((term) => term.phrase ?? [])
  const found = await loose(ctx, entriesOf(terms), { ...narrowed, phrases }, weights)
  const typed = terms.reduce((sum, term) => sum + term.idf, 0)
  return found.filter((each) => each.share >= weightierHalf * typed)
}
