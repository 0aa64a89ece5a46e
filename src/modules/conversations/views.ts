/** Views of threads, counted in memory and written in batches: a read must not wait for a write. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { threadViewed } from './facts.ts'

const waiting = new Map<number, { views: number; members: number }>()

// Crawlers read on their own account.
const robots = /bot|crawl|spider|slurp|preview|curl|wget|python|http-client/i

export function noteView(ctx: Ctx, threadId: number, agent: string): void {
  if (robots.test(agent)) return
  const so = waiting.get(threadId) ?? { views: 0, members: 0 }
  waiting.set(threadId, { views: so.views + 1, members: so.members + (ctx.viewer.id === null ? 0 : 1) })
}

/** Writes what has been counted since the last time: one statement for the counters, one fact a thread. */
export async function writeViews(ctx: Ctx): Promise<void> {
  if (waiting.size === 0) return
  const batch = [...waiting]
  waiting.clear()
  await transaction(ctx, async (tx) => {
    const counts = sql.join(batch.map(([id, { views }]) => sql`(${id}::bigint, ${views}::int)`))
    const { rows } = await sql<{ id: number }>`
      update thread set view_count = view_count + told.views from (values ${counts}) as told (id, views)
      where thread.id = told.id returning thread.id`.execute(tx.db)
    const there = new Set(rows.map((row) => Number(row.id)))
    for (const [id, counted] of batch)
      if (there.has(id)) await record(tx, threadViewed, { subjectId: id, data: counted })
  })
}
