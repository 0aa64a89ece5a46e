/**
 * The end of a run: what the source no longer has is removed here, everything touched is counted and found. Each step
 * can be repeated, so an interrupted end is simply done again.
 */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { sweep } from '#platform/housekeeping.ts'
import { idList } from '#platform/many.ts'
import { authorsOf, tallyMembers, tallyThreads, warmThreads } from '#modules/conversations/index.ts'
import { makeFindable } from './findable.ts'
import type { ItemKind, Run } from './items.ts'
import { pages } from './pages.ts'
import { removeUnseen } from './remove.ts'
import type { Source } from './source.ts'

type Step = 'removing' | 'counting' | 'indexing'
export type OnStep = (step: Step, done: number, of: number) => void

const page = 500

/** @returns how many threads were left although the source no longer has them, because they are too many */
export async function settle(
  ctx: Ctx,
  run: Source,
  { onStep, prune = false }: { onStep: OnStep; prune?: boolean },
): Promise<number> {
  // The embedded database counts its rows only when told to; without, the next queries are planned for empty tables.
  await sql`analyze`.execute(ctx.db)
  const kept = prune ? 0 : await tooMany(ctx, run)
  if (kept === 0) await removeUnseen(ctx, run, onStep)
  const threads = await touchedThreads(ctx, run)
  const people = new Set(await touchedItems(ctx, run, 'member'))
  for (const [index, ids] of pages(threads, page).entries()) {
    await transaction(ctx, (tx) => tallyThreads(tx, ids))
    for (const id of await authorsOf(ctx, ids)) people.add(id)
    onStep('counting', index * page, threads.length)
  }
  const members = [...people]
  for (const ids of pages(members, 4 * page)) await transaction(ctx, (tx) => tallyMembers(tx, ids))
  if (threads.length > 0) await warmThreads(ctx)
  await makeFindable(
    ctx,
    { threads, members, topics: await touchedTopics(ctx, run, threads), spaces: await touchedItems(ctx, run, 'space') },
    onStep,
  )
  await sweep(ctx)
  return kept
}

/**
 * Threads that were not met again, if they are so many that this must be a part of the site or a broken export rather
 * than a later state of it: then nothing is removed.
 */
async function tooMany(ctx: Ctx, { sourceId, run }: Run): Promise<number> {
  const { rows } = await sql<{ missing: number; known: number }>`
    select (count(*) filter (where seen_run < ${run}))::int as missing, count(*)::int as known
    from import_item where source_id = ${sourceId} and kind = 'thread' and digest <> ''`.execute(ctx.db)
  const { missing, known } = rows[0]!
  return missing > 20 && missing > known / 4 ? missing : 0
}

// Touched is what changed in this run, and in those before it that were interrupted and followed by another input: of
// these nothing has been counted or found yet.
async function touchedThreads(ctx: Ctx, { sourceId, state: { since } }: Source): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select local_id as id from import_item where source_id = ${sourceId} and kind in ('thread', 'people') and changed_run >= ${since}
    union select post.thread_id from import_item join post on post.id = local_id
      where source_id = ${sourceId} and import_item.kind in ('post', 'votes') and changed_run >= ${since} order by 1`.execute(ctx.db)
  return rows.map((row) => Number(row.id))
}

async function touchedItems(ctx: Ctx, { sourceId, state: { since } }: Source, kind: ItemKind): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('importItem')
    .select('localId')
    .where('sourceId', '=', sourceId)
    .where('kind', '=', kind)
    .where('changedRun', '>=', since)
    .execute()
  return rows.map((row) => row.localId)
}

async function touchedTopics(ctx: Ctx, run: Source, threads: number[]): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('threadTopic')
    .select('topicId')
    .distinct()
    .where(sql<boolean>`thread_id = any(${idList(threads)})`)
    .execute()
  return [...new Set([...rows.map((row) => row.topicId), ...(await touchedItems(ctx, run, 'topic'))])]
}
