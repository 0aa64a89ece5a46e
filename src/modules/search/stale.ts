/** What has changed and waits to be put in anew: many changes of one thing in a moment are put in once. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'

export type StaleKind = 'thread' | 'member' | 'topic' | 'space'

/** Notes that these have changed. In the transaction of a listener: what is noted is not lost. */
export async function markStale(tx: Ctx, kind: StaleKind, ids: readonly number[]): Promise<void> {
  await sql`insert into search_stale (kind, subject_id, since) select ${kind}, id, ${tx.now}::timestamptz
    from unnest(${idList(ids)}) id order by id on conflict do nothing`.execute(tx.db)
}

/** Takes the oldest of them, for the one who puts them in within the same transaction. */
export async function takeStale(tx: Ctx, kind: StaleKind, most: number): Promise<number[]> {
  const { rows } = await sql<{ subjectId: number }>`
    delete from search_stale where kind = ${kind} and subject_id in (
      select subject_id from search_stale where kind = ${kind} order by since limit ${most} for update skip locked)
    returning subject_id`.execute(tx.db)
  return rows.map((row) => row.subjectId)
}
