/** The one search: everything that the viewer may see, best first. Pages and neighbours know only this. */
import { sql } from 'kysely'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import type { Candidate, Count } from './candidates.ts'
import type { DocumentKind } from './documents.ts'
import { beginningOf, excerptOf, markerOf, type Marker, type Piece, piecesOf } from './excerpts.ts'
import { type Filters, type Hint, type State, withOperators } from './filters.ts'
import { fitting } from './fitting.ts'
import { liveliest } from './lively.ts'
import type { Reader } from './terms.ts'
import { hasWords, isEmpty, readWords } from './words.ts'

export type { Filters } from './filters.ts'

export interface Found {
  kind: DocumentKind
  id: number
  title: string
  path: string
  state: string
  excerpt: Piece[]
  titlePieces: Piece[]
  /** How the accepted answer begins; empty without one. */
  answer: Piece[]
  author: Person | null
  space: { slug: string; name: string } | null
  details: Record<string, any>
  /** Threads of a topic, a space or a member, as far as the viewer may see them. */
  threads: number
  createdAt: Date
  activeAt: Date
}

export interface Results {
  rows: Found[]
  total: number
  /** There are more than were counted. */
  more: boolean
  /** How many of each, were only the other filters chosen. */
  kinds: Partial<Record<DocumentKind, number>>
  states: Partial<Record<State, number>>
  spaces: Map<number, number>
  /** True when documents with only some of the words are among them. */
  widened: boolean
  /** True when there were only filters: then the liveliest stand first. */
  byLife: boolean
  /** Operators that were typed and could not be followed. */
  hints: Hint[]
}

const none = { rows: [], total: 0, more: false, kinds: {}, states: {}, widened: false, byLife: false, hints: [] }

/** @param text as typed, operators included; they win over `filters` */
export async function find(
  ctx: Reader,
  text: string,
  filters: Filters = {},
  { size = 20, from = 0 }: { size?: number; from?: number } = {},
): Promise<Results> {
  const wanted = readWords(text)
  if (isEmpty(wanted) && Object.values(filters).every((each) => each === undefined))
    return { ...none, spaces: new Map() }
  const { filters: narrowed, hints } = await withOperators(ctx, wanted, filters)
  const byLife = !hasWords(wanted)
  const { placed, counts, stems, widened, more } = await (byLife ? liveliest : fitting)(ctx, wanted, narrowed)
  const rows = await shown(ctx, placed.slice(from, from + size), markerOf(stems))
  return { rows, widened, byLife, hints, more, ...countsOf(counts, narrowed) }
}

/** Each filter's counts leave that filter itself out: they say what choosing another value would bring. */
function countsOf(counts: Count[], { kinds, spaceIds, state }: Filters) {
  const inKind = (row: Count) => !kinds || kinds.includes(row.kind)
  const inSpace = (row: Count) => !spaceIds || (row.spaceId !== null && spaceIds.includes(row.spaceId))
  const inState = (row: Count) =>
    !state || row.state === state || (state === 'answered' && row.state === 'solved')
  const chosen = counts.filter((row) => inKind(row) && inSpace(row) && inState(row))
  return {
    total: sum(chosen),
    kinds: Object.fromEntries(
      by(
        counts.filter((row) => inSpace(row) && inState(row)),
        (row) => row.kind,
      ),
    ),
    states: statesOf(counts.filter((row) => inKind(row) && inSpace(row))),
    spaces: by(
      counts.filter((row) => inKind(row) && inState(row) && row.spaceId !== null),
      (row) => row.spaceId!,
    ),
  }
}

const sum = (rows: Count[]) => rows.reduce((total, row) => total + row.count, 0)

function by<Key>(rows: Count[], keyOf: (row: Count) => Key): Map<Key, number> {
  return new Map([...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, sum(group)]))
}

function statesOf(rows: Count[]): Results['states'] {
  const of = (...states: string[]) => sum(rows.filter((row) => states.includes(row.state)))
  return { solved: of('solved'), answered: of('solved', 'answered'), open: of('open') }
}

// As much of a text as an excerpt is looked for in.
const looked = 3000

/** How many threads in sight belong to a topic, a space or a member. */
function threadsOf(ctx: Reader) {
  const inSight = sql`from search_document t where t.kind in ('question', 'discussion') and t.space_id in (${spacesInSight(ctx)})`
  return sql`case d.kind
    when 'topic' then (select count(*)::int ${inSight} and t.topic_ids @> array[d.subject_id])
    when 'space' then (select count(*)::int ${inSight} and t.space_id = d.subject_id)
    when 'member' then (select count(*)::int ${inSight} and t.author_id = d.subject_id)
    else 0 end`
}

export async function shown(ctx: Reader, best: readonly Pick<Candidate, 'kind' | 'subjectId'>[], marker: Marker | null): Promise<Found[]> {
  if (best.length === 0) return []
  const placed = JSON.stringify(best.map(({ kind, subjectId: id }, place) => ({ kind, id, place })))
  const { rows } = await sql<Omit<Found, 'answer'> & { answer: string; body: string; replies: string }>`
    select d.kind, d.subject_id::float8 as id, d.title, d.path, d.state, d.details, d.created_at, d.active_at,
      d.answer, left(d.body, ${looked}) as body, left(d.replies, ${looked}) as replies, ${person('d.author_id')} as author, ${threadsOf(ctx)} as threads,
      case when d.space_id is not null then json_build_object('slug', space.slug, 'name', space.name) end as space
    from json_to_recordset(${placed}::json) as best (kind text, id bigint, place int)
    join search_document d on d.kind = best.kind and d.subject_id = best.id left join space on space.id = d.space_id
    order by best.place`.execute(ctx.db)
  return rows.map(({ answer, body, replies, ...row }) => ({
    ...row,
    excerpt: excerptOf([answer, body, replies], marker),
    answer: beginningOf(answer, marker),
    titlePieces: piecesOf(row.title, marker),
  }))
}
