/** Reads of files. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'

export interface FileRow {
  id: number
  key: string
  ownerId: number
  state: string
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
}

const columns = ['id', 'key', 'ownerId', 'state', 'name', 'type', 'size', 'received', 'stored', 'width', 'height', 'blur', 'webp', 'avif', 'madeAt'] as const

export const fileRows = (ctx: Pick<Ctx, 'db'>) => ctx.db.selectFrom('file').select(columns)

export const fileByKey = (ctx: Pick<Ctx, 'db'>, key: string): Promise<FileRow | undefined> => fileRows(ctx).where('key', '=', key).executeTakeFirst()

export const isPicture = (file: Pick<FileRow, 'width'>) => file.width !== null

export interface OwnFile extends FileRow {
  uses: number
}

const listed = 200

export async function ownFiles(ctx: Ctx): Promise<OwnFile[]> {
  return fileRows(ctx)
    .select(sql<number>`(select count(*) from file_use where file_id = file.id)::int`.as('uses'))
    .where('ownerId', '=', memberId(ctx))
    .where('state', '=', 'ready')
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(listed)
    .execute()
}

/** What a member has here, with what is on its way, in bytes. */
export async function roomTaken(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('file')
    .select(sql<number>`coalesce(sum(case state when 'ready' then stored else size end), 0)::float8`.as('taken'))
    .where('ownerId', '=', memberId(ctx))
    .executeTakeFirstOrThrow()
  return row.taken
}

/** Of the whole community, for those who run it. */
export async function fileTotals(ctx: Pick<Ctx, 'db'>): Promise<{ count: number; bytes: number }> {
  return ctx.db
    .selectFrom('file')
    .select([sql<number>`count(*)::int`.as('count'), sql<number>`coalesce(sum(stored), 0)::float8`.as('bytes')])
    .where('state', '=', 'ready')
    .executeTakeFirstOrThrow()
}
