/**
 * Which documents fit, with all that decides their order. Two ways: `whole` takes documents that have everything that was
 * typed; `loose` takes those that share the heaviest words, for a question typed in full, of which no thread repeats
 * every word. What the viewer may not see is left out before anything is cut off.
 */
import { sql, type RawBuilder } from 'kysely'
import { spacesInSight } from '#modules/spaces/index.ts'
import type { DocumentKind } from './documents.ts'
import { chosenOf, type Filters, whereOf } from './filters.ts'
import { scale } from './impacts.ts'
import { numbers } from './postings.ts'
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

const floats = (list: readonly number[]) => sql`${sql.val([...list])}::float8[]`
const sight = (ctx: Reader) => sql`array(${spacesInSight(ctx)})`

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
const ledTo = (ctx: Reader, entries: readonly Entry[]) => sql`
  select a.document_id, sum(t.weight * a.impact) as score from ${table(entries)}
  cross join lateral (select document_id, impact from search_anchor where lexeme_id = t.lexeme_id
    and space_id = any(${sight(ctx)}) offset 0) a group by a.document_id`

/** What decides the order of the documents in `chosen`; `rest` are words that have not been counted yet. */
function featuresOf(ctx: Reader, rest: readonly Entry[]) {
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
    ${rest.length > 0 ? more : sql``}`
}

type Wished = Narrowed & { documents: number; phrases?: readonly string[] }
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

async function looked(ctx: Reader, { heavy, rest }: Parts, narrowed: Wished, weights: Weights): Promise<Candidate[]> {
  const fits = sql`select 1 from search_document d where d.id = s.document_id and ${conditions(ctx, narrowed)} limit 1`
  // Best first, each looked at only until there are enough: the order is that of the list, which nothing may change behind it.
  const firstOf = (list: RawBuilder<unknown>, count: number) => sql`(select s.document_id
    from (select document_id from ${list} order by score desc, document_id desc offset 0) s cross join lateral (${fits}) fits limit ${count})`
  const { rows } = await sql<Candidate>`
    with scored as materialized (
      select p.document_id, sum(t.weight * p.impact) as score, sum(t.share) as share from ${table(heavy)}
      cross join lateral (select document_id, impact from search_posting where lexeme_id = t.lexeme_id offset 0) p group by p.document_id),
    led as materialized (${ledTo(ctx, [...heavy, ...rest])}),
    best as materialized (${firstOf(sql`scored`, weights.candidates)} union ${firstOf(sql`led`, weights.anchored)}),
    chosen as materialized (
      select document_id, coalesce(s.score, 0) as score, coalesce(s.share, 0) as share from best left join scored s using (document_id))
    ${featuresOf(ctx, rest)}`.execute(ctx.db)
  return rows.map(numbered)
}

const numbered = (row: Candidate) => ({ ...row, subjectId: Number(row.subjectId), spaceId: row.spaceId === null ? null : Number(row.spaceId) })

function conditions(ctx: Reader, { wanted, filters, language, phrases = [] }: Wished) {
  const inOrder = phrases.map((phrase) => sql`d.words @@ phraseto_tsquery(${language}::regconfig, ${phrase})`)
  return sql.join([whereOf(ctx, wanted, filters, language), chosenOf(filters), ...inOrder], sql` and `)
}

/** Beyond this rank nobody looks. */
export const deepest = 200
// A list this long of the rarest word that was typed says that it is no rare word: its newest documents are enough.
const longestList = 20_000

/** Documents that have everything that was typed, and how many there are of each kind. */
export async function whole(
  ctx: Reader,
  terms: readonly Term[],
  narrowed: Narrowed,
): Promise<{ best: Candidate[]; counts: Count[] }> {
  if (terms.length === 0 || terms.some((term) => term.choices.length === 0)) return { best: [], counts: [] }
  const [first, ...others] = [...terms].sort((one, other) => mostDocuments(one) - mostDocuments(other)) as [Term, ...Term[]]
  // One after the other, the rarest first: joined all at once, the engine would think longer about it than it takes.
  const steps = others.map((term, n) => sql`${sql.id(`step${n + 1}`)} as materialized (
    select before.document_id, before.worth + it.worth as worth from ${sql.id(`step${n}`)} before
    cross join lateral (${hitsOf(term, { at: sql`and document_id = before.document_id`, newest: sql`offset 0` })}) it),`)
  const share = terms.reduce((sum, term) => sum + term.idf, 0)
  const phrases = terms.flatMap((term) => term.phrase ?? [])
  const { wanted, filters, language } = narrowed
  const inOrder = phrases.map((phrase) => sql`and d.words @@ phraseto_tsquery(${language}::regconfig, ${phrase})`)
  const { rows } = await sql<{ best: Candidate[] | null; counts: Count[] | null }>`
    with led as materialized (${ledTo(ctx, entriesOf(terms))}),
    step0 as materialized (${hitsOf(first, { newest: sql`order by document_id desc limit ${longestList}` })}),
    ${sql.join(steps, sql` `)}
    fitting as materialized (
      select s.document_id, s.worth as score, d.kind, d.state, d.space_id from ${sql.id(`step${others.length}`)} s join search_document d on d.id = s.document_id
      where ${whereOf(ctx, wanted, filters, language)} ${sql.join(inOrder, sql` `)}),
    chosen as materialized (
      select document_id, score, ${share}::float8 as share from fitting where ${chosenOf(filters)} order by score desc limit ${deepest}),
    counted as (select kind, state, space_id as "spaceId", count(*)::int as count from fitting group by kind, state, space_id)
    select (select json_agg(told) from (${featuresOf(ctx, [])}) told) as best,
      (select json_agg(counted) from counted) as counts`.execute(ctx.db)
  return { best: rows[0]!.best ?? [], counts: rows[0]!.counts ?? [] }
}

const mostDocuments = ({ choices }: Term) => choices.reduce((sum, each) => sum + each.documents, 0)

/** The documents that have a term in any of its forms, and what that is worth in each. */
function hitsOf({ choices, weight }: Term, { at = sql``, newest = sql`` }: { at?: RawBuilder<unknown>; newest?: RawBuilder<unknown> }) {
  const hits = choices.map(({ ids, part }) =>
    ids.length === 1
      ? sql`select document_id, impact * ${weight * part}::float8 as worth from search_posting
          where lexeme_id = ${ids[0]} ${at} ${newest}`
      : sql`select document_id, avg(impact) * ${weight * part}::float8 as worth from search_posting
          where lexeme_id = any(${numbers(ids)}) ${at} group by document_id having count(*) = ${ids.length} ${newest}`,
  )
  if (hits.length === 1) return hits[0]!
  const each = sql.join(hits.map((hit) => sql`(${hit})`), sql` union all `)
  return sql`select document_id, max(worth) as worth from (${each}) each group by document_id`
}
