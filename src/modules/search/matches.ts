/** Threads like a text: for the one who types a question, and beside each question. */
import { inOrder } from './blend.ts'
import { type Entry, loose } from './candidates.ts'
import type { Filters } from './filters.ts'
import { type Found, shown } from './find.ts'
import { markerOf } from './excerpts.ts'
import { nearestWord } from './spelling.ts'
import { type Known, knownWords, type Lexeme, merged, rarity, type Reader } from './terms.ts'
import { type Weights, weightsOf } from './weights.ts'
import { plain } from './words.ts'

// Beyond this many words of a body the first ones have said what it is about.
const bodyWords = 100
const titleWords = 40

interface Asked {
  title: string
  body?: string
}

interface Wish {
  size?: number
  before?: Date
}

/** Questions and discussions that may answer this already, best first. */
export async function matches(ctx: Reader, asked: Asked, wish: Wish | number = {}): Promise<Found[]> {
  const { size = 5, ...rest } = typeof wish === 'number' ? { size: wish } : wish
  const { ranked, stems } = await rank(ctx, asked, rest)
  return shown(ctx, ranked.slice(0, size), markerOf(stems))
}

/** The same, as nothing but their order: for whoever measures it. */
export async function rank(ctx: Reader, { title, body = '' }: Asked, { before }: Pick<Wish, 'before'> = {}) {
  const weights = await weightsOf(ctx)
  const texts = [first(plain(title), titleWords), first(plain(body), bodyWords)] as const
  if (texts.join('').length < 3) return { ranked: [], stems: [] }
  const known = merged(await knownWords(ctx, texts))
  const meant = await meantBy(ctx, texts[0], known)
  const entries = entriesOf(known, meant, weights)
  const filters: Filters = { kinds: ['question', 'discussion'], before }
  const narrowed = { wanted: { without: [] }, filters, language: known.language, documents: known.documents }
  const found = await loose(ctx, entries, narrowed, weights)
  return {
    ranked: inOrder(found, { text: title, now: ctx.now, page: false }, weights),
    stems: [...known.texts.flatMap((text) => text.words), ...meant].map(({ word }) => word),
  }
}

const first = (text: string, count: number) => text.split(' ').slice(0, count).join(' ')

/** The words that may have been meant by those of a title that nobody has used here: slips of the finger. */
async function meantBy(ctx: Reader, title: string, { texts }: Known): Promise<Lexeme[]> {
  const strange = texts[0]!.words.filter(({ id, word }) => id === null && word.length > 3).map(({ word }) => word)
  if (strange.length === 0) return []
  const typed = title.toLowerCase().split(' ').filter((word) => strange.some((stem) => word.startsWith(stem.slice(0, -1))))
  const near = await Promise.all(typed.map((word) => nearestWord(ctx, word)))
  const meant = near.filter((word) => word !== null)
  return meant.length === 0 ? [] : (await knownWords(ctx, [meant.join(' ')])).texts[0]!.words
}

/** Words of the title count more than those of the body, rare ones more than common ones. */
function entriesOf({ texts: [title, body], documents }: Known, meant: readonly Lexeme[], weights: Weights): Entry[] {
  const entries = new Map<number, Entry>()
  const add = (words: readonly Lexeme[], part: number) => {
    for (const { id, documents: holding, times } of words) {
      if (id === null) continue
      const share = rarity(holding, documents)
      const weight = part * (1 + Math.log(times)) * share ** weights.rarity
      const before = entries.get(id)
      entries.set(id, { id, documents: holding, share, weight: weight + (before?.weight ?? 0) })
    }
  }
  if (title && !title.common) add(title.words, weights.queryTitle)
  if (body && !body.common) add(body.words, 1)
  add(meant, weights.queryTitle * weights.guessed)
  if (entries.size === 0 && title) add(title.words, weights.queryTitle)
  return [...entries.values()]
}

/** Threads related to one, without itself. */
export async function related(ctx: Reader, thread: { id: number; title: string }, size = 5): Promise<Found[]> {
  const found = await matches(ctx, { title: thread.title }, size + 1)
  return found.filter((each) => each.id !== thread.id).slice(0, size)
}
