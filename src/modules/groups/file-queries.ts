/** Files of a group: what is pinned in it, and what its threads show. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { addressOfFile, sizeInWords, typeInWords } from '#modules/files/index.ts'
import { type Person, person } from '#modules/members/index.ts'

export interface GroupFile {
  id: number
  key: string
  name: string
  type: string
  stored: number
  /** Null of what is no picture. */
  width: number | null
  madeAt: Date
  address: string
  /** What it is and how large. */
  words: string
  owner: Person
  /** The post that shows it; null for one that is only pinned. */
  post: { id: number; title: string } | null
}

type Row = Omit<GroupFile, 'address' | 'words'>

/** Shown by a post of the group that stands. Of a query on `file`. */
export const isInThreads = (spaceId: number) => sql<boolean>`exists (${postsWith(spaceId)})`

const postsWith = (spaceId: number) => sql`select post.id, thread.title from file_use u join post on post.id = u.subject_id join thread on thread.id = post.thread_id left join post above on above.id = post.parent_id
  where u.file_id = file.id and u.kind = 'post' and thread.space_id = ${spaceId} and thread.removed_at is null and post.removed_at is null and above.removed_at is null`

const columns = (spaceId: number) => sql`file.id::float8 as id, file.key, file.name, file.type, file.stored::float8 as stored, file.width, file.made_at, ${person('file.owner_id')} as owner,
  (select json_build_object('id', shown.id, 'title', shown.title) from (${postsWith(spaceId)} order by post.id limit 1) shown) as post`

const withAddress = (row: Row): GroupFile => ({ ...row, address: addressOfFile(row), words: `${typeInWords(row.type)}, ${sizeInWords(row.stored)}` })

/** In the order of those who look after it. */
export async function pinnedFiles(ctx: Pick<Ctx, 'db'>, spaceId: number, most = 50): Promise<GroupFile[]> {
  const { rows } = await sql<Row>`select ${columns(spaceId)} from group_file join file on file.id = group_file.file_id
    where group_file.space_id = ${spaceId} and unpinned_at is null and state = 'ready' order by group_file.position limit ${most}`.execute(ctx.db)
  return rows.map(withAddress)
}

export const kindsOfFiles = ['all', 'pictures', 'others'] as const
export type KindOfFiles = (typeof kindsOfFiles)[number]

const isOf: Record<KindOfFiles, RawBuilder<boolean>> = { all: sql`true`, pictures: sql`file.width is not null`, others: sql`file.width is null` }

const page = 24

/** What the group's threads show, the newest first. */
export async function threadFiles(ctx: Pick<Ctx, 'db'>, spaceId: number, { q, kind, older }: { q: string; kind: KindOfFiles; older?: Key | undefined }): Promise<Paged<GroupFile>> {
  const like = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`select ${columns(spaceId)} from file
    where state = 'ready' and ${isInThreads(spaceId)} and ${isOf[kind]} and lower(file.name) like ${like}
      ${older ? sql`and (date_trunc('milliseconds', file.made_at), file.id) < (${new Date(older.sort)}, ${older.id})` : sql``}
    order by date_trunc('milliseconds', file.made_at) desc, file.id desc limit ${page + 1}`.execute(ctx.db)
  return paged(rows.map(withAddress), page, (row) => ({ sort: row.madeAt.getTime(), id: row.id }))
}
