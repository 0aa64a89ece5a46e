/** What a member's profile counts. Called by those who own the posts, in the transaction of the change. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'

export type Counted = 'questionCount' | 'discussionCount' | 'answerCount' | 'acceptedCount' | 'helpfulCount'

export async function count(tx: Ctx, id: number, changes: Partial<Record<Counted, number>>): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(changes).map(([name, by]) => [name, sql`${sql.ref(name)} + ${by}`]),
  )
  if (Object.keys(set).length === 0) return
  await tx.db
    .updateTable('member')
    .set(set as never)
    .where('id', '=', id)
    .execute()
}
