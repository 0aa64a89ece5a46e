/** Marking everything, or a whole space, as read; and taking that back. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { idList } from '#platform/many.ts'
import { demand } from '#platform/problems.ts'
import { spaceShown, spaceWithChildren } from '#modules/spaces/index.ts'
import { may } from './permissions.ts'

export interface MarkWish {
  /** The slug of a space: it and those below. Without it everything. */
  space?: string | undefined
  /** When the page was drawn from which it is marked: what came later stays new. */
  until?: Date | undefined
}

/** @returns the moment by which it can be taken back */
export async function markAllRead(ctx: Ctx, { space, until }: MarkWish = {}): Promise<Date> {
  demand(may.markRead(ctx.viewer, undefined))
  const at = until && until < ctx.now ? until : ctx.now
  await transaction(ctx, async (tx) => {
    if (space === undefined) await drawLine(tx, at)
    else await drawSpaceLines(tx, await spacesOf(tx, space), at)
    tellChanged(tx, [`member:${memberId(tx)}`])
  })
  return at
}

async function drawLine(tx: Ctx, at: Date): Promise<void> {
  await sql`insert into read_line (member_id, at) values (${memberId(tx)}, ${at})
    on conflict (member_id) do update set before = read_line.at, at = excluded.at where read_line.at < excluded.at`.execute(tx.db)
}

async function drawSpaceLines(tx: Ctx, spaceIds: readonly number[], at: Date): Promise<void> {
  await sql`insert into space_read (member_id, space_id, at) select ${memberId(tx)}, id, ${at} from unnest(${idList(spaceIds)}) id
    on conflict (member_id, space_id) do update set before = space_read.at, at = excluded.at where space_read.at < excluded.at`.execute(tx.db)
}

const spacesOf = async (ctx: Ctx, slug: string) => spaceWithChildren(ctx, (await spaceShown(ctx, { slug })).id)

/** What was read before, is; what was not, is new again. Only of the marking of this moment. */
export async function takeBackMark(ctx: Ctx, at: Date, space?: string): Promise<void> {
  demand(may.markRead(ctx.viewer, undefined))
  await transaction(ctx, async (tx) => {
    const mine = sql`member_id = ${memberId(tx)} and at = ${at}`
    const [table, of] = space === undefined ? [sql`read_line`, mine] : [sql`space_read`, sql`${mine} and space_id = any(${idList(await spacesOf(tx, space))})`]
    await sql`delete from ${table} where ${of} and before is null`.execute(tx.db)
    await sql`update ${table} set at = before, before = null where ${of}`.execute(tx.db)
    tellChanged(tx, [`member:${memberId(tx)}`])
  })
}

/** A thread that goes to another space takes along up to where it was read by marking the old one. */
export async function carryLines(tx: Ctx, threadIds: readonly number[], from: number): Promise<void> {
  await sql`insert into thread_read (member_id, thread_id, read_at) select member_id, id, at from space_read, unnest(${idList(threadIds)}) id where space_id = ${from}
    on conflict (member_id, thread_id) do update set read_at = greatest(thread_read.read_at, excluded.read_at)`.execute(tx.db)
}

/** What is split off is read as far as what it was split from. */
export async function carryReads(tx: Ctx, from: number, to: number): Promise<void> {
  await sql`insert into thread_read (member_id, thread_id, read_at) select member_id, ${to}, read_at from thread_read where thread_id = ${from} on conflict do nothing`.execute(tx.db)
}
