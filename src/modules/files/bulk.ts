/** Many files at once, for imports. Their bytes are put into the store by the caller. */
import type { Ctx } from '#platform/ctx.ts'
import { sql } from 'kysely'
import { idList, putMany, textList } from '#platform/many.ts'
import { noteUnused } from './uses.ts'

export interface FileColumns {
  key: string
  ownerId: number
  state: 'ready'
  name: string
  type: string
  size: number
  received: number
  stored: number
  width: number | null
  height: number | null
  blur: string
  webp: number[]
  avif: number[]
  madeAt: Date
  unusedSince: Date | null
}

/** What is there already stays as it is: a key is of one file for ever. */
export const putFiles = (tx: Ctx, rows: readonly FileColumns[]) => putMany(tx, 'file', rows, { skip: true })

/** Replaces what these things show. */
export async function putUses(tx: Ctx, kind: string, subjects: readonly { id: number; keys: readonly string[] }[]): Promise<void> {
  const ids = subjects.map(({ id }) => id)
  const { rows: gone } = await sql<{ fileId: number }>`delete from file_use where kind = ${kind} and subject_id = any(${idList(ids)}) returning file_id`.execute(tx.db)
  const keys = [...new Set(subjects.flatMap((each) => each.keys))]
  const found = keys.length === 0 ? [] : await tx.db.selectFrom('file').select(['id', 'key']).where(sql<boolean>`key = any(${textList(keys)})`).execute()
  const byKey = new Map(found.map((row) => [row.key, row.id]))
  const rows = subjects.flatMap(({ id, keys: shown }) => shown.flatMap((key) => (byKey.has(key) ? [{ fileId: byKey.get(key)!, kind, subjectId: id }] : [])))
  await putMany(tx, 'fileUse', rows, { skip: true })
  const changed = [...new Set([...gone.map((row) => Number(row.fileId)), ...rows.map((row) => row.fileId)])]
  if (changed.length > 0) await noteUnused(tx, changed)
}
