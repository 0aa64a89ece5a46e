/** The answers of a thread by pages. A page costs the same in a thread of five answers and of five thousand. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Key } from '#platform/paging.ts'
import { momentAt, momentOf, writeKey } from '#platform/paging.ts'
import { may } from './permissions.ts'
import { type AnswerView, openingOf, type PostView, postsOf, viewed, withComments } from './post-queries.ts'
import { defaultSort } from './pages/sorts.ts'
import type { Sort, ThreadQuery } from './shapes.ts'
import type { ThreadView } from './thread-queries.ts'

export const answersAPage = 20

export interface AnswersPage {
  answers: AnswerView[]
  sort: Sort
  /** Key of the next page; null on the last one. */
  next: string | null
  /** When the page starts in the middle: what it was opened at. */
  startsAt: Date | null
  /** The post that was asked for, to be pointed out. */
  foundId: number | null
}

export interface ThreadPosts extends AnswersPage {
  opening: AnswerView
  accepted: AnswerView | null
}

/** The opening, the accepted answer and one page of the others. */
export async function threadPosts(ctx: Ctx, thread: ThreadView, query: ThreadQuery): Promise<ThreadPosts> {
  const opening = await openingOf(ctx, thread)
  const accepted = await acceptedOf(ctx, thread)
  const { answers, ...page } = await bareAnswers(ctx, thread, query)
  const [first, ...rest] = await withComments(ctx, thread, [
    opening,
    ...(accepted ? [accepted] : []),
    ...answers,
  ])
  return {
    ...page,
    opening: first!,
    accepted: accepted ? rest[0]! : null,
    answers: accepted ? rest.slice(1) : rest,
  }
}

/** One page of the answers beside the accepted one. */
export async function answersPage(ctx: Ctx, thread: ThreadView, query: ThreadQuery): Promise<AnswersPage> {
  const { answers, ...page } = await bareAnswers(ctx, thread, query)
  return { ...page, answers: await withComments(ctx, thread, answers) }
}

async function bareAnswers(
  ctx: Ctx,
  thread: ThreadView,
  query: ThreadQuery,
): Promise<Omit<AnswersPage, 'answers'> & { answers: PostView[] }> {
  const { at, postId } = await startOf(ctx, thread, query)
  const sort = query.sort ?? (at ? 'oldest' : defaultSort(thread.kind))
  const page = await pageOf(ctx, thread, { sort, after: query.after, startsAt: at })
  return { answers: page.rows, sort, next: page.next, startsAt: at, foundId: postId }
}

export async function acceptedOf(ctx: Ctx, thread: ThreadView): Promise<PostView | null> {
  if (thread.acceptedPostId === null) return null
  const [accepted] = await viewed(
    ctx,
    thread,
    postsOf(ctx, thread.id).where('post.id', '=', thread.acceptedPostId),
  )
  return accepted ?? null
}

interface PageWish {
  sort: Sort
  after: Key | undefined
  startsAt: Date | null
}

async function pageOf(
  ctx: Ctx,
  thread: ThreadView,
  { sort, after, startsAt }: PageWish,
): Promise<{ rows: PostView[]; next: string | null }> {
  const seeRemoved = may.seeRemoved(ctx.viewer, thread.space)
  let query = postsOf(ctx, thread.id, seeRemoved)
    .where('post.kind', 'in', ['answer', 'reply'])
    .limit(answersAPage + 1)
  if (thread.acceptedPostId !== null) query = query.where('post.id', '<>', thread.acceptedPostId)
  if (startsAt) query = query.where('post.createdAt', sort === 'newest' ? '<=' : '>=', startsAt)
  query = sorted(query, sort, after)
  const rows = await viewed(ctx, thread, query)
  if (rows.length <= answersAPage) return { rows, next: null }
  const shown = rows.slice(0, answersAPage)
  return { rows: shown, next: writeKey(keyOf(shown.at(-1)!, sort)) }
}

// Times are kept to the microsecond and shown to the millisecond; compared as shown, no post is skipped or told twice.
const shownAt = sql<Date>`date_trunc('milliseconds', post.created_at)`

function sorted(query: ReturnType<typeof postsOf>, sort: Sort, after: Key | undefined) {
  if (sort === 'helpful') {
    const by = query.orderBy('post.score', 'desc').orderBy('post.id')
    return after
      ? by.where(
          sql<boolean>`(post.score < ${after.sort}::float8 or (post.score = ${after.sort}::float8 and post.id > ${after.id}))`,
        )
      : by
  }
  const direction = sort === 'oldest' ? 'asc' : 'desc'
  const by = query.orderBy('post.createdAt', direction).orderBy('post.id', direction)
  if (!after) return by
  const at = new Date(after.sort)
  return sort === 'oldest'
    ? by.where(sql<boolean>`post.created_at >= ${at} and (${shownAt}, post.id) > (${at}, ${after.id})`)
    : by.where(
        sql<boolean>`post.created_at <= ${momentAt(after.sort + 1)} and (${shownAt}, post.id) < (${at}, ${after.id})`,
      )
}

const keyOf = (post: PostView, sort: Sort): Key => ({
  sort: sort === 'helpful' ? post.score : post.createdAt.getTime(),
  id: post.id,
})

interface Start {
  at: Date | null
  postId: number | null
}

/** `from=unread`, `from=2024-05-01`, or `post=123`: where the page should start. */
async function startOf(ctx: Ctx, thread: ThreadView, { from, post }: ThreadQuery): Promise<Start> {
  if (post) return { at: await placeOf(ctx, thread, post), postId: post }
  if (from === 'unread') return startAtUnread(ctx, thread)
  return { at: momentOf(from ?? ''), postId: null }
}

async function startAtUnread(ctx: Ctx, thread: ThreadView): Promise<Start> {
  const { firstId } = await unseen(ctx, thread)
  return firstId === null
    ? { at: null, postId: null }
    : { at: await placeOf(ctx, thread, firstId), postId: firstId }
}

// Only when the post is not on the first page anyway, a link to it opens the thread there.
async function placeOf(ctx: Ctx, thread: ThreadView, postId: number): Promise<Date | null> {
  if (thread.answerCount <= answersAPage) return null
  const row = await ctx.db
    .selectFrom('post')
    .leftJoin('post as parent', 'parent.id', 'post.parentId')
    .select([
      sql<Date>`coalesce(parent.created_at, post.created_at)`.as('at'),
      sql<number>`coalesce(parent.id, post.id)`.as('id'),
      sql<string>`coalesce(parent.kind, post.kind)`.as('kind'),
    ])
    .where('post.id', '=', postId)
    .where('post.threadId', '=', thread.id)
    .executeTakeFirst()
  if (!row || row.kind === 'opening' || Number(row.id) === thread.acceptedPostId) return null
  return new Date(row.at)
}

// Beyond this "many" says as much.
const mostCounted = 99

export interface Unseen {
  count: number
  firstId: number | null
}

/** What others have written since the viewer read the thread last; nothing for who never did. */
export async function unseen(ctx: Ctx, thread: ThreadView): Promise<Unseen> {
  if (ctx.viewer.id === null || thread.mine.readAt === null || thread.activeAt <= thread.mine.readAt)
    return { count: 0, firstId: null }
  const rows = await ctx.db
    .selectFrom('post')
    .select('id')
    .where('threadId', '=', thread.id)
    .where('kind', '<>', 'opening')
    .where('createdAt', '>', thread.mine.readAt)
    .where('authorId', '<>', ctx.viewer.id)
    .where('removedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(mostCounted)
    .execute()
  return { count: rows.length, firstId: rows[0]?.id ?? null }
}
