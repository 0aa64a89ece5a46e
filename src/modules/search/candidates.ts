/**
 * Which documents fit, and how well. Every word is looked up by itself in the index; what a word is worth follows from
 * how few documents hold it; what a document is worth, from its words, those in the title three times. Whoever replaces
 * the ranking replaces this file.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { DocumentKind } from './documents.ts'
import { chosenOf, type Filters, whereOf } from './filters.ts'
import { hasWords, lastWord, type Wanted } from './words.ts'

type Reader = Pick<Ctx, 'db' | 'viewer'>

export interface Count {
  kind: DocumentKind
  state: string
  spaceId: number | null
  count: number
}

export interface Candidates {
  /** Best first. */
  best: { kind: DocumentKind; id: number }[]
  counts: Count[]
  /** The words as the index knows them, for the marks. */
  stems: string[]
  /** True when no document had all the words, or too few had. */
  widened: boolean
}

interface Wish {
  size: number
  from: number
  /** Takes whatever shares a word, best first: for a question typed in full, of which no thread repeats every word. */
  loose?: boolean
}

// Fewer documents than this with all words: those with the weightier half of them come along behind.
const enough = 4
const weightierHalf = 0.5
// Words are numbered below, phrases from here on; a phrase is never left out.
const firstPhrase = 1000
// Beyond this rank nobody looks.
export const deepest = 200

export async function candidates(
  ctx: Reader,
  wanted: Wanted,
  filters: Filters,
  wish: Wish,
): Promise<Candidates> {
  const fitting = hasWords(wanted)
    ? fittingWords(ctx, wanted, filters, wish.loose ?? false)
    : fittingFilters(ctx, wanted, filters)
  const page = sql`limit ${Math.max(0, Math.min(wish.size, deepest - wish.from))} offset ${wish.from}`
  const { rows } = await sql<{
    best: Candidates['best'] | null
    counts: Count[] | null
    stems: string[] | null
    widened: boolean | null
  }>`
    ${fitting},
    best as (
      select kind, subject_id as id, ${hasWords(wanted) ? finalScore : sql`score`} as final
      from (select * from fitting where ${chosenOf(filters)} order by score desc, subject_id desc limit ${deepest}) few
      join lateral (
        select octet_length(d.body) as size, d.weight, d.active_at from search_document d
        where d.kind = few.kind and d.subject_id = few.subject_id) d on true
      order by final desc, subject_id desc ${page}),
    counted as (
      select kind, state, space_id as "spaceId", count(*)::int as count from fitting group by kind, state, space_id)
    select (select json_agg(json_build_object('kind', kind, 'id', id) order by final desc, id desc) from best) as best,
      (select json_agg(counted) from counted) as counts,
      (select json_agg(lexeme) from unnest(to_tsvector('english', ${stemsOf(wanted)}))) as stems,
      (select bool_or(not whole) from fitting) as widened`.execute(ctx.db)
  const { best, counts, stems, widened } = rows[0]!
  return { best: best ?? [], counts: counts ?? [], stems: stems ?? [], widened: widened ?? false }
}

const stemsOf = ({ words, phrases }: Wanted) => [...words, ...phrases].join(' ')

// A long thread holds every word sooner or later; people, topics and spaces stand behind answers that fit as well.
const finalScore = sql`(titled * 2 + score / (1 + 0.12 * ln(1 + size / 2000.0)))
  * (case when state = 'solved' then 1.08 when kind in ('question', 'discussion') then 1.0 else 0.75 end)
  * (1 - 0.012 * ln(1 + greatest(0, extract(epoch from now() - d.active_at)) / 2600000.0)) + d.weight`

// How many there are, as the engine last estimated: exact enough for what a word is worth.
const documents = sql`greatest((select reltuples from pg_class where oid = 'search_document'::regclass), 100)`

function fittingWords(ctx: Reader, wanted: Wanted, filters: Filters, loose: boolean) {
  return sql`
    with word as materialized (${askedWords(wanted)}),
    hit as materialized (
      select word.n, d.kind, d.subject_id, d.space_id, d.state, (d.title_words @@ word.q)::int as titled
      from word cross join lateral search_documents_with(word.q) d where ${whereOf(ctx, wanted, filters)}),
    worth as materialized (
      select word.n, ln(1 + ${documents} / (0.5 + count(hit.n))) as idf from word left join hit using (n) group by word.n),
    told as materialized (
      select kind, subject_id, space_id, state, sum(idf) as score, sum(idf * titled) as titled,
        count(*) = (select count(*) from word) as whole
      from hit join worth using (n) group by kind, subject_id, space_id, state
      having count(*) filter (where n >= ${firstPhrase}) = ${wanted.phrases.length}),
    fitting as materialized (
      select * from told where whole or ${loose} or (
        (select count(*) from told where whole) < ${enough}
        and score >= ${weightierHalf} * (select sum(idf) from worth)))`
}

/** Only filters: everything that passes, the liveliest first. */
function fittingFilters(ctx: Reader, wanted: Wanted, filters: Filters) {
  return sql`
    with fitting as materialized (
      select d.kind, d.subject_id, d.space_id, d.state, extract(epoch from d.active_at) as score, true as whole
      from search_document d where ${whereOf(ctx, wanted, filters)})`
}

/** One row a word: its query. Words that everybody uses (the, of) count only where nothing else was typed. */
function askedWords(wanted: Wanted): RawBuilder<unknown> {
  const growing = lastWord(wanted)
  const asked = [
    ...[...new Set(wanted.words)].map((word, index) =>
      rowOf(index, word, word.endsWith(wanted.words.at(-1)!) ? growing : ''),
    ),
    ...wanted.phrases.map((phrase, index) => rowOf(firstPhrase + index, phrase, '')),
  ]
  return sql`
    select n, case when useful then q else plainer end as q from (
      select n, q, plainer, numnode(q) > 0 as useful, bool_or(numnode(q) > 0) over () as any_useful
      from (${sql.join(asked, sql` union all `)}) each) each
    where useful or (not any_useful and numnode(plainer) > 0)`
}

function rowOf(n: number, word: string, growing: string) {
  const meant = sql`phraseto_tsquery('english', ${word})`
  const prefix = growing === '' ? sql`` : sql` || to_tsquery('simple', ${`${growing}:*`})`
  // A word that leads to a topic finds what stands under that topic.
  const topic = sql`coalesce((select phraseto_tsquery('english', replace(t.slug, '-', ' ')) from topic_synonym s
    join topic t on t.id = s.topic_id where s.slug = ${word.replaceAll(' ', '-').toLowerCase()}), ''::tsquery)`
  return sql`select ${n}::int as n, phraseto_tsquery('simple', ${word}) as plainer,
    case when numnode(${meant}) > 0 then ${meant} || ${topic}${prefix} else ''::tsquery end as q`
}
