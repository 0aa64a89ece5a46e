/** What a member does with their inbox. Whatever was marked as read can be taken back by the moment it was. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { demand, found } from '#platform/problems.ts'
import { rules } from './permissions.ts'

export interface MarkedRead {
  /** The moment that undoes it. */
  at: Date
}

export async function readAll(ctx: Ctx): Promise<MarkedRead> {
  return mark(ctx, (own) => own)
}

/** Marks everything that was told about the thread of a notice as read, up to that notice: what came since is still new. */
export async function markRead(ctx: Ctx, id: number): Promise<MarkedRead> {
  const { threadId } = await ownNotice(ctx, id)
  return mark(ctx, (own) => (threadId === null ? own.where('id', '=', id) : own.where('threadId', '=', threadId).where('id', '<=', id)))
}

export async function markUnread(ctx: Ctx, id: number): Promise<void> {
  await ownNotice(ctx, id)
  await ctx.db.updateTable('notification').set({ readAt: null }).where('id', '=', id).execute()
  tellChanged(ctx, [`member:${memberId(ctx)}`])
}

/** Takes back what was marked as read at that moment. */
export async function unread(ctx: Ctx, at: Date): Promise<void> {
  demand(rules.readInbox(ctx.viewer, undefined))
  await ctx.db.updateTable('notification').set({ readAt: null }).where('memberId', '=', memberId(ctx)).where('readAt', '=', at).execute()
  tellChanged(ctx, [`member:${memberId(ctx)}`])
}

const unreadOf = (ctx: Ctx) =>
  ctx.db.updateTable('notification').set({ readAt: ctx.now }).where('memberId', '=', memberId(ctx)).where('readAt', 'is', null)

async function mark(ctx: Ctx, which: (own: ReturnType<typeof unreadOf>) => ReturnType<typeof unreadOf>): Promise<MarkedRead> {
  demand(rules.readInbox(ctx.viewer, undefined))
  await which(unreadOf(ctx)).execute()
  tellChanged(ctx, [`member:${memberId(ctx)}`])
  return { at: ctx.now }
}

async function ownNotice(ctx: Ctx, id: number) {
  demand(rules.readInbox(ctx.viewer, undefined))
  return found(await ctx.db.selectFrom('notification').select('threadId').where('id', '=', id).where('memberId', '=', memberId(ctx)).executeTakeFirst())
}
