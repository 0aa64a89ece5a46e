/** What a member says to their own feed: that a thread is not for them, that they want no such feed. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { demand, found } from '#platform/problems.ts'
import { may } from './permissions.ts'
import { threadsInSight } from './sight.ts'

const pace = { max: 60, seconds: 60 }

/** Takes a thread out of the viewer's feed, or puts it back. It is nobody else's business, so no fact says it. */
export async function passThread(ctx: Ctx, id: number, passed: boolean): Promise<{ id: number }> {
  demand(may.keepFeeds(ctx.viewer, undefined))
  await spend(ctx, `pass:${memberId(ctx)}`, pace)
  return transaction(ctx, async (tx) => {
    found(await threadsInSight(tx).select('thread.id').where('thread.id', '=', id).executeTakeFirst())
    const mine = { memberId: memberId(tx), threadId: id }
    if (passed) await tx.db.insertInto('threadPassed').values({ ...mine, at: tx.now }).onConflict((clash) => clash.doNothing()).execute()
    else await tx.db.deleteFrom('threadPassed').where('memberId', '=', mine.memberId).where('threadId', '=', id).execute()
    return { id }
  })
}

export async function chooseForYou(ctx: Ctx, forYou: boolean): Promise<void> {
  demand(may.keepFeeds(ctx.viewer, undefined))
  await transaction(ctx, async (tx) => {
    await tx.db.insertInto('feedChoice').values({ memberId: memberId(tx), forYou })
      .onConflict((clash) => clash.column('memberId').doUpdateSet({ forYou })).execute()
    tellChanged(tx, [`member:${memberId(tx)}`])
  })
}
