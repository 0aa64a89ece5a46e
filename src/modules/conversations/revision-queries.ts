/** The texts a post has had. */
import type { Ctx } from '#platform/ctx.ts'
import { demand } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type PostInThread, postShown } from './post-queries.ts'

export interface Revision {
  number: number
  title: string | null
  topics: string[] | null
  body: string
  at: Date
  reason: string
  author: Person | null
}

export interface History extends PostInThread {
  /** Newest first. */
  revisions: Revision[]
}

/** A post with its history, newest text first. A post that was never edited has one text. */
export async function historyOf(ctx: Ctx, postId: number): Promise<History> {
  const post = await postShown(ctx, postId)
  demand(post.may.history)
  const revisions = await ctx.db.selectFrom('postRevision').select(['number', 'title', 'topics', 'body', 'at', 'reason'])
    .select(person('post_revision.author_id').as('author'))
    .where('postId', '=', postId).orderBy('number', 'desc').limit(200).execute()
  const only = { number: 1, title: null, topics: null, body: post.body, at: post.createdAt, reason: '', author: post.author }
  return { ...post, revisions: revisions.length > 0 ? revisions : [only] }
}
