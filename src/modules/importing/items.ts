/** What is known of the things of a source: which thing here each is, and how it looked when it came. */
import type { Ctx } from '#platform/ctx.ts'
import { idList, putMany, textList } from '#platform/many.ts'
import { sql } from 'kysely'

export type ItemKind = 'member' | 'space' | 'topic' | 'thread' | 'post' | 'votes' | 'history' | 'people' | 'link' | 'redirect'

export interface Item {
  localId: number
  digest: string
  seenRun: number
  version: number
}

export interface NewItem {
  kind: ItemKind
  foreignId: string
  localId: number
  digest: string
  version?: number
}

export interface Run {
  sourceId: number
  run: number
}

export async function itemsOf(
  ctx: Pick<Ctx, 'db'>,
  { sourceId }: Run,
  kind: ItemKind,
  ids: readonly string[],
): Promise<Map<string, Item>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('importItem')
    .select(['foreignId', 'localId', 'digest', 'seenRun', 'version'])
    .where('sourceId', '=', sourceId)
    .where('kind', '=', kind)
    .where(sql<boolean>`foreign_id = any(${textList(ids)})`)
    .execute()
  return new Map(rows.map(({ foreignId, ...item }) => [foreignId, item]))
}

/** Writes down things as they are now; `changedRun` marks them as touched by this run. */
export async function putItems(tx: Ctx, { sourceId, run }: Run, items: readonly NewItem[]): Promise<void> {
  const rows = items.map((item) => ({ sourceId, ...item, version: item.version ?? 1, seenRun: run, changedRun: run }))
  await putMany(tx, 'importItem', rows, { key: ['sourceId', 'kind', 'foreignId'] })
}

/** Notes that these were met again, as they were. */
export async function markSeen(tx: Ctx, { sourceId, run }: Run, kind: ItemKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable('importItem')
    .set({ seenRun: run })
    .where('sourceId', '=', sourceId)
    .where('kind', '=', kind)
    .where(sql<boolean>`foreign_id = any(${textList(ids)})`)
    .execute()
}

/** Which of these things here came from the source. */
export async function ownedBy(
  ctx: Pick<Ctx, 'db'>,
  { sourceId }: Run,
  kind: ItemKind,
  localIds: readonly number[],
): Promise<Map<number, string>> {
  if (localIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('importItem')
    .select(['foreignId', 'localId'])
    .where('kind', '=', kind)
    .where(sql<boolean>`local_id = any(${idList(localIds)})`)
    .where('sourceId', '=', sourceId)
    .execute()
  return new Map(rows.map((row) => [row.localId, row.foreignId]))
}
