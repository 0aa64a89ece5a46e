/** What narrows a search: chosen on the page, or typed as operators. Typed ones win. */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { spacesInSight, spaceWithChildren } from '#modules/spaces/index.ts'
import { type DocumentKind, documentKinds } from './documents.ts'
import type { Wanted } from './words.ts'

export const states = ['solved', 'answered', 'open'] as const
export type State = (typeof states)[number]

export interface Filters {
  kinds?: readonly DocumentKind[] | undefined
  spaceIds?: readonly number[] | undefined
  topicId?: number | undefined
  authorId?: number | undefined
  /** `answered` takes the solved ones in. */
  state?: State | undefined
  before?: Date | undefined
  after?: Date | undefined
}

type Reader = Pick<Ctx, 'db' | 'viewer'>

// The id of nothing: who names a topic that does not exist finds nothing, rather than everything.
const none = 0

/** The filters with those that were typed as operators. */
export async function withOperators(ctx: Reader, { operators }: Wanted, given: Filters): Promise<Filters> {
  const { topic, space, by, is, kind, before, after } = operators
  return {
    ...given,
    ...(topic && { topicId: await topicOf(ctx, topic) }),
    ...(space && { spaceIds: await spacesOf(ctx, space) }),
    ...(by && { authorId: await authorOf(ctx, by) }),
    ...(is && stateNamed(is)),
    ...(kind && kindNamed(kind)),
    ...(before && dayNamed('before', before)),
    ...(after && dayNamed('after', after)),
  }
}

async function topicOf({ db }: Reader, slug: string): Promise<number> {
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

// A year, a month or a day, as people write them; anything else narrows nothing.
function dayNamed(side: 'before' | 'after', text: string): Filters {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text) ?? []
  const at = new Date(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? {} : { [side]: at }
}

/** What every document of the answer fulfils, before the three filters that the page counts: kind, state, space. */
export function whereOf(
  ctx: Reader,
  { without }: Pick<Wanted, 'without'>,
  { topicId, authorId, before, after }: Filters,
  language: string,
): RawBuilder<unknown> {
  const parts = [
    sql`(d.space_id is null or d.space_id = any(array(${spacesInSight(ctx)})))`,
    ...(topicId === undefined ? [] : [sql`d.topic_ids @> ${idList([topicId])}`]),
    ...(authorId === undefined ? [] : [sql`d.author_id = ${authorId} and d.kind <> 'member'`]),
    ...(before ? [sql`d.created_at < ${before}`] : []),
    ...(after ? [sql`d.created_at >= ${after}`] : []),
    ...without.map((words) => sql`not d.words @@ phraseto_tsquery(${language}::regconfig, ${words})`),
  ]
  return sql.join(parts, sql` and `)
}

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
