/** What was typed, as the index knows it: words cut by the grammar of the language, with how rare each is. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { textList } from '#platform/many.ts'
import { eachItsOwn, languageOf } from './language.ts'
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
  /** The grammar by which phrases are read; `eachItsOwn` where people write in several languages. */
  language: string
  /** How many documents there are. */
  documents: number
  texts: Text[]
  /** The same texts, as the other grammars of this community cut them. */
  also: Text[][]
}

interface Text {
  /** Nothing but words that everybody uses. */
  common: boolean
  words: Lexeme[]
}

/** Texts as the index has their words. A text of nothing but words that everybody uses keeps those. */
export async function knownWords(ctx: Pick<Ctx, 'db'>, texts: readonly string[]): Promise<Known> {
  const usual = await languageOf(ctx)
  const { grammars, documents, texts: own } = await cutBy(ctx, usual, texts)
  const others = grammars.filter((name) => name !== usual)
  const also = await Promise.all(others.map(async (name) => (await cutBy(ctx, name, texts)).texts))
  return { language: others.length === 0 ? usual : eachItsOwn, documents, texts: own, also }
}

/** Of several grammars, all that they make of the words: for who looks for anything that is alike. */
export const merged = (known: Known): Known => ({ ...known, texts: known.texts.map((text, index) => ({ ...text, words: together(text, known.also.map((texts) => texts[index]!)) })) })

function together({ words }: Text, others: readonly Text[]): Lexeme[] {
  const all = new Map(words.map((each) => [each.word, each]))
  for (const { words: more, common } of others) if (!common) for (const each of more) if (!all.has(each.word)) all.set(each.word, each)
  return [...all.values()]
}

async function cutBy(ctx: Pick<Ctx, 'db'>, language: string, texts: readonly string[]) {
  type Row = Lexeme & { n: number; common: boolean }
  const { rows } = await sql<{ all: number; found: Row[] | null; grammars: string[] | null }>`
    with typed as (
      select n, text, to_tsvector(${language}::regconfig, text) as cut from unnest(${textList(texts)}) with ordinality t (text, n)),
    each as (
      select n, cut = ''::tsvector as common, w.lexeme, cardinality(w.positions) as times from typed
      cross join lateral unnest(case when cut = ''::tsvector then to_tsvector('simple', text) else cut end) w)
    select coalesce((select documents from search_stat), 0) as all,
      (select json_agg(json_build_object('n', n - 1, 'common', common, 'word', lexeme, 'times', times, 'id', l.id,
        'documents', coalesce(l.documents, 0))) from each left join search_lexeme l on l.word = lexeme) as found,
      (select json_agg(name::text) from search_grammar) as grammars`.execute(ctx.db)
  const { all, found, grammars } = rows[0]!
  const most = Math.max(1, ...(found ?? []).map((each) => each.documents))
  const byText = Map.groupBy(found ?? [], (each) => each.n)
  return {
    grammars: grammars ?? [],
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
    const others = otherForms(known, index)
    const isNew = !isPhrase && others.length === 0 && lexemes.every((each) => each.id === null)
    const grows = isNew && index === words.length - 1 ? growing : ''
    const guessed = isNew ? await guesses(ctx, grows, weights) : []
    const choices = [choiceOf(lexemes), ...others, ...(synonyms.get(text) ?? []), ...guessed]
    return { ...termOf(choices, isPhrase || lexemes.length > 1 ? text : null, known.documents, weights), isQuoted: isPhrase }
  })
  const stems = merged(known).texts.flatMap((text, index) => (counts[index] ? text.words.map(({ word }) => word) : []))
  return { terms: (await Promise.all(terms)).filter((_, index) => counts[index]), known, stems }
}

/** What the other grammars make of a text, where it is something else that there is. */
function otherForms({ texts, also }: Known, index: number): Choice[] {
  const own = choiceOf(texts[index]!.words).ids.join()
  const all = also.map((each) => each[index]!).filter(({ words, common }) => words.length > 0 && !common && words.every(({ id }) => id !== null))
  const byIds = new Map(all.map(({ words }) => [choiceOf(words).ids.join(), choiceOf(words)]))
  byIds.delete(own)
  return [...byIds.values()]
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
