/** Lists of threads: latest, unanswered, trending, followed; of everything, of a space, of a topic, of a member. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type Followed, followedBy, isFollowed } from './follow-queries.ts'
import { isNotMuted } from './heard.ts'
import type { Kind } from './shapes.ts'
import { threadsListed } from './sight.ts'
import { type News, newsOf, noNews, readerOf } from './unread.ts'

export interface ThreadRow extends News {
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
  followed?: Followed
}

/** One page of a list, each row ready to be drawn. */
export async function threadList(ctx: Ctx, wish: Wish): Promise<Paged<ThreadRow>> {
  const size = wish.size ?? 25
  const followed = wish.list === 'followed' ? await followedBy(ctx) : 'threads'
  const rows = await shaped(ctx, { ...wish, followed })
    .limit(size + 1)
    .execute()
  return paged(flat(rows), size, (row) => keyOf(wish.list, row))
}

/** What is new in it stands in the row itself. */
const flat = (rows: readonly object[]) => (rows as (Omit<ThreadRow, keyof News> & { news: News })[]).map(({ news, ...row }): ThreadRow => ({ ...row, ...news }))

function shaped(ctx: Ctx, wish: Prepared) {
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
      (ctx.viewer.id === null ? sql<News>`${JSON.stringify(noNews)}::json` : newsOf(readerOf(ctx))).as('news'),
    ])
}

/** Threads in lists of everything: without what the viewer has muted. Whoever opens a muted place sees it all the same. */
export function threadsWanted(ctx: Pick<Ctx, 'db' | 'viewer'>) {
  const listed = threadsListed(ctx)
  return ctx.viewer.id === null ? listed : listed.where(isNotMuted(ctx.viewer.id))
}

function filtered(ctx: Ctx, { list, kind, spaceIds, topicId, authorId, withoutPinned, followed = 'threads' }: Prepared) {
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
  if (list === 'followed') query = query.where(isFollowed(ctx.viewer.id ?? 0, followed))
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
  const rows = await shaped(ctx, { ...wish, list: 'latest' }).where('thread.pinnedAt', 'is not', null).limit(mostPinned).execute()
  return flat(rows)
}

/** These threads as rows of a list, in this order; those out of sight are left out. */
export async function threadRows(ctx: Ctx, ids: readonly number[]): Promise<ThreadRow[]> {
  if (ids.length === 0) return []
  const rows = flat(await shaped(ctx, { list: 'newest' }).where('thread.id', 'in', [...ids]).execute())
  const place = new Map(ids.map((id, index) => [id, index]))
  return rows.sort((one, other) => place.get(one.id)! - place.get(other.id)!)
}
