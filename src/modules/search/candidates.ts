/**
 * Which documents fit, with all that decides their order. Two ways: `whole` (whole.ts) takes documents that have everything
 * that was typed; `loose` takes those that share the heaviest words, for a question typed in full, of which no thread
 * repeats every word. What the viewer may not see is left out before anything is cut off.
 */
import { sql, type RawBuilder } from 'kysely'
import type { DocumentKind } from './documents.ts'
import { chosenOf, type Filters, sight, whereOf } from './filters.ts'
import { scale } from './impacts.ts'
import { numbers } from './postings.ts'
import { grammar } from './language.ts'
import type { Reader, Term } from './terms.ts'
import type { Weights } from './weights.ts'
import type { Wanted } from './words.ts'

export interface Count {
  kind: DocumentKind
  state: string
  spaceId: number | null
  count: number
}

/** A document with all that decides its place. */
export interface Candidate {
  id: number
  kind: DocumentKind
  subjectId: number
  spaceId: number | null
  state: string
  title: string
  /** What the words that it has are worth, … */
  words: number
  /** … which part of what was typed they are, … */
  share: number
  /** … and what those are worth that lead to it. */
  anchors: number
  links: number
  helpful: number
  weight: number
  createdAt: string | Date
}

export interface Narrowed {
  wanted: Pick<Wanted, 'without'>
  filters: Filters
  language: string
}

/** One word to look up: what it is worth, and the part that it is of all that was typed. */
export interface Entry {
  id: number
  documents: number
  weight: number
  share: number
}

export const floats = (list: readonly number[]) => sql`${sql.val([...list])}::float8[]`

/** Terms as single words. */
export function entriesOf(terms: readonly Term[]): Entry[] {
  return terms.flatMap(({ choices, weight, idf }) =>
    choices.flatMap(({ ids, documents, part }) =>
      ids.map((id) => ({ id, documents, weight: weight * part, share: idf / ids.length })),
    ),
  )
}

const table = (entries: readonly Entry[]) =>
  sql`unnest(${numbers(entries.map((each) => each.id))}, ${floats(entries.map((each) => each.weight))},
    ${floats(entries.map((each) => each.share))}) t (lexeme_id, weight, share)`

/** The heaviest words under the budget, and the rest. */
export function split(entries: readonly Entry[], documents: number, weights: Weights) {
  const sorted = [...entries].sort((one, other) => other.weight - one.weight).slice(0, weights.mostTerms)
  const budget = Math.max(weights.budgetLeast, weights.budgetShare * documents)
  let read = 0
  const heavy = sorted.findIndex((each, index) => {
    read += each.documents
    return index > 0 && read > (index < weights.leastTerms ? weights.budgetMost : budget)
  })
  const end = heavy < 0 ? sorted.length : heavy
  return { heavy: sorted.slice(0, end), rest: sorted.slice(end) }
}

/** What the words are worth with which threads in sight lead to a document. */
export const ledTo = (ctx: Reader, entries: readonly Entry[]) => sql`
  select a.document_id, sum(t.weight * a.impact) as score from ${table(entries)}
  cross join lateral (select document_id, impact from search_anchor where lexeme_id = t.lexeme_id
    and space_id = any(${sight(ctx)}) offset 0) a group by a.document_id`

/** What decides the order of the documents in `chosen`; `rest` are words that have not been counted yet. */
export function featuresOf(ctx: Reader, rest: readonly Entry[]) {
  const more = sql`cross join lateral (select coalesce(sum(t.weight * p.impact), 0) as score, coalesce(sum(t.share), 0) as share
    from ${table(rest)} join search_posting p on p.lexeme_id = t.lexeme_id and p.document_id = d.id) more`
  return sql`
    select d.id, d.kind, d.subject_id as "subjectId", d.space_id as "spaceId", d.state, d.title, d.weight, d.created_at as "createdAt",
      coalesce((d.details ->> 'helpful')::int, 0) as helpful,
      (c.score ${rest.length > 0 ? sql`+ more.score` : sql``}) / ${scale}::float8 as words,
      c.share ${rest.length > 0 ? sql`+ more.share` : sql``} as share,
      coalesce(led.score, 0) / ${scale}::float8 as anchors,
      (select count(*) from search_link l where l.to_thread_id = d.subject_id and d.kind in ('question', 'discussion')
        and l.space_id = any(${sight(ctx)}))::int as links
    from chosen c join search_document d on d.id = c.document_id left join led on led.document_id = c.document_id
    ${rest.length > 0 ? more : sql``} where search_alone()`
}

export interface Fit extends Narrowed {
  phrases?: readonly string[]
}
type Wished = Fit & { documents: number }
type Parts = ReturnType<typeof split>

/** Documents that share the heaviest words of a text; with those to which threads with such words lead. */
export async function loose(ctx: Reader, entries: readonly Entry[], wished: Wished, weights: Weights): Promise<Candidate[]> {
  const parts = split(entries, wished.documents, weights)
  if (parts.heavy.length === 0) return []
  const read = parts.heavy.reduce((sum, each) => sum + each.documents, 0)
  if (read < weights.watchedFrom || ctx.db.isTransaction) return looked(ctx, parts, wished, weights)
  return watched(ctx, parts, wished, weights)
}

const cutOff = '57014'

/** The same within a time limit; what takes longer is asked again with its heaviest words alone. */
async function watched(ctx: Reader, parts: Parts, wished: Wished, weights: Weights): Promise<Candidate[]> {
  try {
    return await ctx.db.transaction().execute(async (db) => {
      await sql`select set_config('statement_timeout', ${String(weights.timeLimit)}, true)`.execute(db)
      return looked({ ...ctx, db }, parts, wished, weights)
    })
  } catch (error) {
    if ((error as { code?: string }).code !== cutOff) throw error
    return looked(ctx, { heavy: parts.heavy.slice(0, weights.hastyTerms), rest: [] }, wished, weights)
  }
}

/**
 * The first of a list of documents with their scores that fulfil conditions, best first, each looked at only until there
 * are enough: the order is that of the list, which nothing may change behind it.
 */
export const firstOf = (list: RawBuilder<unknown>, fulfil: RawBuilder<unknown>, count: number) => sql`(
  select s.document_id, s.score, fits.kind, fits.state, fits.space_id
  from (select document_id, score from ${list} order by score desc, document_id desc offset 0) s
  cross join lateral (select d.kind, d.state, d.space_id from search_document d where d.id = s.document_id and ${fulfil} limit 1) fits
  limit ${count})`

async function looked(ctx: Reader, { heavy, rest }: Parts, narrowed: Wished, weights: Weights): Promise<Candidate[]> {
  const best = (list: RawBuilder<unknown>, count: number) => firstOf(list, conditions(ctx, narrowed), count)
  const { rows } = await sql<Candidate>`
    with scored as materialized (
      select p.document_id, sum(t.weight * p.impact) as score, sum(t.share) as share from ${table(heavy)}
      cross join lateral (select document_id, impact from search_posting where lexeme_id = t.lexeme_id offset 0) p group by p.document_id),
    led as materialized (${ledTo(ctx, [...heavy, ...rest])}),
    best as materialized (
      (select document_id from ${best(sql`scored`, weights.candidates)} s) union (select document_id from ${best(sql`led`, weights.anchored)} s)),
    chosen as materialized (
      select document_id, coalesce(s.score, 0) as score, coalesce(s.share, 0) as share from best left join scored s using (document_id))
    ${featuresOf(ctx, rest)}`.execute(ctx.db)
  return rows.map(numbered)
}

const numbered = (row: Candidate) => ({ ...row, subjectId: Number(row.subjectId), spaceId: row.spaceId === null ? null : Number(row.spaceId) })

export function conditions(ctx: Reader, { wanted, filters, language, phrases = [] }: Fit) {
  return sql.join([whereOf(ctx, wanted, filters, language), chosenOf(filters), together(phrases, language)], sql` and `)
}

/** That the words of each phrase stand one behind the other. */
export const together = (phrases: readonly string[], language: string) =>
  sql.join([sql`true`, ...phrases.map((phrase) => sql`d.words @@ phraseto_tsquery(${grammar(language)}, ${phrase})`)], sql` and `)
