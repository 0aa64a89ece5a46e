/** What narrows a search: chosen on the page, or typed as operators. Typed ones win. */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { momentOf } from '#platform/paging.ts'
import { isTopicToKeep, maySpaces, spacesInSight, spaceWithChildren } from '#modules/spaces/index.ts'
import { type DocumentKind, documentKinds } from './documents.ts'
import { grammar } from './language.ts'
import type { Operator, Wanted } from './words.ts'

export const states = ['solved', 'answered', 'open'] as const
export type State = (typeof states)[number]

export interface Filters {
  kinds?: readonly DocumentKind[] | undefined
  spaceIds?: readonly number[] | undefined
  topicId?: number | undefined
  authorId?: number | undefined
  /** `answered` takes the solved ones in. */
  state?: State | undefined
  /** Code of the language that it is written in. */
  language?: string | undefined
  before?: Date | undefined
  after?: Date | undefined
}

type Reader = Pick<Ctx, 'db' | 'viewer'>

// The id of nothing: who names a topic that does not exist finds nothing, rather than everything.
const none = 0

/** An operator that was typed with something that it does not know: it is said, never an error. */
export interface Hint {
  operator: Operator
  value: string
}

/**
 * The filters with those that were typed as operators. A topic, space or person that is not there finds nothing; a day or
 * a state that cannot be read narrows nothing. Either is said.
 */
export async function withOperators(
  ctx: Reader,
  { operators }: Wanted,
  given: Filters,
): Promise<{ filters: Filters; hints: Hint[] }> {
  const readers: Record<Operator, (value: string) => Filters | Promise<Filters>> = {
    topic: async (slug) => ({ topicId: await topicOf(ctx, slug) }),
    space: async (slug) => ({ spaceIds: await spacesOf(ctx, slug) }),
    by: async (name) => ({ authorId: await authorOf(ctx, name) }),
    is: stateNamed,
    kind: kindNamed,
    lang: (code) => (/^[a-z]{2,3}$/i.test(code) ? { language: code.toLowerCase() } : {}),
    before: (day) => dayNamed('before', day),
    after: (day) => dayNamed('after', day),
  }
  const typed = Object.entries(operators) as [Operator, string][]
  const read = await Promise.all(typed.map(async ([operator, value]) => ({ operator, value, means: await readers[operator](value) })))
  return {
    filters: Object.assign({}, given, ...read.map(({ means }) => means)),
    hints: read.filter(({ means }) => meansNothing(means)).map(({ operator, value }) => ({ operator, value })),
  }
}

const meansNothing = (means: Filters) =>
  Object.values(means).every((each) => each === none || (Array.isArray(each) && each.length === 1 && each[0] === none))

export async function topicOf({ db }: Pick<Ctx, 'db'>, slug: string): Promise<number> {
  const named = slug.replace(/^#/, '').toLowerCase()
  const topic = await db.selectFrom('topic').select('id').where('slug', '=', named).executeTakeFirst()
  const synonym =
    topic ??
    (await db.selectFrom('topicSynonym').select('topicId as id').where('slug', '=', named).executeTakeFirst())
  return synonym?.id ?? none
}

/** The ids of the spaces of these addresses and of what lies below them, as far as they are in sight. */
export async function spacesOf(ctx: Reader, ...slugs: string[]): Promise<number[]> {
  const found = await ctx.db
    .selectFrom('space')
    .select('id')
    .where('id', 'in', spacesInSight(ctx))
    .where('slug', 'in', slugs)
    .execute()
  const ids = await Promise.all(found.map(({ id }) => spaceWithChildren(ctx, id)))
  return [none, ...ids.flat()]
}

export async function authorOf({ db }: Pick<Ctx, 'db'>, name: string): Promise<number> {
  const plain = name.replace(/^@/, '').trim().toLowerCase()
  const member = await db
    .selectFrom('member')
    .select('id')
    .where((eb) => eb.or([eb('handle', '=', plain), eb(eb.fn('lower', ['name']), '=', plain)]))
    .orderBy((eb) => eb('handle', '=', plain), 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return member?.id ?? none
}

function stateNamed(word: string): Filters {
  const state = { solved: 'solved', answered: 'answered', unanswered: 'open', open: 'open' }[
    word.toLowerCase()
  ] as State | undefined
  return state ? { state } : {}
}

function kindNamed(word: string): Filters {
  const kind = word.toLowerCase().replace(/s$/, '') as DocumentKind
  return documentKinds.includes(kind) ? { kinds: [kind] } : {}
}

// A year, a month or a day, as people write them.
function dayNamed(side: 'before' | 'after', text: string): Filters {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text) ?? []
  const at = momentOf(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00Z`)
  return at ? { [side]: at } : {}
}

/** The spaces that the viewer may see. */
export const sight = (ctx: Reader) => sql`array(${spacesInSight(ctx)})`

/** What every document of the answer fulfils, before the three filters that the page counts: kind, state, space. */
export function whereOf(
  ctx: Reader,
  { without }: Pick<Wanted, 'without'>,
  { topicId, authorId, language: code, before, after }: Filters,
  language: string,
): RawBuilder<unknown> {
  const parts = [
    sql`(d.space_id is null or d.space_id = any(${sight(ctx)}))`,
    maySpaces.editTopics(ctx.viewer, undefined) ? sql`(d.kind <> 'topic' or ${isTopicToKeep(ctx, sql`d.subject_id`)})` : topicsInUse(ctx),
    ...(topicId === undefined ? [] : [sql`d.topic_ids @> ${idList([topicId])}`]),
    ...(authorId === undefined ? [] : [sql`d.author_id = ${authorId} and d.kind <> 'member'`]),
    ...(code === undefined ? [] : [sql`d.code = ${code} and d.kind in ('question', 'discussion')`]),
    ...(before ? [sql`d.created_at < ${before}`] : []),
    ...(after ? [sql`d.created_at >= ${after}`] : []),
    ...without.map((words) => sql`not d.words @@ phraseto_tsquery(${grammar(language)}, ${words})`),
  ]
  return sql.join(parts, sql` and `)
}

// A topic is there for those who see a thread of it; who keeps the topics sees them all.
const topicsInUse = (ctx: Reader) => sql`(d.kind <> 'topic' or exists (
  select 1 from search_document t where t.topic_ids @> array[d.subject_id] and t.space_id = any(${sight(ctx)})))`

/** The filters that the page counts. */
export function chosenOf({ kinds, spaceIds, state }: Filters): RawBuilder<unknown> {
  const parts = [
    sql`true`,
    ...(kinds ? [sql`kind = any(${sql.val([...kinds])}::text[])`] : []),
    ...(spaceIds ? [sql`space_id = any(${idList(spaceIds)})`] : []),
    ...(state === 'answered' ? [sql`state in ('solved', 'answered')`] : state ? [sql`state = ${state}`] : []),
  ]
  return sql.join(parts, sql` and `)
}

/** Without those three. */
export const open = ({ kinds: _kinds, spaceIds: _spaceIds, state: _state, ...rest }: Filters): Filters => rest
export const isOpen = ({ kinds, spaceIds, state }: Filters) => !kinds && !spaceIds && !state
