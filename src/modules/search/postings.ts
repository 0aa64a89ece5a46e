/** Which words stand in which documents, and what they are worth there: written in the transaction of the document. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { textList } from '#platform/many.ts'
import { type Counts, countsOf, impactOf, type Lengths, saidOf } from './impacts.ts'
import { statOf } from './stat.ts'
import { type Weights, weightsOf } from './weights.ts'

/** The words of documents, by their numbers. */
export type WordsOf = ReadonlyMap<number, readonly string[]>

interface Worded {
  id: number
  words: { word: string; letters: string }[]
}

/**
 * Computes what the words of these documents are worth, from the words that the documents hold.
 * @param before the words that they had, where they had any
 */
export async function postDocuments(tx: Ctx, ids: readonly number[], before: WordsOf = new Map()): Promise<void> {
  const [read, weights, stat] = [await readWords(tx, ids), await weightsOf(tx), await statOf(tx)]
  const known = await lexemeIds(tx, [...new Set(read.flatMap((each) => each.words.map(({ word }) => word)))])
  const entries = read.map((each) => weighed(each, stat, weights))
  await putLengths(tx, entries)
  await putEntries(tx, entries, known)
  await dropPostings(tx, gone(before, read))
}

async function readWords({ db }: Ctx, ids: readonly number[]): Promise<Worded[]> {
  const { rows } = await sql<{ id: number; words: string[]; letters: string[] }>`
    select d.id, array_agg(w.lexeme) as words, array_agg(coalesce(array_to_string(w.weights, ''), 'C')) as letters
    from search_document d cross join lateral unnest(d.words) w where d.id = any(${numbers(ids)}) group by d.id`.execute(db)
  return rows.map(({ id, words, letters }) => ({
    id,
    words: words.map((word, index) => ({ word, letters: letters[index]! })),
  }))
}

interface Entries extends Lengths {
  id: number
  impacts: { word: string; impact: number }[]
}

function weighed({ id, words }: Worded, average: Lengths, weights: Weights): Entries {
  const counted = words.map(({ word, letters }) => ({ word, counts: countsOf(letters) }))
  const own = {
    saidLength: total(counted, (counts) => saidOf(counts, weights)),
    repliesLength: total(counted, (counts) => counts.said),
  }
  return {
    id,
    ...own,
    impacts: counted.map(({ word, counts }) => ({ word, impact: impactOf(counts, own, average, weights) })),
  }
}

const total = (counted: { counts: Counts }[], of: (counts: Counts) => number) =>
  counted.reduce((sum, { counts }) => sum + of(counts), 0)

/** The numbers of words; new ones get one, in the same order everywhere, so that nobody waits in a circle. */
export async function lexemeIds({ db }: Ctx, words: readonly string[]): Promise<Map<string, number>> {
  const known = await find(db, words)
  const fresh = words.filter((word) => !known.has(word)).sort()
  if (fresh.length === 0) return known
  await sql`insert into search_lexeme (word) select word from unnest(${textList(fresh)}) word order by word collate "C"
    on conflict do nothing`.execute(db)
  return new Map([...known, ...(await find(db, fresh))])
}

async function find(db: Ctx['db'], words: readonly string[]) {
  const { rows } = await sql<{ word: string; id: number }>`
    select word, id from search_lexeme where word = any(${textList(words)})`.execute(db)
  return new Map(rows.map(({ word, id }) => [word, id]))
}

async function putLengths({ db }: Ctx, entries: readonly Entries[]) {
  await sql`update search_document d set said_length = given.said, replies_length = given.replies
    from unnest(${numbers(entries.map((each) => each.id))}, ${sql.val(entries.map((each) => each.saidLength))}::real[],
      ${sql.val(entries.map((each) => each.repliesLength))}::real[]) given (id, said, replies) where d.id = given.id`.execute(db)
}

// A word that is worth nearly what it was stays as it is: each answer makes a thread longer, and all its words a little
// less worth, which nobody sees and which would be written for each of them.
const nearly = 0.1

async function putEntries({ db }: Ctx, entries: readonly Entries[], known: ReadonlyMap<string, number>) {
  const rows = entries.flatMap(({ id, impacts }) => impacts.map(({ word, impact }) => [known.get(word)!, id, impact]))
  const column = (index: number) => numbers(rows.map((row) => row[index]!))
  await sql`insert into search_posting (lexeme_id, document_id, impact)
    select given.* from unnest(${column(0)}, ${column(1)}, ${column(2)}) given (lexeme, document, impact)
      left join lateral (select impact from search_posting where lexeme_id = given.lexeme and document_id = given.document offset 0) kept on true
      where kept.impact is null or abs(kept.impact - given.impact) > ${nearly}::float8 * kept.impact
      order by lexeme, document
    on conflict (lexeme_id, document_id) do update set impact = excluded.impact`.execute(db)
}

function gone(before: WordsOf, now: readonly Worded[]): WordsOf {
  const kept = new Map(now.map(({ id, words }) => [id, new Set(words.map(({ word }) => word))]))
  return new Map([...before].map(([id, words]) => [id, words.filter((word) => !kept.get(id)?.has(word))]))
}

export async function dropPostings({ db }: Ctx, words: WordsOf): Promise<void> {
  const rows = [...words].flatMap(([id, list]) => list.map((word) => ({ id, word })))
  if (rows.length === 0) return
  await sql`delete from search_posting p using search_lexeme l, unnest(${numbers(rows.map((row) => row.id))},
      ${textList(rows.map((row) => row.word))}) given (id, word)
    where l.word = given.word and p.lexeme_id = l.id and p.document_id = given.id`.execute(db)
}

export const numbers = (list: readonly number[]) => sql`${sql.val([...list])}::int[]`
