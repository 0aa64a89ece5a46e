/** Documents that have everything that was typed, and how many there are of each kind. */
import { sql, type RawBuilder } from 'kysely'
import { type Candidate, conditions, type Count, entriesOf, featuresOf, firstOf, ledTo, type Narrowed, together } from './candidates.ts'
import { type Filters, isOpen, open } from './filters.ts'
import { numbers } from './postings.ts'
import type { Reader, Term } from './terms.ts'

/** Beyond this rank nobody looks. */
export const deepest = 200
/** More than these are not counted: the number would cost more than the answer. */
export const mostCounted = 2_000
// A list this long of the rarest word that was typed says that it is no rare word: its newest documents are enough.
const longestList = 6_000
// Whether the parts of "4.3" stand together is read in the text of each: of so many as have them, the best are enough.
const mostRead = 300

interface Whole {
  best: Candidate[]
  counts: Count[]
  /** There are more than were counted. */
  more: boolean
}

export async function whole(ctx: Reader, terms: readonly Term[], narrowed: Narrowed): Promise<Whole> {
  if (terms.length === 0 || terms.some((term) => term.choices.length === 0)) return { best: [], counts: [], more: false }
  const share = terms.reduce((sum, term) => sum + term.idf, 0)
  const { near, fitting, chosen, most } = stepsOf(ctx, terms, narrowed)
  const { rows } = await sql<{ best: Candidate[] | null; counts: Count[] | null; held: number }>`
    with led as materialized (${ledTo(ctx, entriesOf(terms))}),
    ${havingAll(terms)},
    near as materialized (select * from ${near} n),
    fitting as materialized (select * from ${fitting} f),
    chosen as materialized (select document_id, score, ${share}::float8 as share from ${chosen} f order by score desc limit ${deepest}),
    counted as (select kind, state, space_id as "spaceId", count(*)::int as count from fitting group by kind, state, space_id)
    select (select json_agg(told) from (${featuresOf(ctx, [])}) told) as best,
      (select json_agg(counted) from counted) as counts, (select count(*)::int from near) as held`.execute(ctx.db)
  const { best, counts, held } = rows[0]!
  return { best: best ?? [], counts: counts ?? [], more: held >= most }
}

/** What every document must be is asked first, whether the parts of a word stand together last: it is dear. */
function stepsOf(ctx: Reader, terms: readonly Term[], { filters, ...narrowed }: Narrowed) {
  const [parts, phrases] = [phrasesOf(terms, false), phrasesOf(terms, true)]
  const most = parts.length > 0 ? mostRead : mostCounted
  const having = (these: Filters, count: number) => firstOf(sql`having_all`, conditions(ctx, { ...narrowed, filters: these, phrases }), Math.min(count, most))
  const read = (near: RawBuilder<unknown>) => (parts.length > 0 ? firstOf(near, together(parts, narrowed.language), most) : sql`(select * from ${near})`)
  return {
    near: having(open(filters), mostCounted),
    fitting: read(sql`near`),
    chosen: isOpen(filters) ? sql`fitting` : read(sql`${having(filters, parts.length > 0 ? most : deepest)} h`),
    most,
  }
}

const phrasesOf = (terms: readonly Term[], isQuoted: boolean) => terms.filter((term) => term.isQuoted === isQuoted).flatMap((term) => term.phrase ?? [])

const holding = ({ choices }: Term) => choices.reduce((sum, each) => sum + each.documents, 0)
// To look a word up at one document costs as much as to read so many entries of its list.
const lookUp = 3

/** The documents that have all terms, with what these are worth there. */
function havingAll(terms: readonly Term[]): RawBuilder<unknown> {
  const [first, ...others] = [...terms].sort((one, other) => holding(one) - holding(other)) as [Term, ...Term[]]
  const all = terms.reduce((sum, term) => sum + holding(term), 0)
  return lookUp * holding(first) * others.length < all || all > 2 * longestList ? stepByStep(first, others) : allAtOnce(terms)
}

// One after the other, the rarest first. Joined in one, the engine would think longer about the order than it takes.
function stepByStep(first: Term, others: readonly Term[]) {
  const newest = sql`order by document_id desc limit ${longestList}`
  const steps = others.map((term, n) => sql`${sql.id(`step${n + 1}`)} as materialized (
    select before.document_id, before.worth + it.worth as worth from ${sql.id(`step${n}`)} before
    cross join lateral (${hitsOf(term, { at: sql`and document_id = before.document_id`, newest: sql`offset 0` })}) it),`)
  return sql`step0 as materialized (${hitsOf(first, { newest })}), ${sql.join(steps, sql` `)}
    having_all as materialized (select document_id, worth as score from ${sql.id(`step${others.length}`)})`
}

// Words that many documents have: their lists are read from end to end, which is less than looking each up in each.
function allAtOnce(terms: readonly Term[]) {
  const lists = sql.join(terms.map((term) => sql`(${hitsOf(term, {})})`), sql` union all `)
  return sql`having_all as materialized (
    select document_id, sum(worth) as score from (${lists}) lists group by document_id having count(*) = ${terms.length})`
}

interface Where {
  at?: RawBuilder<unknown>
  newest?: RawBuilder<unknown>
}

/** The documents that have a term in any of its forms, each once, with what that is worth there. */
function hitsOf({ choices, weight }: Term, { at = sql``, newest = sql`` }: Where) {
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
