/** Long work that a page started: the page looks here how far it is. */
import type { Ctx } from '#platform/ctx.ts'

export interface Undertaking {
  done: number
  total: number
  note: string
  startedAt: Date
  finishedAt: Date | null
  failure: string | null
}

export const undertaking = (ctx: Pick<Ctx, 'db'>, key: string): Promise<Undertaking | undefined> =>
  ctx.db
    .selectFrom('undertaking')
    .select(['done', 'total', 'note', 'startedAt', 'finishedAt', 'failure'])
    .where('key', '=', key)
    .executeTakeFirst()

const fresh = { done: 0, total: 0, note: '', finishedAt: null, failure: null }

/** Does the work and keeps its progress; a failure is kept too, and thrown on. */
export async function undertake(ctx: Ctx, key: string, work: (tell: Tell) => Promise<void>): Promise<void> {
  const row = { key, ...fresh, startedAt: new Date() }
  await ctx.db
    .insertInto('undertaking')
    .values(row)
    .onConflict((clash) => clash.column('key').doUpdateSet(row))
    .execute()
  const note = (change: Partial<Omit<Undertaking, 'startedAt'>>) =>
    ctx.db.updateTable('undertaking').set(change).where('key', '=', key).execute()
  try {
    await work(async (progress) => {
      await note(progress)
    })
    await note({ finishedAt: new Date() })
  } catch (error) {
    await note({ finishedAt: new Date(), failure: String((error as Error).message).slice(0, 500) })
    throw error
  }
}

export type Tell = (progress: { done?: number; total?: number; note?: string }) => Promise<void>
