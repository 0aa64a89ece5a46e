/** Two threads become one. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand } from '#platform/problems.ts'
import { clearMark } from './acceptance.ts'
import { linkThreads } from './asks.ts'
import { giveCredit, takeCredit } from './credit.ts'
import { postMoved, threadMerged } from './facts.ts'
import { may } from './permissions.ts'
import { type HeldThread, holdThread } from './sight.ts'
import { retally, retallyPost } from './tally.ts'

const refTo = (thread: HeldThread) => ({ id: thread.id, kind: thread.kind, slug: thread.slug })

/** Puts the posts of one thread into another, at their time; the old address leads to the new place. */
export async function mergeThread(ctx: Ctx, id: number, into: number) {
  if (id === into) throw new Conflict('conversations:problem.mergeSelf')
  return transaction(ctx, async (tx) => {
    // The lower id first: two merges of the same pair must not wait for each other.
    const [low, high] = [await holdThread(tx, Math.min(id, into)), await holdThread(tx, Math.max(id, into))]
    const [from, target] = low.id === id ? [low, high] : [high, low]
    demand(may.reshape(tx.viewer, from) && may.reshape(tx.viewer, target))
    if (from.mergedIntoId !== null || target.mergedIntoId !== null)
      throw new Conflict('conversations:problem.merged')
    await takeCredit(tx, [from.id, target.id])
    await clearMark(tx, from)
    await carryPosts(tx, from, target)
    await tx.db
      .updateTable('thread')
      .set({
        mergedIntoId: target.id,
        removedAt: tx.now,
        removedById: tx.viewer.id,
        closedAt: tx.now,
        closedById: tx.viewer.id,
      })
      .where('id', '=', from.id)
      .execute()
    await tx.db
      .updateTable('thread')
      .set({ mergedIntoId: target.id })
      .where('mergedIntoId', '=', from.id)
      .execute()
    await retally(tx, target.id)
    await retally(tx, from.id)
    await giveCredit(tx, [target.id])
    await linkThreads(tx, from.id, target.id, 'duplicate')
    await record(tx, threadMerged, { subjectId: from.id, spaceId: from.spaceId, data: { into: target.id } })
    return refTo(target)
  })
}

// Nothing that was said is lost: answers and replies go along, and the opening stands in the target as a reply, or under
// the other question as a comment ("I have this too, on a Moss 5"). The emptied thread only keeps its address.
async function carryPosts(tx: Ctx, from: HeldThread, target: HeldThread) {
  const there = await openingOf(tx, target.id)
  const here = await openingOf(tx, from.id)
  const asReply = target.kind === 'discussion'
  await tx.db
    .updateTable('post')
    .set({ threadId: target.id, kind: asReply ? 'reply' : 'answer' })
    .where('threadId', '=', from.id)
    .where('kind', 'in', ['answer', 'reply'])
    .execute()
  if (!asReply)
    await tx.db.updateTable('post').set({ parentId: there.id }).where('parentId', '=', here.id).execute()
  await tx.db
    .updateTable('post')
    .set({ threadId: target.id })
    .where('threadId', '=', from.id)
    .where('kind', '=', 'comment')
    .execute()
  await tx.db
    .updateTable('post')
    .set({ threadId: target.id, kind: asReply ? 'reply' : 'comment', parentId: asReply ? null : there.id })
    .where('id', '=', here.id)
    .execute()
  await retallyPost(tx, there.id)
  await retallyPost(tx, here.id)
  await carryFollowers(tx, from.id, target.id)
  await record(tx, postMoved, {
    subjectId: here.id,
    spaceId: target.spaceId,
    data: {
      threadId: target.id,
      authorId: here.authorId,
      kind: asReply ? 'reply' : 'comment',
      from: from.id,
    },
  })
}

const openingOf = (tx: Ctx, threadId: number) =>
  tx.db
    .selectFrom('post')
    .select(['id', 'authorId'])
    .where('threadId', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirstOrThrow()

// What somebody chose for the one holds for the other, where they have chosen nothing; of what came by itself the louder.
async function carryFollowers(tx: Ctx, from: number, to: number) {
  await sql`insert into thread_follow (thread_id, member_id, level, cause, at)
    select ${to}::bigint, member_id, level, cause, at from thread_follow where thread_id = ${from}
    on conflict (thread_id, member_id) do update set level = excluded.level, cause = excluded.cause, at = excluded.at
      where thread_follow.cause <> 'chosen' and (excluded.cause = 'chosen' or thread_follow.cause = 'wrote')`.execute(tx.db)
}
