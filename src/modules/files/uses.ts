/** What shows a file. Use rows follow what is written: a file is in sight where one of its uses is. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import type { KnownFile } from '#platform/text/index.ts'
import { addressOfFile } from './names.ts'
import { type FileRow, fileRows, isPicture } from './queries.ts'
import { isInSight } from './sight.ts'
import { sizeInWords, typeInWords } from './pages/words.ts'

/** Those of these files that the viewer may put into a text: their own, and what they may see anyway. */
export async function usable(ctx: Ctx, keys: readonly string[]): Promise<KnownFile[]> {
  const rows = await readyFiles(ctx, keys)
  const mine: FileRow[] = []
  for (const row of rows) if (row.ownerId === ctx.viewer.id || (await isInSight(ctx, row.id))) mine.push(row)
  return mine.map(asKnown)
}

/** All of these that there are, for texts that nobody is just writing: imports. */
export const filesKnown = async (ctx: Pick<Ctx, 'db'>, keys: readonly string[]): Promise<KnownFile[]> => (await readyFiles(ctx, keys)).map(asKnown)

/** What something shows already. */
export async function filesOfUse(ctx: Pick<Ctx, 'db'>, kind: string, subjectId: number): Promise<KnownFile[]> {
  const rows = await fileRows(ctx)
    .where('state', '=', 'ready')
    .where((eb) => eb.exists(eb.selectFrom('fileUse').select('fileId').whereRef('fileId', '=', 'file.id').where('kind', '=', kind).where('subjectId', '=', subjectId)))
    .execute()
  return rows.map(asKnown)
}

async function readyFiles(ctx: Pick<Ctx, 'db'>, keys: readonly string[]): Promise<FileRow[]> {
  if (keys.length === 0) return []
  return fileRows(ctx).where('key', 'in', [...keys]).where('state', '=', 'ready').execute()
}

type Shown = Pick<FileRow, 'key' | 'name' | 'type' | 'size' | 'width' | 'height' | 'blur' | 'webp'>

/** As the renderer of texts wants to know it. */
export const asKnown = (file: Shown): KnownFile => ({
  key: file.key,
  address: addressOfFile(file),
  name: file.name,
  note: `${typeInWords(file.type)}, ${sizeInWords(file.size)}`,
  picture: isPicture(file) ? { width: file.width!, height: file.height!, blur: file.blur, widths: file.webp } : null,
})

/** Sets what something shows: what it shows no longer is collected after a while, unless something else shows it. */
export async function keepUses(tx: Ctx, kind: string, subjectId: number, keys: readonly string[]): Promise<void> {
  const before = await tx.db.selectFrom('fileUse').select('fileId').where('kind', '=', kind).where('subjectId', '=', subjectId).execute()
  if (keys.length === 0 && before.length === 0) return
  const now = keys.length === 0 ? [] : await tx.db.selectFrom('file').select('id').where('key', 'in', [...keys]).where('state', '=', 'ready').forUpdate().execute()
  const ids = now.map((row) => row.id)
  const gone = before.map((row) => row.fileId).filter((id) => !ids.includes(id))
  if (gone.length > 0) await tx.db.deleteFrom('fileUse').where('kind', '=', kind).where('subjectId', '=', subjectId).where('fileId', 'in', gone).execute()
  if (ids.length > 0) {
    await tx.db
      .insertInto('fileUse')
      .values(ids.map((fileId) => ({ fileId, kind, subjectId })))
      .onConflict((clash) => clash.doNothing())
      .execute()
  }
  await noteUnused(tx, [...gone, ...ids])
}

/** Since when each of these files is used by nothing. */
export async function noteUnused(tx: Ctx, ids: readonly number[]): Promise<void> {
  await sql`update file set unused_since = case when exists (select 1 from file_use where file_id = file.id) then null else ${tx.now}::timestamptz end
    where id = any(${idList(ids)})`.execute(tx.db)
}
