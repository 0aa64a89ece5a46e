/** What a thread page shows: the thread, the accepted answer, one page of the others, comments, what the viewer has said. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import type { Key } from '#platform/paging.ts'
import { writeKey } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import type { ThreadRights } from './permissions.ts'
import type { Kind, ThreadQuery } from './shapes.ts'
import { threadsInSight } from './sight.ts'

export interface TopicRef {
  slug: string
  name: string
}

export interface PostView {
  id: number
  threadId: number
  parentId: number | null
  kind: 'opening' | 'answer' | 'reply' | 'comment'
  author: Person
  body: string
  html: string
  excerpt: string
  createdAt: Date
  editedAt: Date | null
  version: number
  helpfulCount: number
  score: number
  commentCount: number
  removedAt: Date | null
  /** Whether the viewer found it helpful. */
  mine: boolean
}

export interface AnswerView extends PostView {
  comments: PostView[]
}

export interface ThreadView extends ThreadRights {
  id: number
  kind: Kind
  title: string
  slug: string
  products: string[]
  createdAt: Date
  activeAt: Date
  firstResponseAt: Date | null
  acceptedPostId: number | null
  acceptedAt: Date | null
  answerCount: number
  commentCount: number
  sameCount: number
  viewCount: number
  helpfulCount: number
  pinnedAt: Date | null
  closedReason: string | null
  mergedIntoId: number | null
  version: number
  author: Person
  acceptedBy: Person | null
  place: { id: number; slug: string; name: string; spine: number }
  parentPlace: { slug: string; name: string } | null
  topics: TopicRef[]
  /** What the viewer has said or chosen. */
  mine: { follows: boolean; same: boolean; readAt: Date | null }
}

const postColumns = ['post.id', 'post.threadId', 'post.parentId', 'post.kind', 'post.authorId', 'post.body', 'post.html', 'post.excerpt', 'post.createdAt', 'post.editedAt',
  'post.version', 'post.helpfulCount', 'post.score', 'post.commentCount', 'post.removedAt'] as const

/** The thread, by its id, whatever its address called it. @throws NotFound when it is not in sight */
export async function threadShown(ctx: Ctx, id: number): Promise<ThreadView> {
  const viewer = ctx.viewer.id ?? 0
  const row = await threadsInSight(ctx)
    .innerJoin('space', 'space.id', 'thread.spaceId')
    .leftJoin('space as above', 'above.id', 'space.parentId')
    .selectAll('thread')
    .select(['space.see', 'space.ask', 'space.answer', 'space.archivedAt', 'space.name as spaceName', 'space.slug as spaceSlug', 'space.spine as spaceSpine',
      'above.name as aboveName', 'above.slug as aboveSlug'])
    .select([person('thread.author_id').as('author'), person('thread.accepted_by_id').as('acceptedBy')])
    .select([
      sql<TopicRef[]>`(select coalesce(json_agg(json_build_object('slug', topic.slug, 'name', topic.name) order by topic.slug), '[]')
        from thread_topic join topic on topic.id = thread_topic.topic_id where thread_topic.thread_id = thread.id)`.as('topics'),
      sql<boolean>`exists (select 1 from thread_follow where thread_id = thread.id and member_id = ${viewer})`.as('follows'),
      sql<boolean>`exists (select 1 from thread_same where thread_id = thread.id and member_id = ${viewer})`.as('same'),
      sql<Date | null>`(select greatest((select read_at from thread_read where thread_id = thread.id and member_id = ${viewer}),
        (select at from read_line where member_id = ${viewer})))`.as('readAt'),
    ])
    .where('thread.id', '=', id)
    .executeTakeFirst()
  const { see, ask, answer, archivedAt, spaceName, spaceSlug, spaceSpine, aboveName, aboveSlug, follows, same, readAt, ...thread } = found(row)
  return {
    ...thread,
    kind: thread.kind as Kind,
    space: { see, ask, answer, archivedAt },
    place: { id: thread.spaceId, name: spaceName, slug: spaceSlug, spine: spaceSpine },
    parentPlace: aboveSlug ? { slug: aboveSlug, name: aboveName! } : null,
    mine: { follows, same, readAt },
  }
}

function postsOf(ctx: Ctx, threadId: number, seeRemoved: boolean) {
  const posts = ctx.db.selectFrom('post').select(postColumns).select(person('post.author_id').as('author'))
    .select(sql<boolean>`exists (select 1 from vote where vote.post_id = post.id and vote.member_id = ${ctx.viewer.id ?? 0})`.as('mine'))
    .where('post.threadId', '=', threadId)
  return seeRemoved ? posts : posts.where('post.removedAt', 'is', null)
}

/** The opening of a thread in sight. */
export async function openingOf(ctx: Ctx, threadId: number): Promise<PostView> {
  return found(await postsOf(ctx, threadId, true).where('post.kind', '=', 'opening').executeTakeFirst()) as PostView
}

export const answersAPage = 20
// More comments than this wait behind "show all".
export const commentsShown = 5

export type Sort = 'helpful' | 'oldest' | 'newest'

export interface AnswersPage {
  accepted: AnswerView | null
  answers: AnswerView[]
  openingComments: PostView[]
  sort: Sort
  /** Keys for the pages before and after; null where there is none. */
  next: string | null
  /** When the page starts in the middle: what it was opened at. */
  startsAt: Date | null
}

/** A question is read by helpfulness, a discussion in the order of time. */
export const defaultSort = (kind: Kind): Sort => (kind === 'question' ? 'helpful' : 'oldest')

/** One page of the answers of a thread. Its cost does not grow with the thread. */
export async function answersShown(ctx: Ctx, thread: ThreadView, opening: PostView, query: ThreadQuery, seeRemoved: boolean): Promise<AnswersPage> {
  const startsAt = await startOf(ctx, thread, query)
  const sort = query.sort ?? (startsAt ? 'oldest' : defaultSort(thread.kind))
  const accepted = await acceptedOf(ctx, thread)
  const page = await pageOf(ctx, thread, { sort, after: query.after, startsAt, seeRemoved })
  const withComments = await addComments(ctx, thread, [...(accepted ? [accepted] : []), ...page.rows, opening], seeRemoved)
  const answers = page.rows.map((row) => withComments.get(row.id)!)
  return {
    accepted: accepted ? withComments.get(accepted.id)! : null,
    answers,
    openingComments: withComments.get(opening.id)!.comments,
    sort,
    next: page.next,
    startsAt,
  }
}

async function acceptedOf(ctx: Ctx, thread: ThreadView): Promise<PostView | null> {
  if (thread.acceptedPostId === null) return null
  return ((await postsOf(ctx, thread.id, false).where('post.id', '=', thread.acceptedPostId).executeTakeFirst()) as PostView | undefined) ?? null
}

interface PageWish {
  sort: Sort
  after: Key | undefined
  startsAt: Date | null
  seeRemoved: boolean
}

async function pageOf(ctx: Ctx, thread: ThreadView, { sort, after, startsAt, seeRemoved }: PageWish): Promise<{ rows: PostView[]; next: string | null }> {
  let query = postsOf(ctx, thread.id, seeRemoved).where('post.kind', 'in', ['answer', 'reply']).limit(answersAPage + 1)
  if (thread.acceptedPostId !== null) query = query.where('post.id', '<>', thread.acceptedPostId)
  if (startsAt) query = query.where('post.createdAt', '>=', startsAt)
  if (sort === 'helpful') {
    query = query.orderBy('post.score', 'desc').orderBy('post.id')
    if (after) query = query.where(sql<boolean>`(post.score < ${after.sort} or (post.score = ${after.sort} and post.id > ${after.id}))`)
  } else {
    const direction = sort === 'oldest' ? 'asc' : 'desc'
    query = query.orderBy('post.createdAt', direction).orderBy('post.id', direction)
    if (after) query = query.where((eb) => eb(eb.refTuple('post.createdAt', 'post.id'), sort === 'oldest' ? '>' : '<', eb.tuple(new Date(after.sort), after.id)))
  }
  const rows = (await query.execute()) as PostView[]
  if (rows.length <= answersAPage) return { rows, next: null }
  const shown = rows.slice(0, answersAPage)
  const last = shown.at(-1)!
  return { rows: shown, next: writeKey({ sort: sort === 'helpful' ? last.score : last.createdAt.getTime(), id: last.id }) }
}

/** `from=unread`, `from=2024-05-01`, or `post=123`: the moment at which the page should start. */
async function startOf(ctx: Ctx, thread: ThreadView, { from, post }: ThreadQuery): Promise<Date | null> {
  if (post) return placeOfPost(ctx, thread, post)
  if (from === 'unread') return firstUnread(ctx, thread)
  if (!from) return null
  const day = new Date(from)
  return Number.isNaN(day.getTime()) ? null : day
}

async function firstUnread(ctx: Ctx, thread: ThreadView): Promise<Date | null> {
  const row = await ctx.db.selectFrom('post').select('createdAt').where('threadId', '=', thread.id).where('kind', 'in', ['answer', 'reply'])
    .where('createdAt', '>', thread.mine.readAt ?? new Date(0)).where('removedAt', 'is', null).orderBy('createdAt').limit(1).executeTakeFirst()
  return row?.createdAt ?? null
}

// Only when the post is not on the first page anyway, a link to it opens the thread there.
async function placeOfPost(ctx: Ctx, thread: ThreadView, postId: number): Promise<Date | null> {
  if (thread.answerCount <= answersAPage) return null
  const row = await ctx.db.selectFrom('post').leftJoin('post as parent', 'parent.id', 'post.parentId')
    .select(sql<Date>`case when post.kind = 'comment' then parent.created_at else post.created_at end`.as('at'))
    .where('post.id', '=', postId).where('post.threadId', '=', thread.id).executeTakeFirst()
  return row?.at ?? null
}

async function addComments(ctx: Ctx, thread: ThreadView, posts: PostView[], seeRemoved: boolean): Promise<Map<number, AnswerView>> {
  const ids = posts.filter((post) => post.commentCount > 0).map((post) => post.id)
  const comments = ids.length === 0 ? [] : await firstComments(ctx, thread.id, ids, seeRemoved)
  const byParent = Map.groupBy(comments, (comment) => comment.parentId)
  return new Map(posts.map((post) => [post.id, { ...post, comments: byParent.get(post.id) ?? [] }]))
}

async function firstComments(ctx: Ctx, threadId: number, parents: number[], seeRemoved: boolean): Promise<PostView[]> {
  const ranked = ctx.db.selectFrom('post').select('post.id')
    .select(sql<number>`row_number() over (partition by post.parent_id order by post.created_at, post.id)`.as('place'))
    .where('post.parentId', 'in', parents).where('post.kind', '=', 'comment').where('post.removedAt', 'is', null)
  const ids = ctx.db.selectFrom(ranked.as('ranked')).select('ranked.id').where('ranked.place', '<=', commentsShown)
  return (await postsOf(ctx, threadId, seeRemoved).where('post.id', 'in', ids).orderBy('post.createdAt').orderBy('post.id').execute()) as PostView[]
}

/** All comments under a post, for "show all". */
export async function commentsOf(ctx: Ctx, postId: number): Promise<{ thread: ThreadView; parent: PostView; comments: PostView[] }> {
  const { thread, post } = await postShown(ctx, postId)
  const comments = await postsOf(ctx, thread.id, false).where('post.parentId', '=', postId).where('post.kind', '=', 'comment')
    .orderBy('post.createdAt').orderBy('post.id').limit(500).execute()
  return { thread, parent: post, comments: comments as PostView[] }
}

/** One post with its thread. Removed posts are shown to the team and to their author. */
export async function postShown(ctx: Ctx, id: number): Promise<{ thread: ThreadView; post: PostView }> {
  const { threadId } = found(await ctx.db.selectFrom('post').select('threadId').where('id', '=', id).executeTakeFirst())
  const thread = await threadShown(ctx, threadId)
  const post = found((await postsOf(ctx, threadId, true).where('post.id', '=', id).executeTakeFirst()) as PostView | undefined)
  const mayRead = post.removedAt === null || post.author.id === ctx.viewer.id || ctx.viewer.role === 'administrator' || isTeam(ctx)
  return { thread, post: found(mayRead ? post : null) }
}

const isTeam = (ctx: Ctx) => ['moderator', 'product_owner', 'support_agent', 'community_manager'].includes(ctx.viewer.role)

export interface Revision {
  number: number
  title: string | null
  topics: string[] | null
  body: string
  at: Date
  reason: string
  author: Person | null
}

/** The texts a post has had, newest first. */
export async function revisionsOf(ctx: Ctx, postId: number): Promise<Revision[]> {
  return ctx.db.selectFrom('postRevision').select(['number', 'title', 'topics', 'body', 'at', 'reason'])
    .select(person('post_revision.author_id').as('author'))
    .where('postId', '=', postId).orderBy('number', 'desc').limit(200).execute()
}

/** Threads linked with this one: duplicates and mentions of each other, in sight. */
export async function linkedThreads(ctx: Ctx, threadId: number) {
  return threadsInSight(ctx)
    .innerJoin('threadLink', (join) => join.on((eb) => eb.or([
      eb.and([eb('threadLink.fromThreadId', '=', threadId), eb('threadLink.toThreadId', '=', eb.ref('thread.id'))]),
      eb.and([eb('threadLink.toThreadId', '=', threadId), eb('threadLink.fromThreadId', '=', eb.ref('thread.id'))]),
    ])))
    .select(['thread.id', 'thread.kind', 'thread.slug', 'thread.title', 'thread.acceptedPostId', 'thread.answerCount', 'threadLink.kind as link'])
    .where('threadLink.kind', 'in', ['duplicate', 'linked', 'split']).where('thread.removedAt', 'is', null).limit(10).execute()
}

/** Who has written in the thread, most words first. */
export async function participants(ctx: Ctx, threadId: number, size = 6): Promise<(Person & { posts: number })[]> {
  const { rows } = await sql<{ author: Person; posts: number }>`
    select ${person('told.author_id')} as author, told.posts from (
      select author_id, count(*)::int as posts from (
        select author_id from post where thread_id = ${threadId} and removed_at is null order by created_at desc limit 200) recent
      group by author_id order by count(*) desc, author_id limit ${size}) told order by told.posts desc`.execute(ctx.db)
  return rows.map((row) => ({ ...row.author, posts: row.posts }))
}
