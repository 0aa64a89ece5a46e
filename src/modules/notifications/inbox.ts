/** What a member does with their inbox. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { rules } from './permissions.ts'

export async function readAll(ctx: Ctx): Promise<void> {
  demand(rules.readInbox(ctx.viewer, undefined))
  await ctx.db.updateTable('notification').set({ readAt: ctx.now }).where('memberId', '=', memberId(ctx)).where('readAt', 'is', null).execute()
  tellChanged(ctx, [`member:${memberId(ctx)}`])
}
