/**
 * Counts how many documents hold each word, and how long they are. Now and then, never in the way of a writer: a word's
 * rarity does not change from one post to the next.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { postDocuments } from './postings.ts'
import { type Stat, statOf, unknown } from './stat.ts'
import { weightsOf, weightsOfIndex } from './weights.ts'

// Counted anew when this share of documents has come since the last time.
const growth = 0.05
// Impacts are computed anew when texts have become this much longer or shorter on average.
const drift = 0.2

/** Counts anew if enough has come since, and computes impacts anew if what they rest on has changed. */
export async function keepCounted(ctx: Ctx): Promise<void> {
  const stat = await statOf(ctx)
  const { rows } = await sql<{ newest: number | null }>`select max(id) as newest from search_document`.execute(ctx.db)
  const newest = rows[0]!.newest ?? 0
  if (newest - stat.newestId > stat.documents * growth) await count(ctx)
}

/** How many documents hold each word; and averages, if the impacts no longer fit them. */
export async function count(ctx: Ctx): Promise<void> {
  await sql`update search_lexeme l set documents = counted.documents
    from (select lexeme_id, count(*)::int as documents from search_posting group by lexeme_id) counted
    where counted.lexeme_id = l.id and counted.documents <> l.documents`.execute(ctx.db)
  const [before, now, weights] = [await statOf(ctx), await measure(ctx), weightsOfIndex(await weightsOf(ctx))]
  const stale = (before.weights !== '' && weights !== before.weights) || far(before.saidLength, now.saidLength) || far(before.repliesLength, now.repliesLength)
  const lengths = stale ? { saidLength: now.saidLength, repliesLength: now.repliesLength } : {}
  const row = { documents: now.documents, newestId: now.newestId, countedAt: ctx.now, weights, ...lengths }
  await ctx.db
    .insertInto('searchStat')
    .values({ one: true, ...row })
    .onConflict((clash) => clash.column('one').doUpdateSet(row))
    .execute()
  if (stale) await weighAnew(ctx, now.newestId)
}

const far = (before: number, now: number) => Math.abs(now - before) > drift * before

async function measure({ db }: Ctx) {
  const { rows } = await sql<Omit<Stat, 'weights'>>`
    select count(*)::int as documents, coalesce(max(id), 0) as newest_id,
      coalesce(avg(said_length) filter (where kind in ('question', 'discussion')), ${unknown.saidLength})::float8 as said_length,
      coalesce(avg(replies_length) filter (where replies_length > 0), ${unknown.repliesLength})::float8 as replies_length
    from search_document`.execute(db)
  return rows[0]!
}

const batch = 200

async function weighAnew(ctx: Ctx, newest: number) {
  for (let from = 0; from <= newest; from += batch) {
    const rows = await ctx.db
      .selectFrom('searchDocument')
      .select('id')
      .where('id', '>', from)
      .where('id', '<=', from + batch)
      .execute()
    if (rows.length === 0) continue
    await ctx.db.transaction().execute((db) => postDocuments({ ...ctx, db }, rows.map((row) => row.id)))
  }
}

/** What the engine should know of the tables before they are asked: after much was written at once. */
export async function tidy({ db }: Pick<Ctx, 'db'>): Promise<void> {
  for (const table of ['search_posting', 'search_anchor', 'search_document', 'search_lexeme', 'search_link'])
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(db)
}
