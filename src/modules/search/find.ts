/** The one search: everything that the viewer may see, best first. Whoever replaces the ranking replaces this file. */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { type Piece, piecesOf, startMark, stopMark } from './excerpts.ts'
import type { DocumentKind } from './documents.ts'
import { hasWords, readWords, type Wanted } from './words.ts'

export interface Filters {
  kinds?: readonly DocumentKind[] | undefined
  spaceIds?: readonly number[] | undefined
  topicId?: number | undefined
  authorId?: number | undefined
  state?: 'solved' | 'answered' | 'open' | undefined
  before?: Date | undefined
  after?: Date | undefined
}

export interface Found {
  kind: DocumentKind
  id: number
  title: string
  path: string
  state: string
  excerpt: Piece[]
  titlePieces: Piece[]
  author: Person | null
  space: { slug: string; name: string } | null
  details: Record<string, any>
  createdAt: Date
  activeAt: Date
}

export interface Results {
  rows: Found[]
  total: number
  /** How many of each kind, before the filter on kinds. */
  kinds: Record<string, number>
}

// Weights of topics D (body), C (accepted answer), B (topics), A (title) in PostgreSQL's order {D, C, B, A}.
const fieldWeights = '{0.12, 0.3, 0.5, 1.0}'
// What an accepted answer, an answer, and a year of age are worth against a full match of the words.
const solvedBonus = 0.08
const allWordsBonus = 0.35

/** @param text as typed, operators included; they win over `filters` */
export async function find(ctx: Pick<Ctx, 'db' | 'viewer'>, text: string, filters: Filters = {}, page: { size?: number; from?: number } = {}): Promise<Results> {
  const wanted = readWords(text)
  if (!hasWords(wanted)) return { rows: [], total: 0, kinds: {} }
  const query = queryOf(wanted)
  const where = whereOf(ctx, query, wanted, filters)
  const kinds = await countKinds(ctx, where)
  const chosen = filters.kinds ? sql`and kind in (${sql.join([...filters.kinds])})` : sql``
  const rows = await rank(ctx, query, sql`${where} ${chosen}`, page)
  const total = Object.entries(kinds).reduce((sum, [kind, count]) => (filters.kinds && !filters.kinds.includes(kind as DocumentKind) ? sum : sum + count), 0)
  return { rows, total, kinds }
}

interface Query {
  any: RawBuilder<unknown>
  all: RawBuilder<unknown>
}

// `any` finds, `all` lifts: a question typed in full has words that no answer repeats.
function queryOf({ words, phrases, without }: Wanted): Query {
  const plain = words.join(' ')
  const last = words.at(-1)?.replace(/[^\p{L}\p{N}]/gu, '') ?? ''
  const prefix = last.length > 2 ? sql`|| to_tsquery('simple', ${`${last.toLowerCase()}:*`})` : sql``
  const all = sql`(plainto_tsquery('english', ${plain}))`
  const loose = sql`(coalesce(nullif(replace(plainto_tsquery('english', ${plain})::text, ' & ', ' | '), '')::tsquery, ''::tsquery) ${prefix})`
  const exact = phrases.map((phrase) => sql`phraseto_tsquery('english', ${phrase})`)
  const none = without.map((word) => sql`!!plainto_tsquery('english', ${word})`)
  const parts = [...(words.length > 0 ? [loose] : []), ...exact, ...none]
  return { any: sql`(${sql.join(parts, sql` && `)})`, all: words.length > 0 ? all : sql`(${sql.join(exact, sql` && `)})` }
}

function whereOf(ctx: Pick<Ctx, 'db' | 'viewer'>, query: Query, { operators }: Wanted, filters: Filters) {
  const parts = [
    sql`words @@ ${query.any}`,
    sql`(space_id is null or space_id in (${spacesInSight(ctx)}))`,
    ...(filters.spaceIds ? [sql`space_id = any(${sql.val([...filters.spaceIds])}::bigint[])`] : []),
    ...(filters.topicId ? [sql`topic_ids @> array[${filters.topicId}]::bigint[]`] : []),
    ...(filters.authorId ? [sql`author_id = ${filters.authorId}`] : []),
    ...(filters.state ? [stateIs(filters.state)] : []),
    ...(filters.before ? [sql`created_at < ${filters.before}`] : []),
    ...(filters.after ? [sql`created_at >= ${filters.after}`] : []),
    ...Object.entries(operators).flatMap(([name, value]) => operatorIs(name, value)),
  ]
  return sql.join(parts, sql` and `)
}

const stateIs = (state: string) => (state === 'answered' ? sql`state in ('solved', 'answered')` : sql`state = ${state}`)

function operatorIs(name: string, value: string): RawBuilder<unknown>[] {
  const day = new Date(value)
  if (name === 'topic') return [sql`topic_ids && array(select id from topic where slug = ${value} union select topic_id from topic_synonym where slug = ${value})`]
  if (name === 'space') return [sql`space_id in (select id from space where slug = ${value})`]
  if (name === 'by') return [sql`author_id in (select id from member where handle = ${value.replace(/^@/, '').toLowerCase()})`]
  if (name === 'kind') return [sql`kind = ${value}`]
  if (name === 'is') return [value === 'unanswered' ? sql`state = 'open'` : stateIs(value === 'solved' ? 'solved' : 'answered')]
  if (Number.isNaN(day.getTime())) return []
  return [name === 'before' ? sql`created_at < ${day}` : sql`created_at >= ${day}`]
}

async function countKinds(ctx: Pick<Ctx, 'db'>, where: RawBuilder<unknown>): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`select kind, count(*)::int as count from search_document where ${where} group by kind`.execute(ctx.db)
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]))
}

async function rank(ctx: Pick<Ctx, 'db'>, query: Query, where: RawBuilder<unknown>, { size = 20, from = 0 }: { size?: number; from?: number }): Promise<Found[]> {
  const marks = `StartSel=${startMark}, StopSel=${stopMark}, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter=" … "`
  const { rows } = await sql<any>`
    with best as (
      select *, ts_rank(${sql.lit(fieldWeights)}::real[], words, ${query.any}, 1)
        + case when words @@ ${query.all} then ${allWordsBonus}::real else 0 end
        + case when state = 'solved' then ${solvedBonus}::real else 0 end + weight as score
      from search_document where ${where}
      order by score desc, subject_id desc limit ${size} offset ${from})
    select best.kind, best.subject_id as id, best.title, best.path, best.state, best.details, best.created_at, best.active_at,
      ${person('best.author_id')} as author,
      case when best.space_id is not null then json_build_object('slug', space.slug, 'name', space.name) end as space,
      ts_headline('english', best.title, ${query.any}, ${`StartSel=${startMark}, StopSel=${stopMark}, HighlightAll=true`}) as marked_title,
      ts_headline('english', left(case when best.answer <> '' then best.answer else best.body end, 4000), ${query.any}, ${marks}) as marked
    from best left join space on space.id = best.space_id
    order by best.score desc, best.subject_id desc`.execute(ctx.db)
  return rows.map(({ marked, markedTitle, ...row }) => ({ ...row, id: Number(row.id), excerpt: piecesOf(marked), titlePieces: piecesOf(markedTitle) }) as Found)
}
