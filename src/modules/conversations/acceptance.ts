/** The accepted answer: chosen by the asker or the team. Accepting another moves the mark. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { credit } from './credit.ts'
import { answerAccepted, answerUnaccepted } from './facts.ts'
import { may } from './permissions.ts'
import { type HeldPost, type HeldThread, holdPost, holdThread } from './sight.ts'
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
  await takeMark(tx, post.thread)
  await tx.db
    .updateTable('thread')
    .set({ acceptedPostId: post.id, acceptedAt: tx.now, acceptedById: tx.viewer.id })
    .where('id', '=', post.threadId)
    .execute()
  await credit(tx, post.authorId, post.thread, { acceptedCount: 1 })
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
    await takeMark(tx, thread)
    return { id: thread.id, kind: thread.kind, slug: thread.slug }
  })
}

/** Takes the mark from whichever answer has it. */
async function takeMark(tx: Ctx, thread: HeldThread) {
  const authorId = await clearMark(tx, thread)
  if (authorId !== null) await credit(tx, authorId, thread, { acceptedCount: -1 })
}

/** As a part of something larger, which counts for the authors itself. @returns whose answer had the mark */
export async function clearMark(tx: Ctx, { id, acceptedPostId, spaceId }: HeldThread): Promise<number | null> {
  if (acceptedPostId === null) return null
  const { authorId } = await tx.db
    .selectFrom('post')
    .select('authorId')
    .where('id', '=', acceptedPostId)
    .executeTakeFirstOrThrow()
  await tx.db
    .updateTable('thread')
    .set({ acceptedPostId: null, acceptedAt: null, acceptedById: null })
    .where('id', '=', id)
    .execute()
  await record(tx, answerUnaccepted, { subjectId: acceptedPostId, spaceId, data: { threadId: id, authorId } })
  return authorId
}
