/** What a member does with their inbox. Whatever was marked as read can be taken back by the moment it was. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { tellChanged, tellLive } from '#platform/facts.ts'
import { demand, found } from '#platform/problems.ts'
import { inboxChanged } from './live.ts'
import { rules } from './permissions.ts'

export interface MarkedRead {
  /** The moment that undoes it. */
  at: Date
}

export async function readAll(ctx: Ctx): Promise<MarkedRead> {
  await keep(ctx, own(ctx, ctx.now).where('readAt', 'is', null))
  return { at: ctx.now }
}

/** Marks everything that was told about the thread of a notice as read, up to that notice: what came since is still new. */
export async function markRead(ctx: Ctx, id: number): Promise<MarkedRead> {
  const { threadId } = await ownNotice(ctx, id)
  const upToIt = own(ctx, ctx.now).where('readAt', 'is', null).where('id', '<=', id)
  await keep(ctx, threadId === null ? upToIt.where('id', '=', id) : upToIt.where('threadId', '=', threadId))
  return { at: ctx.now }
}

export async function markUnread(ctx: Ctx, id: number): Promise<void> {
  await ownNotice(ctx, id)
  await keep(ctx, own(ctx, null).where('id', '=', id))
}

/** Takes back what was marked as read at that moment. */
export async function unread(ctx: Ctx, at: Date): Promise<void> {
  await keep(ctx, own(ctx, null).where('readAt', '=', at))
}

function own(ctx: Ctx, readAt: Date | null) {
  demand(rules.readInbox(ctx.viewer, undefined))
  return ctx.db.updateTable('notification').set({ readAt }).where('memberId', '=', memberId(ctx)).where('circleId', 'is', null)
}

async function keep(ctx: Ctx, change: ReturnType<typeof own>): Promise<void> {
  await change.execute()
  tellChanged(ctx, [`member:${memberId(ctx)}`])
  await tellLive(ctx, [inboxChanged(memberId(ctx))])
}

async function ownNotice(ctx: Ctx, id: number) {
  demand(rules.readInbox(ctx.viewer, undefined))
  return found(await ctx.db.selectFrom('notification').select('threadId').where('id', '=', id).where('memberId', '=', memberId(ctx)).executeTakeFirst())
}
