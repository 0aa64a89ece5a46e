/**
 * What a member's profile counts. Called by those who own the posts, in the transaction of the change.
 *
 * A guest is shown what stands where everyone may look, a member also what stands where every member may (`inside…`).
 * What stands in closer spaces is counted for nobody: a figure must not tell of what its reader may not see.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { addMany, idList, setMany } from '#platform/many.ts'

export type Counted = 'questionCount' | 'discussionCount' | 'answerCount' | 'acceptedCount' | 'helpfulCount'
type Inside = `inside${Capitalize<Counted>}`

export interface MemberCounts extends Record<Counted | Inside, number> {
  id: number
}

const inside = (name: string) => `inside${name[0]!.toUpperCase()}${name.slice(1)}` as Inside

/** The counters that a change in a space of this level moves. */
function countersOf(name: string, see: string): string[] {
  if (see === 'everyone') return [name, inside(name)]
  return see === 'members' ? [inside(name)] : []
}

/** @param see the level that may see where it happened */
export async function count(
  tx: Ctx,
  id: number,
  see: string,
  changes: Partial<Record<Counted, number>>,
): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(changes).flatMap(([name, by]) =>
      countersOf(name, see).map((counter) => [counter, sql`${sql.ref(counter)} + ${by}`]),
    ),
  )
  if (Object.keys(set).length === 0) return
  await tx.db
    .updateTable('member')
    .set(set as never)
    .where('id', '=', id)
    .execute()
}

/** Holds members until the transaction ends, always in the same order, so that two who count never wait in a circle. */
export async function holdMembers(tx: Ctx, ids: readonly number[]): Promise<void> {
  await sql`select id from member where id = any(${idList(ids)}) order by id for update`.execute(tx.db)
}

export const setMemberCounts = (tx: Ctx, rows: readonly MemberCounts[]) => setMany(tx, 'member', rows)

/** Adds to what these members count, or with -1 takes it away. */
export const addMemberCounts = (tx: Ctx, rows: readonly MemberCounts[], by: 1 | -1) => addMany(tx, 'member', rows, by)
