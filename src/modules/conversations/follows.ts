/** Following a thread: whoever follows is told of what is new in it. Asking, answering and commenting follow by themselves. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { threadFollowed, threadUnfollowed } from './facts.ts'
import { may } from './permissions.ts'
import { holdThread } from './sight.ts'

export async function follow(ctx: Ctx, threadId: number, wanted: boolean) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, threadId)
    demand(may.follow(tx.viewer, thread))
    const changed = wanted ? await followQuietly(tx, threadId, memberId(tx)) : await unfollow(tx, threadId)
    if (changed)
      await record(tx, wanted ? threadFollowed : threadUnfollowed, {
        subjectId: threadId,
        spaceId: thread.spaceId,
        data: {},
      })
    return { id: threadId, kind: thread.kind, slug: thread.slug, following: wanted }
  })
}

/** @returns true when this member did not follow before */
export async function followQuietly(tx: Ctx, threadId: number, id: number): Promise<boolean> {
  const added = await tx.db
    .insertInto('threadFollow')
    .values({ threadId, memberId: id, at: tx.now })
    .onConflict((clash) => clash.doNothing())
    .returning('memberId')
    .executeTakeFirst()
  return added !== undefined
}

async function unfollow(tx: Ctx, threadId: number): Promise<boolean> {
  const gone = await tx.db
    .deleteFrom('threadFollow')
    .where('threadId', '=', threadId)
    .where('memberId', '=', memberId(tx))
    .returning('memberId')
    .executeTakeFirst()
  return gone !== undefined
}
