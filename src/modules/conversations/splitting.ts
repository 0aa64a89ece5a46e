/** One thread becomes two. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand } from '#platform/problems.ts'
import { slugOf } from '#modules/spaces/index.ts'
import { clearMark } from './acceptance.ts'
import { linkThreads } from './asks.ts'
import { giveCredit, takeCredit } from './credit.ts'
import { postMoved, threadSplit, threadStarted } from './facts.ts'
import { followQuietly } from './follows.ts'
import { may } from './permissions.ts'
import { carryReads } from './read-lines.ts'
import { type HeldThread, holdThread } from './sight.ts'
import { retally } from './tally.ts'

/** Makes a new thread of some answers or replies: the first of them opens it, the others follow, comments go along. */
export async function splitThread(ctx: Ctx, id: number, title: string, postIds: readonly number[]) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.reshape(tx.viewer, thread))
    const posts = await tx.db
      .selectFrom('post')
      .selectAll()
      .where('threadId', '=', id)
      .where('id', 'in', [...postIds])
      .where('kind', 'in', ['answer', 'reply'])
      .where('removedAt', 'is', null)
      .orderBy('createdAt')
      .orderBy('id')
      .forUpdate()
      .execute()
    const first = posts[0]
    if (!first) throw new Conflict('conversations:problem.choosePosts')
    await takeCredit(tx, [id])
    if (posts.some((post) => post.id === thread.acceptedPostId)) await clearMark(tx, thread)
    const added = await tx.db
      .insertInto('thread')
      .values({
        kind: thread.kind,
        spaceId: thread.spaceId,
        authorId: first.authorId,
        title,
        slug: slugOf(title) || thread.kind,
        createdAt: first.createdAt,
        activeAt: tx.now,
      })
      .returning(['id', 'slug'])
      .executeTakeFirstOrThrow()
    await takePosts(tx, thread, added.id, posts)
    await carryReads(tx, id, added.id)
    await followQuietly(tx, added.id, first.authorId, 'asked')
    for (const id of new Set(posts.map(({ authorId }) => authorId))) await followQuietly(tx, added.id, id, 'wrote')
    await retally(tx, id)
    await retally(tx, added.id)
    await giveCredit(tx, [id, added.id])
    await linkThreads(tx, added.id, id, 'split')
    await record({ ...tx, viewer: { ...tx.viewer, id: first.authorId } }, threadStarted, {
      subjectId: added.id,
      spaceId: thread.spaceId,
      data: { kind: thread.kind },
    })
    await record(tx, threadSplit, {
      subjectId: added.id,
      spaceId: thread.spaceId,
      data: { from: id, posts: posts.length },
    })
    return { id: added.id, kind: thread.kind, slug: added.slug }
  })
}

async function takePosts(
  tx: Ctx,
  thread: HeldThread,
  to: number,
  posts: { id: number; authorId: number; kind: string }[],
) {
  const ids = posts.map((post) => post.id)
  await tx.db
    .updateTable('post')
    .set({ threadId: to })
    .where((eb) => eb.or([eb('id', 'in', ids), eb('parentId', 'in', ids)]))
    .execute()
  await tx.db.updateTable('post').set({ kind: 'opening' }).where('id', '=', ids[0]!).execute()
  for (const post of posts) {
    await record(tx, postMoved, {
      subjectId: post.id,
      spaceId: thread.spaceId,
      data: { threadId: to, authorId: post.authorId, kind: post.kind as 'answer', from: thread.id },
    })
  }
}
