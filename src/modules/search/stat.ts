/** What is true of the whole index: how many documents there are, how long they are, what impacts were computed with. */
import type { Ctx } from '#platform/ctx.ts'
import type { Lengths } from './impacts.ts'

export interface Stat extends Lengths {
  documents: number
  newestId: number
  weights: string
}

/** Until it was counted for the first time. */
export const unknown: Stat = { documents: 0, newestId: 0, weights: '', saidLength: 120, repliesLength: 200 }

export async function statOf({ db }: Pick<Ctx, 'db'>): Promise<Stat> {
  const row = await db
    .selectFrom('searchStat')
    .select(['documents', 'newestId', 'weights', 'saidLength', 'repliesLength'])
    .executeTakeFirst()
  return row ?? unknown
}
