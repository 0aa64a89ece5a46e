/** Drafts: what somebody is writing, kept on the server so that it waits on every device. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { demand, Outdated } from '#platform/problems.ts'
import { may } from './permissions.ts'

export interface Draft {
  place: string
  title: string
  body: string
  details: Record<string, unknown>
  version: number
  updatedAt: Date
}

interface Typed {
  title: string
  body: string
  details: Record<string, unknown>
  /** The version that this browser has; 0 when it has none. */
  version: number
}

/** Keeps a draft. When another device saved meanwhile, refuses with what is stored, so that no text is lost. */
export async function keepDraft(ctx: Ctx, place: string, typed: Typed): Promise<{ version: number; updatedAt: Date }> {
  demand(may.keepDrafts(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    const before = await tx.db.selectFrom('draft').selectAll().where('memberId', '=', memberId(tx)).where('place', '=', place).forUpdate().executeTakeFirst()
    if (before && before.version !== typed.version && before.body !== typed.body) {
      throw new Outdated({ version: before.version, title: before.title, body: before.body })
    }
    const row = { title: typed.title, body: typed.body, details: JSON.stringify(typed.details), version: (before?.version ?? 0) + 1, updatedAt: tx.now }
    return tx.db.insertInto('draft').values({ memberId: memberId(tx), place, ...row })
      .onConflict((clash) => clash.columns(['memberId', 'place']).doUpdateSet(row)).returning(['version', 'updatedAt']).executeTakeFirstOrThrow()
  })
}

export async function draftAt(ctx: Ctx, place: string): Promise<Draft | null> {
  if (ctx.viewer.id === null) return null
  const row = await ctx.db.selectFrom('draft').selectAll().where('memberId', '=', ctx.viewer.id).where('place', '=', place).executeTakeFirst()
  return row ? { ...row, details: row.details as Record<string, unknown> } : null
}

export async function dropDraft(tx: Ctx, place: string): Promise<void> {
  if (tx.viewer.id === null) return
  await tx.db.deleteFrom('draft').where('memberId', '=', tx.viewer.id).where('place', '=', place).execute()
}
