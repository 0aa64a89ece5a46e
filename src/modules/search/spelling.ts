/** "Did you mean": words of a search that stand in no title, replaced by the nearest ones that do. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Db } from '#platform/db.ts'
import { plain, readWords } from './words.ts'

/** How often each word stands in a title or topic that everybody may see: a suggestion must not tell what is hidden. */
type Vocabulary = Map<string, number>

const freshFor = 10 * 60_000
// The liveliest titles hold the words that people use here.
const titlesRead = 20_000
const kept = new WeakMap<Db, { at: number; words: Promise<Vocabulary> }>()

function vocabulary(db: Db): Promise<Vocabulary> {
  const before = kept.get(db)
  if (before && Date.now() - before.at < freshFor) return before.words
  const words = readVocabulary(db)
  kept.set(db, { at: Date.now(), words })
  words.catch(() => kept.delete(db))
  return words
}

const open = sql`array(select id from space where see = 'everyone')`

async function readVocabulary(db: Db): Promise<Vocabulary> {
  const { rows } = await sql<{ words: string }>`
    select title || ' ' || topics as words from search_document d
    where case d.kind when 'topic' then exists (select 1 from search_document t where t.topic_ids @> array[d.subject_id] and t.space_id = any(${open}))
      else d.space_id is null or d.space_id = any(${open}) end
    order by active_at desc limit ${titlesRead}`.execute(db)
  const words: Vocabulary = new Map()
  for (const row of rows) {
    for (const word of plain(row.words).toLowerCase().split(' ')) words.set(word, (words.get(word) ?? 0) + 1)
  }
  return words
}

/** The search with better-known words, or null when each word is known or nothing is near. */
export async function didYouMean({ db }: Pick<Ctx, 'db'>, text: string): Promise<string | null> {
  const known = await vocabulary(db)
  const typed = new Set(readWords(text).words.flatMap((word) => word.toLowerCase().split(' ')))
  let changed = false
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const near = typed.has(word.toLowerCase()) ? nearest(word.toLowerCase(), known) : null
      changed ||= near !== null
      return near ?? word
    })
  return changed ? words.join(' ') : null
}

/** The word that people use here and may have been meant, or null. */
export async function nearestWord({ db }: Pick<Ctx, 'db'>, word: string): Promise<string | null> {
  return nearest(word, await vocabulary(db))
}

function nearest(word: string, known: Vocabulary): string | null {
  if (word.length < 4 || known.has(word) || /\d/.test(word)) return null
  const reach = word.length < 8 ? 1 : 2
  let best: { word: string; distance: number; count: number } | null = null
  for (const [other, count] of known) {
    if (Math.abs(other.length - word.length) > reach || other.length < 4) continue
    const distance = distanceOf(word, other, reach)
    if (distance > reach) continue
    if (!best || distance < best.distance || (distance === best.distance && count > best.count))
      best = { word: other, distance, count }
  }
  return best?.word ?? null
}

/** Letters to change, add, leave out or swap with their neighbour; more than `reach` is said as `reach + 1`. */
export function distanceOf(one: string, other: string, reach: number): number {
  let [before, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    if (Math.min(...next) > reach) return reach + 1
    ;[before, row] = [row, next]
  }
  return row[other.length]!
}

/** For tests, and after an import. */
export const forgetVocabulary = (db: Db) => kept.delete(db)
