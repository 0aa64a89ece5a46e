/** Posts as they are shown: with their author, their comments, and what the viewer has said to them. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import type { ReactionKind } from './pages/reaction-kinds.ts'
import { may } from './permissions.ts'
import { type PollView, pollsIn } from './poll-reading.ts'
import { type PostMay, postMay } from './rights.ts'
import { type ThreadView, threadShown } from './thread-queries.ts'

export interface PostView {
  id: number
  threadId: number
  parentId: number | null
  kind: 'opening' | 'answer' | 'reply' | 'comment'
  authorId: number
  author: Person
  body: string
  html: string
  excerpt: string
  /** That it is written in, as found in its text or as its author said; null where nobody can tell */
  language: string | null
  languageChosen: boolean
  createdAt: Date
  editedAt: Date | null
  version: number
  helpfulCount: number
  score: number
  commentCount: number
  removedAt: Date | null
  /** Whether the viewer found it helpful. */
  mine: boolean
  may: PostMay
  poll: PollView | null
  /** How many said each word, and which of them the viewer said. */
  reactions: Partial<Record<ReactionKind, number>>
  reacted: ReactionKind[]
  bookmarked: boolean
}

export interface AnswerView extends PostView {
  /** The first of them; `commentCount` says how many there are. */
  comments: PostView[]
}

const postColumns = [
  'post.id',
  'post.threadId',
  'post.parentId',
  'post.kind',
  'post.authorId',
  'post.body',
  'post.html',
  'post.excerpt',
  'post.language',
  'post.languageChosen',
  'post.createdAt',
  'post.editedAt',
  'post.version',
  'post.helpfulCount',
  'post.score',
  'post.commentCount',
  'post.removedAt',
] as const

/** The posts of a thread in sight, ready to be narrowed and sorted; `viewed` makes views of the rows. */
export function postsOf(ctx: Ctx, threadId: number, seeRemoved = false) {
  const posts = ctx.db
    .selectFrom('post')
    .select(postColumns)
    .select(person('post.author_id').as('author'))
    .select(
      sql<boolean>`exists (select 1 from vote where vote.post_id = post.id and vote.member_id = ${ctx.viewer.id ?? 0})`.as(
        'mine',
      ),
    )
    .select(sql<PostView['reactions']>`post.reactions`.as('reactions'))
    .select(sql<ReactionKind[]>`(select coalesce(json_agg(kind), '[]') from reaction where member_id = ${ctx.viewer.id ?? 0} and post_id = post.id)`.as('reacted'))
    .select(sql<boolean>`exists (select 1 from bookmark where member_id = ${ctx.viewer.id ?? 0} and post_id = post.id)`.as('bookmarked'))
    .select(sql<boolean>`exists (select 1 from poll where poll.post_id = post.id and poll.removed_at is null)`.as('polled'))
    .where('post.threadId', '=', threadId)
  return seeRemoved ? posts : posts.where('post.removedAt', 'is', null)
}

type Row = Omit<PostView, 'may' | 'poll'> & { polled: boolean }
type Rows = { execute(): Promise<unknown[]> }

export async function viewed(ctx: Ctx, thread: ThreadView, posts: Rows): Promise<PostView[]> {
  const rows = (await posts.execute()) as Row[]
  const polls = await pollsIn(ctx, rows.filter(({ polled }) => polled).map((row) => ({ ...row, thread })))
  return rows.map(({ polled, ...row }) => ({ ...row, may: postMay(ctx.viewer, thread, row), poll: (polled && polls.get(row.id)) || null }))
}

/** The opening of a thread in sight. */
export async function openingOf(ctx: Ctx, thread: ThreadView): Promise<PostView> {
  const [opening] = await viewed(
    ctx,
    thread,
    postsOf(ctx, thread.id, true).where('post.kind', '=', 'opening'),
  )
  return found(opening)
}

// More comments than this wait behind "show all".
export const commentsShown = 5

/** Puts the first comments under each post. */
export async function withComments(
  ctx: Ctx,
  thread: ThreadView,
  posts: readonly PostView[],
): Promise<AnswerView[]> {
  const ids = posts.filter((post) => post.commentCount > 0).map((post) => post.id)
  const comments = ids.length === 0 ? [] : await firstComments(ctx, thread, ids)
  const byParent = Map.groupBy(comments, (comment) => comment.parentId)
  return posts.map((post) => ({ ...post, comments: byParent.get(post.id) ?? [] }))
}

async function firstComments(ctx: Ctx, thread: ThreadView, parents: number[]): Promise<PostView[]> {
  const ranked = ctx.db
    .selectFrom('post')
    .select('post.id')
    .select(
      sql<number>`row_number() over (partition by post.parent_id order by post.created_at, post.id)`.as(
        'place',
      ),
    )
    .where('post.parentId', 'in', parents)
    .where('post.kind', '=', 'comment')
    .where('post.removedAt', 'is', null)
  const ids = ctx.db
    .selectFrom(ranked.as('ranked'))
    .select('ranked.id')
    .where('ranked.place', '<=', commentsShown)
  return viewed(
    ctx,
    thread,
    postsOf(ctx, thread.id).where('post.id', 'in', ids).orderBy('post.createdAt').orderBy('post.id'),
  )
}

export interface PostInThread extends AnswerView {
  thread: ThreadView
}

/** One post with its thread. Removed posts are shown to the team and to their author. */
export async function postShown(ctx: Ctx, id: number): Promise<PostInThread> {
  const { threadId } = found(
    await ctx.db.selectFrom('post').select('threadId').where('id', '=', id).executeTakeFirst(),
  )
  const thread = await threadShown(ctx, threadId)
  const [post] = await viewed(ctx, thread, postsOf(ctx, threadId, true).where('post.id', '=', id))
  const { removedAt, authorId } = found(post)
  const mayRead = removedAt === null || authorId === ctx.viewer.id || may.seeRemoved(ctx.viewer, thread.space)
  const [whole] = await withComments(ctx, thread, [found(mayRead ? post : null)])
  // A comment is seen where its parent is: what hangs under something removed went with it.
  if (whole!.parentId !== null) await postShown(ctx, whole!.parentId)
  return { ...whole!, thread }
}

// Nobody reads on in one place beyond this; the API pages through a thread's posts instead.
const mostComments = 500

/** A post with all its comments, for "show all". */
export async function allComments(ctx: Ctx, postId: number): Promise<PostInThread> {
  const post = await postShown(ctx, postId)
  const comments = postsOf(ctx, post.threadId)
    .where('post.parentId', '=', postId)
    .where('post.kind', '=', 'comment')
    .orderBy('post.createdAt')
    .orderBy('post.id')
    .limit(mostComments)
  return { ...post, comments: await viewed(ctx, post.thread, comments) }
}
