/** The language in which a member is spoken to: by pages, by mails, by everything that is drawn for them. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { may } from './permissions.ts'

/** @param language null follows the browser, and the community where no browser asks */
export async function chooseLanguage(ctx: Ctx, language: string | null): Promise<void> {
  const id = memberId(ctx)
  demand(may.editProfile(ctx.viewer, { id }))
  await ctx.db.updateTable('member').set({ language }).where('id', '=', id).execute()
  // Who a session belongs to is remembered for a moment, with what they chose.
  tellChanged(ctx, ['sessions'])
}
