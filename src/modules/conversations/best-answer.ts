/** The one answer of a thread that is read first: the accepted one, else the most helpful. */
import type { Ctx } from '#platform/ctx.ts'
import { acceptedOf } from './answer-queries.ts'
import { type PostView, postsOf, viewed } from './post-queries.ts'
import { type ThreadView, threadShown } from './thread-queries.ts'

export interface BestAnswer {
  thread: ThreadView
  answer: PostView | null
}

export async function bestAnswer(ctx: Ctx, threadId: number): Promise<BestAnswer> {
  const thread = await threadShown(ctx, threadId)
  const accepted = await acceptedOf(ctx, thread)
  if (accepted) return { thread, answer: accepted }
  const best = postsOf(ctx, threadId)
    .where('post.kind', 'in', ['answer', 'reply'])
    .orderBy('post.score', 'desc')
    .orderBy('post.id')
    .limit(1)
  const [answer] = await viewed(ctx, thread, best)
  return { thread, answer: answer ?? null }
}
