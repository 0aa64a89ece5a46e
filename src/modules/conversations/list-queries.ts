/** Lists of threads: latest, unanswered, trending, followed; of everything, of a space, of a topic, of a member. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { kept } from '#platform/keep.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import { followsPlaces, isFollowed } from './follow-queries.ts'
import { isNotMuted } from './heard.ts'
import type { Kind } from './shapes.ts'
import { threadsListed } from './sight.ts'

export interface ThreadRow {
  id: number
  kind: Kind
  title: string
  slug: string
  createdAt: Date
  activeAt: Date
  firstResponseAt: Date | null
  acceptedPostId: number | null
  acceptedAt: Date | null
  answerCount: number
  sameCount: number
  helpfulCount: number
  viewCount: number
  heat: number
  pinnedAt: Date | null
  closedAt: Date | null
  author: Person
  lastAuthor: Person | null
  place: { slug: string; name: string; spine: number }
  excerpt: string
  faces: Person[]
  /** For members: something in it is new to them. */
  unread: boolean
}

export type ListName = 'latest' | 'unanswered' | 'trending' | 'followed' | 'newest'

export interface Wish {
  list: ListName
  kind?: Kind | undefined
  spaceIds?: readonly number[] | undefined
  topicId?: number | undefined
  authorId?: number | undefined
  /** Left out: they stand above the list. */
  withoutPinned?: boolean | undefined
  older?: Key | undefined
  size?: number | undefined
}

interface Prepared extends Wish {
  /** The viewer follows more than single threads. */
  places?: boolean
}

// What lies further back than this before somebody joined is not news to them.
const unreadOf = (viewer: number) => sql<boolean>`(${viewer} > 0 and thread.active_at > coalesce(
  (select greatest(r.read_at, l.at) from (select 1) one
    left join thread_read r on r.thread_id = thread.id and r.member_id = ${viewer}
    left join read_line l on l.member_id = ${viewer}),
  (select joined_at from member where id = ${viewer})))`

/** One page of a list, each row ready to be drawn. */
export async function threadList(ctx: Ctx, wish: Wish): Promise<Paged<ThreadRow>> {
  const size = wish.size ?? 25
  const places = wish.list === 'followed' && (await followsPlaces(ctx))
  const rows = await shaped(ctx, { ...wish, places })
    .limit(size + 1)
    .execute()
  return paged(rows as unknown as ThreadRow[], size, (row) => keyOf(wish.list, row))
}

function shaped(ctx: Ctx, wish: Prepared) {
  const viewer = ctx.viewer.id ?? 0
  return ordered(filtered(ctx, wish), wish)
    .innerJoin('space', 'space.id', 'thread.spaceId')
    .innerJoin('post as opening', (join) =>
      join.onRef('opening.threadId', '=', 'thread.id').on('opening.kind', '=', 'opening'),
    )
    .select([
      'thread.id',
      'thread.kind',
      'thread.title',
      'thread.slug',
      'thread.createdAt',
      'thread.activeAt',
      'thread.firstResponseAt',
      'thread.acceptedPostId',
      'thread.acceptedAt',
      'thread.answerCount',
      'thread.sameCount',
      'thread.helpfulCount',
      'thread.viewCount',
      'thread.heat',
      'thread.pinnedAt',
      'thread.closedAt',
      'opening.excerpt',
    ])
    .select([person('thread.author_id').as('author'), person('thread.last_author_id').as('lastAuthor')])
    .select([
      sql<
        ThreadRow['place']
      >`json_build_object('slug', space.slug, 'name', space.name, 'spine', space.spine)`.as('place'),
      sql<Person[]>`(select coalesce(json_agg(${person('f.author_id')}), '[]') from (
        select author_id from (select author_id, score from post where thread_id = thread.id and kind in ('answer', 'reply') and removed_at is null
          order by score desc, id limit 20) best group by author_id order by max(score) desc, author_id limit 3) f)`.as(
        'faces',
      ),
      unreadOf(viewer).as('unread'),
    ])
}

/** Threads in lists of everything: without what the viewer has muted. Whoever opens a muted place sees it all the same. */
export function threadsWanted(ctx: Pick<Ctx, 'db' | 'viewer'>) {
  const listed = threadsListed(ctx)
  return ctx.viewer.id === null ? listed : listed.where(isNotMuted(ctx.viewer.id))
}

function filtered(ctx: Ctx, { list, kind, spaceIds, topicId, authorId, withoutPinned, places = false }: Prepared) {
  let query = spaceIds || topicId || authorId ? threadsListed(ctx) : threadsWanted(ctx)
  if (kind) query = query.where('thread.kind', '=', kind)
  if (spaceIds) query = query.where('thread.spaceId', 'in', spaceIds.length > 0 ? [...spaceIds] : [0])
  if (topicId)
    query = query.where('thread.id', 'in', (eb) =>
      eb.selectFrom('threadTopic').select('threadId').where('topicId', '=', topicId),
    )
  if (withoutPinned) query = query.where('thread.pinnedAt', 'is', null)
  if (authorId) query = query.where('thread.authorId', '=', authorId)
  if (list === 'unanswered')
    query = query
      .where('thread.kind', '=', 'question')
      .where('thread.answerCount', '=', 0)
      .where('thread.closedAt', 'is', null)
  if (list === 'followed') query = query.where(isFollowed(ctx.viewer.id ?? 0, places))
  return query
}

function ordered(query: ReturnType<typeof filtered>, { list, older }: Wish) {
  if (list === 'trending') {
    const sorted = query.orderBy('thread.heat', 'desc').orderBy('thread.id', 'desc')
    return older
      ? sorted.where((eb) =>
          eb(
            eb.refTuple('thread.heat', 'thread.id'),
            '<',
            eb.tuple(eb.cast<number>(eb.val(Math.fround(older.sort)), 'real'), older.id),
          ),
        )
      : sorted
  }
  const column = list === 'unanswered' || list === 'newest' ? 'thread.createdAt' : 'thread.activeAt'
  const sorted = query.orderBy(column, 'desc').orderBy('thread.id', 'desc')
  return older
    ? sorted.where((eb) =>
        eb(eb.refTuple(column, 'thread.id'), '<', eb.tuple(new Date(older.sort), older.id)),
      )
    : sorted
}

// Times are kept to the microsecond and shown to the millisecond: the key takes the next millisecond, so that no row is
// skipped; at worst one is shown twice.
function keyOf(list: ListName, row: ThreadRow): Key {
  if (list === 'trending') return { sort: row.heat, id: row.id }
  return {
    sort: (list === 'unanswered' || list === 'newest' ? row.createdAt : row.activeAt).getTime(),
    id: row.id,
  }
}

// More than this on top and nothing is on top.
const mostPinned = 10

/** The pinned threads of a place, the most recent first. */
export async function pinnedThreads(ctx: Ctx, wish: Omit<Wish, 'list'>): Promise<ThreadRow[]> {
  return (await shaped(ctx, { ...wish, list: 'latest' })
    .where('thread.pinnedAt', 'is not', null)
    .limit(mostPinned)
    .execute()) as unknown as ThreadRow[]
}

// Among so many of the latest threads news are counted.
const newsAmong = 200
// Seconds. In this time threads can only come in, and others go out.
const windowFor = 30

/** From when on a thread is looked at for news; it may be a little too early. */
export const newsSince = (ctx: Ctx): Promise<Date> =>
  kept(ctx, 'news-since', windowFor, async () => {
    const row = await threadsListed(ctx).select('thread.activeAt').orderBy('thread.activeAt', 'desc').offset(newsAmong - 1).limit(1).executeTakeFirst()
    return row?.activeAt ?? new Date(0)
  })

/** How many questions with news each space has for the viewer. */
export async function unreadBySpace(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<Map<number, number>> {
  const viewer = ctx.viewer.id ?? 0
  const recent = threadsWanted(ctx)
    .select(['thread.id', 'thread.spaceId', 'thread.activeAt'])
    .orderBy('thread.activeAt', 'desc')
    .limit(newsAmong)
  const rows = await ctx.db
    .selectFrom(recent.as('thread'))
    .select(['thread.spaceId', (eb) => eb.fn.countAll<number>().as('count')])
    .where(unreadOf(viewer))
    .groupBy('thread.spaceId')
    .execute()
  return new Map(rows.map((row) => [row.spaceId, Number(row.count)]))
}
