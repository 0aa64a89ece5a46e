/**
 * Facts of the past, for imports: written in bulk with the time they happened, in the transaction of their change. No
 * listener hears them: nobody wants a letter about an answer of six years ago.
 */
import type { z } from 'zod'
import type { Ctx } from './ctx.ts'
import type { FactKind } from './facts.ts'
import { putMany } from './many.ts'

export interface Past<Data = unknown> {
  actorId: number | null
  subjectId: number
  spaceId: number | null
  at: Date
  data: Data
}

export async function recordPast<Kind extends FactKind>(
  tx: Ctx,
  kind: Kind,
  happened: readonly Past<z.input<Kind['data']>>[],
): Promise<void> {
  if (!tx.db.isTransaction) throw new Error(`${kind.name} must be recorded in the transaction of its change`)
  // The oldest first: readers of the log take the order of ids as the order of time where they can.
  const sorted = happened.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  await putMany(
    tx,
    'fact',
    sorted.map((each) => ({ name: kind.name, ...each, data: kind.data.parse(each.data) as object })),
  )
}
