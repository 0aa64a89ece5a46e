/** Helpful votes and "I have this too". Saying it twice says it once; counts are exact under races. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { demand } from '#platform/problems.ts'
import { credit } from './credit.ts'
import { postUnvoted, postVoted, threadJoined, threadLeft } from './facts.ts'
import { may } from './permissions.ts'
import { type PostRef, refTo } from './posts.ts'
import { type HeldPost, holdPost, holdThread } from './sight.ts'

export interface Voted extends PostRef {
  helpfulCount: number
  mine: boolean
}

export async function voteHelpful(ctx: Ctx, postId: number): Promise<Voted> {
  await spend(ctx, `vote:${ctx.viewer.id}`, { max: 200, seconds: 86_400 })
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, postId)
    demand(may.vote(tx.viewer, post), 'conversations:problem.mayNotVote')
    const added = await tx.db
      .insertInto('vote')
      .values({ postId, memberId: memberId(tx), value: 1, at: tx.now })
      .onConflict((clash) => clash.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) await change(tx, post, 1)
    return shown(tx, post, true)
  })
}

export async function unvote(ctx: Ctx, postId: number): Promise<Voted> {
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, postId)
    demand(may.vote(tx.viewer, post), 'conversations:problem.mayNotVote')
    const gone = await tx.db
      .deleteFrom('vote')
      .where('postId', '=', postId)
      .where('memberId', '=', memberId(tx))
      .returning('id')
      .executeTakeFirst()
    if (gone) await change(tx, post, -1)
    return shown(tx, post, false)
  })
}

async function change(tx: Ctx, post: HeldPost, by: 1 | -1) {
  await tx.db
    .updateTable('post')
    .set({ helpfulCount: sql`helpful_count + ${by}`, score: sql`score + ${by}` })
    .where('id', '=', post.id)
    .execute()
  if (post.kind === 'opening')
    await tx.db
      .updateTable('thread')
      .set({ helpfulCount: sql`helpful_count + ${by}` })
      .where('id', '=', post.threadId)
      .execute()
  await credit(tx, post.authorId, post.thread, { helpfulCount: by })
  const about = { threadId: post.threadId, authorId: post.authorId, kind: post.kind }
  if (by === 1)
    await record(tx, postVoted, {
      subjectId: post.id,
      spaceId: post.thread.spaceId,
      data: { ...about, value: 1 },
    })
  else await record(tx, postUnvoted, { subjectId: post.id, spaceId: post.thread.spaceId, data: about })
}

async function shown(tx: Ctx, post: HeldPost, mine: boolean): Promise<Voted> {
  const { helpfulCount } = await tx.db
    .selectFrom('post')
    .select('helpfulCount')
    .where('id', '=', post.id)
    .executeTakeFirstOrThrow()
  return { ...refTo(post), helpfulCount, mine }
}

export interface SameShown {
  id: number
  kind: 'question' | 'discussion'
  slug: string
  sameCount: number
  mine: boolean
}

/** "I have this too", said or taken back. */
export async function sayMeToo(ctx: Ctx, threadId: number, said: boolean): Promise<SameShown> {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, threadId)
    demand(may.sayMeToo(tx.viewer, thread), 'conversations:problem.mayNotSayMeToo')
    const row = { threadId, memberId: memberId(tx) }
    const changed = said
      ? await tx.db
          .insertInto('threadSame')
          .values({ ...row, at: tx.now })
          .onConflict((clash) => clash.doNothing())
          .returning('memberId')
          .executeTakeFirst()
      : await tx.db
          .deleteFrom('threadSame')
          .where('threadId', '=', threadId)
          .where('memberId', '=', row.memberId)
          .returning('memberId')
          .executeTakeFirst()
    const { sameCount } = await tx.db
      .updateTable('thread')
      .set({ sameCount: sql`same_count + ${changed ? (said ? 1 : -1) : 0}` })
      .where('id', '=', threadId)
      .returning('sameCount')
      .executeTakeFirstOrThrow()
    if (changed)
      await record(tx, said ? threadJoined : threadLeft, {
        subjectId: threadId,
        spaceId: thread.spaceId,
        data: {},
      })
    return { id: threadId, kind: thread.kind, slug: thread.slug, sameCount, mine: said }
  })
}
