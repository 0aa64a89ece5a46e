/** The accepted answer: chosen by the asker or the team. Accepting another moves the mark. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { countForMember } from '#modules/members/index.ts'
import { answerAccepted, answerUnaccepted } from './facts.ts'
import { may } from './permissions.ts'
import { type HeldPost, holdPost, holdThread } from './sight.ts'
import { type PostRef, refTo } from './posts.ts'

/** @param threadId when the answer is named as one of this thread, it must be */
export async function acceptAnswer(ctx: Ctx, postId: number, threadId?: number): Promise<PostRef> {
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, postId)
    found(threadId === undefined || post.threadId === threadId ? post : null)
    demand(may.accept(tx.viewer, post.thread), 'conversations:problem.mayNotAccept')
    if (post.kind !== 'answer' || post.removedAt !== null)
      throw new Conflict('conversations:problem.onlyAnswers')
    // Accepting the same answer twice is not news: a double click must not count twice.
    if (post.thread.acceptedPostId !== postId) await moveMark(tx, post)
    return refTo(post)
  })
}

async function moveMark(tx: Ctx, post: HeldPost) {
  await takeMark(tx, post.thread.id, post.thread.acceptedPostId, post.thread.spaceId)
  await tx.db
    .updateTable('thread')
    .set({ acceptedPostId: post.id, acceptedAt: tx.now, acceptedById: tx.viewer.id })
    .where('id', '=', post.threadId)
    .execute()
  await countForMember(tx, post.authorId, { acceptedCount: 1 })
  await record(tx, answerAccepted, {
    subjectId: post.id,
    spaceId: post.thread.spaceId,
    data: {
      threadId: post.threadId,
      authorId: post.authorId,
      byAsker: post.thread.authorId === tx.viewer.id,
    },
  })
}

export async function unacceptAnswer(ctx: Ctx, threadId: number) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, threadId)
    demand(may.accept(tx.viewer, thread), 'conversations:problem.mayNotAccept')
    await takeMark(tx, thread.id, thread.acceptedPostId, thread.spaceId)
    return { id: thread.id, kind: thread.kind, slug: thread.slug }
  })
}

/** Takes the mark from whichever answer has it. */
export async function takeMark(tx: Ctx, threadId: number, postId: number | null, spaceId: number) {
  if (postId === null) return
  const { authorId } = await tx.db
    .selectFrom('post')
    .select('authorId')
    .where('id', '=', postId)
    .executeTakeFirstOrThrow()
  await tx.db
    .updateTable('thread')
    .set({ acceptedPostId: null, acceptedAt: null, acceptedById: null })
    .where('id', '=', threadId)
    .execute()
  await countForMember(tx, authorId, { acceptedCount: -1 })
  await record(tx, answerUnaccepted, { subjectId: postId, spaceId, data: { threadId, authorId } })
}
