/** Who hears of something in a thread, and why: only members who may see it now. */
import { sql } from 'kysely'
import type { Ctx, Level } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import type { Reason } from '#modules/notifications/index.ts'
import { seesSpace } from '#modules/spaces/index.ts'
import { heard, rank } from './heard.ts'
import type { FollowLevel } from './shapes.ts'

export interface Hearer {
  id: number
  /** They have muted the thread, or who wrote. */
  muted: boolean
  /** What they watch that this belongs to; null when they are only meant by it. */
  watches: Reason | null
}

interface About {
  thread: { id: number; authorId: number; spaceId: number; see: Level }
  /** Who wrote. */
  by: number
  /** Members who are meant by it, whatever they follow. */
  meant: readonly number[]
}

interface Row {
  id: number
  rank: number
  reasonKind: Reason['kind'] | null
  reasonId: number | null
  /** What they set for who wrote. */
  toward: FollowLevel | null
}

/** All who set something around the thread or for its writer, and all who are meant; never the writer. */
export async function hearersOf(ctx: Ctx, { thread, by, meant }: About): Promise<Hearer[]> {
  const { rows } = await sql<Row>`
    with heard as (${heard({ id: sql`${thread.id}::bigint`, author: sql`${thread.authorId}::bigint`, space: sql`${thread.spaceId}::bigint` })}),
      toward as (select member_id, level from follow where kind = 'member' and subject_id = ${by}),
      known as (select member_id from heard union select member_id from toward union select unnest(${idList(meant)}))
    select member.id::float8 as id, coalesce(heard.rank, ${sql.lit(rank.normal)}) as rank, heard.reason_kind, heard.reason_id::float8 as reason_id, toward.level as toward
    from known join member on member.id = known.member_id
      left join heard on heard.member_id = member.id left join toward on toward.member_id = member.id
    where member.id <> ${by} and ${seesSpace({ id: thread.spaceId, see: thread.see })} and member.removed_at is null and member.suspended_at is null
    order by member.id`.execute(ctx.db)
  return rows.map((row) => hearer(row, by))
}

function hearer({ id, rank: heardAt, reasonKind, reasonId, toward }: Row, by: number): Hearer {
  const muted = heardAt === rank.muted || toward === 'muted'
  const watched: Reason | null = heardAt === rank.watching && reasonKind && reasonId !== null ? { kind: reasonKind, id: reasonId } : null
  return { id, muted, watches: muted ? null : (watched ?? (toward === 'watching' ? { kind: 'member', id: by } : null)) }
}
