/** What an open thread page fetches of itself when it is told that something has changed. */
import type { Ctx } from '#platform/ctx.ts'
import { acceptedOf } from './answer-queries.ts'
import { may } from './permissions.ts'
import { type AnswerView, openingOf, type PostView, postsOf, viewed, withComments } from './post-queries.ts'
import type { Sort } from './shapes.ts'
import { type ThreadView, threadShown } from './thread-queries.ts'

export interface ThreadParts {
  thread: ThreadView
  opening: AnswerView
  /** Undefined where its place was not asked for. */
  accepted: AnswerView | null | undefined
  posts: AnswerView[]
  /** True when the head of the thread was asked for. */
  isWhole: boolean
  sort: Sort | undefined
}

export interface PartsWish {
  post: number[]
  whole: boolean
  sort?: Sort | undefined
}

/** Posts that are out of sight are left out: whoever shows them takes them away. */
export async function threadParts(ctx: Ctx, threadId: number, { post, whole, sort }: PartsWish): Promise<ThreadParts> {
  const thread = await threadShown(ctx, threadId)
  const [opening, accepted, asked] = await Promise.all([openingOf(ctx, thread), acceptedOf(ctx, thread), postsAsked(ctx, thread, post)])
  const isWhole = whole || post.includes(opening.id)
  const showsAccepted = whole || (accepted !== null && post.includes(accepted.id))
  const posts = asked.filter(({ id }) => id !== opening.id && id !== accepted?.id)
  const [first, ...rest] = await withComments(ctx, thread, [opening, ...(accepted ? [accepted] : []), ...posts])
  return { thread, opening: first!, accepted: showsAccepted ? (accepted && rest[0]!) : undefined, posts: accepted ? rest.slice(1) : rest, isWhole, sort }
}

async function postsAsked(ctx: Ctx, thread: ThreadView, ids: number[]): Promise<PostView[]> {
  if (ids.length === 0) return []
  const posts = await viewed(ctx, thread, postsOf(ctx, thread.id, may.seeRemoved(ctx.viewer, thread.space)).where('post.id', 'in', ids).orderBy('post.createdAt').orderBy('post.id'))
  const parents = posts.flatMap(({ parentId }) => parentId ?? [])
  if (parents.length === 0) return posts
  // A comment is seen where its parent is.
  const present = await postsOf(ctx, thread.id, may.seeRemoved(ctx.viewer, thread.space)).where('post.id', 'in', parents).execute()
  const there = new Set(present.map((row) => row.id))
  return posts.filter(({ parentId }) => parentId === null || there.has(parentId))
}
