/** Whether others are told that a member reads or writes just now: a choice of theirs. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { demand } from '#platform/problems.ts'
import { may } from './permissions.ts'

export async function showsPresence({ db }: Pick<Ctx, 'db'>, { id }: Pick<Ctx['viewer'], 'id'>): Promise<boolean> {
  if (id === null) return false
  const row = await db.selectFrom('member').select('showsPresence').where('id', '=', id).executeTakeFirst()
  return row?.showsPresence ?? false
}

/** Those of these members who do. */
export async function presenceOf({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db.selectFrom('member').select('id').where('id', 'in', [...new Set(ids)]).where('showsPresence', '=', true).execute()
  return new Set(rows.map((row) => row.id))
}

export async function choosePresence(ctx: Ctx, shown: boolean): Promise<void> {
  const id = memberId(ctx)
  demand(may.editProfile(ctx.viewer, { id }))
  await ctx.db.updateTable('member').set({ showsPresence: shown }).where('id', '=', id).execute()
}
