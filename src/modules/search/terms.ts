/** What was typed, as the index knows it: words cut by the grammar of the language, with how rare each is. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { textList } from '#platform/many.ts'
import { languageOf } from './language.ts'
import { lastWord, type Wanted } from './words.ts'
import type { Weights } from './weights.ts'

export type Reader = Pick<Ctx, 'db' | 'viewer' | 'now'>

export interface Lexeme {
  word: string
  /** Null for a word that no document has. */
  id: number | null
  documents: number
  /** How often it was typed. */
  times: number
}

/** One thing that was typed: a word in any of its forms. */
export interface Term {
  /** Any of these will do; of each, all words must be there. */
  choices: Choice[]
  /** Words that must stand one behind the other. */
  phrase: string | null
  /** They were typed between quotes. */
  isQuoted: boolean
  /** How rare it is, and what that makes it worth. */
  idf: number
  weight: number
}

interface Choice {
  ids: number[]
  /** The rarest of its words. */
  documents: number
  /** Part of the worth that it keeps. */
  part: number
}

export interface Known {
  language: string
  /** How many documents there are. */
  documents: number
  texts: Text[]
}

interface Text {
  /** Nothing but words that everybody uses. */
  common: boolean
  words: Lexeme[]
}

/** Texts as the index has their words. A text of nothing but words that everybody uses keeps those. */
export async function knownWords(ctx: Pick<Ctx, 'db'>, texts: readonly string[]): Promise<Known> {
  const language = await languageOf(ctx)
  type Row = Lexeme & { n: number; common: boolean }
  const { rows } = await sql<{ all: number; found: Row[] | null }>`
    with typed as (
      select n, text, to_tsvector(${language}::regconfig, text) as cut from unnest(${textList(texts)}) with ordinality t (text, n)),
    each as (
      select n, cut = ''::tsvector as common, w.lexeme, cardinality(w.positions) as times from typed
      cross join lateral unnest(case when cut = ''::tsvector then to_tsvector('simple', text) else cut end) w)
    select coalesce((select documents from search_stat), 0) as all,
      (select json_agg(json_build_object('n', n - 1, 'common', common, 'word', lexeme, 'times', times, 'id', l.id,
        'documents', coalesce(l.documents, 0))) from each left join search_lexeme l on l.word = lexeme) as found`.execute(ctx.db)
  const { all, found } = rows[0]!
  const most = Math.max(1, ...(found ?? []).map((each) => each.documents))
  const byText = Map.groupBy(found ?? [], (each) => each.n)
  return {
    language,
    documents: Math.max(all, most),
    texts: texts.map((_, n) => ({ words: byText.get(n) ?? [], common: byText.get(n)?.[0]?.common ?? false })),
  }
}

// Among a handful of documents no word is common yet.
const few = 100

/** How rare a word is: the fewer documents hold it, the more it says. */
export const rarity = (documents: number, of: number) =>
  Math.log(1 + (Math.max(few, of, documents) - documents + 0.5) / (documents + 0.5))

/** The words of a search, each of which a document should have. */
export async function termsOf(ctx: Reader, wanted: Wanted, weights: Weights): Promise<{ terms: Term[]; known: Known; stems: string[] }> {
  const words = [...new Set(wanted.words)]
  const typed = [...words, ...wanted.phrases]
  const [known, synonyms] = await Promise.all([knownWords(ctx, typed), synonymsOf(ctx, words)])
  const told = known.texts.map((text) => text.words.length > 0 && !text.common)
  const counts = told.includes(true) ? told : known.texts.map((text) => text.words.length > 0)
  const growing = lastWord(wanted)
  const terms = typed.map(async (text, index) => {
    const lexemes = known.texts[index]!.words
    const isPhrase = index >= words.length
    const isNew = !isPhrase && lexemes.every((each) => each.id === null)
    const grows = isNew && index === words.length - 1 ? growing : ''
    const guessed = isNew ? await guesses(ctx, grows, weights) : []
    const choices = [choiceOf(lexemes), ...(synonyms.get(text) ?? []), ...guessed]
    return { ...termOf(choices, isPhrase || lexemes.length > 1 ? text : null, known.documents, weights), isQuoted: isPhrase }
  })
  const stems = known.texts.flatMap((text, index) => (counts[index] ? text.words.map(({ word }) => word) : []))
  return { terms: (await Promise.all(terms)).filter((_, index) => counts[index]), known, stems }
}

const choiceOf = (lexemes: readonly Lexeme[], part = 1): Choice => ({
  ids: lexemes.map((each) => each.id ?? -1),
  documents: Math.min(...lexemes.map((each) => each.documents)),
  part,
})

function termOf(all: Choice[], inOrder: string | null, documents: number, weights: Weights): Omit<Term, 'isQuoted'> {
  const choices = all.filter(({ ids }) => ids.length > 0 && !ids.includes(-1))
  const idf = rarity(Math.max(0, ...choices.map((each) => each.documents)), documents)
  return { choices, phrase: choices[0] === all[0] ? inOrder : null, idf, weight: idf ** weights.rarity }
}

/** A word that leads to a topic finds what stands under that topic. */
async function synonymsOf(ctx: Reader, words: readonly string[]): Promise<Map<string, Choice[]>> {
  const slugs = new Map(words.map((word) => [word.replaceAll(' ', '-').toLowerCase(), word]))
  const { rows } = await sql<{ synonym: string; slug: string }>`
    select s.slug as synonym, t.slug from topic_synonym s join topic t on t.id = s.topic_id
    where s.slug = any(${textList([...slugs.keys()])})`.execute(ctx.db)
  if (rows.length === 0) return new Map()
  const known = await knownWords(ctx, rows.map((row) => row.slug.replaceAll('-', ' ')))
  return new Map(rows.map((row, index) => [slugs.get(row.synonym)!, [choiceOf(known.texts[index]!.words)]]))
}

// Forms that a beginning may grow into.
const mostForms = 20

/** What a word may grow into that no document has: the word that is still being typed. */
async function guesses(ctx: Reader, growing: string, { guessed }: Weights): Promise<Choice[]> {
  if (growing === '') return []
  return (await formsOf(ctx, growing)).map(({ id, documents }) => ({ ids: [id], documents, part: guessed }))
}

/** Words that begin so; or of which this is the beginning and a little more, since the index has them cut. */
async function formsOf({ db }: Reader, beginning: string) {
  const shorter = [1, 2, 3].map((less) => beginning.slice(0, -less)).filter((each) => each.length > 3)
  const { rows } = await sql<{ id: number; documents: number }>`
    select id, documents from search_lexeme where (word >= ${beginning} and word < ${`${beginning}\u{10ffff}`}) or word = any(${textList(shorter)})
    order by documents desc limit ${mostForms}`.execute(db)
  return rows
}
