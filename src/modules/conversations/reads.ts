/** What a member has read. Everything newer than their mark on a thread, or than their line, is new to them. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'

/** Marks a thread as read up to now; a mark never moves back. */
export async function markRead(ctx: Ctx, threadId: number): Promise<void> {
  if (ctx.viewer.id === null) return
  const row = { memberId: ctx.viewer.id, threadId, readAt: ctx.now }
  await ctx.db
    .insertInto('threadRead')
    .values(row)
    .onConflict((clash) =>
      clash
        .columns(['memberId', 'threadId'])
        .doUpdateSet({ readAt: sql`greatest(thread_read.read_at, excluded.read_at)` }),
    )
    .execute()
}

/** Everything up to now counts as read. */
export async function markAllRead(ctx: Ctx): Promise<void> {
  await transaction(ctx, async (tx) => {
    await tx.db
      .insertInto('readLine')
      .values({ memberId: memberId(tx), at: tx.now })
      .onConflict((clash) => clash.column('memberId').doUpdateSet({ at: tx.now }))
      .execute()
    await tx.db
      .deleteFrom('threadRead')
      .where('memberId', '=', memberId(tx))
      .where('readAt', '<=', tx.now)
      .execute()
  })
}
