/** What members write to the team: those who wait first, the longest at the top. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { type Key, paged, type Paged } from '#platform/paging.ts'
import { demand, NotFound } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import { circleSettled } from './facts.ts'
import { may } from './permissions.ts'
import { holdCircle } from './sight.ts'
import { teamChanged } from './telling.ts'

export interface WaitingRow {
  id: number
  member: Person
  waitingSince: Date | null
  lastAt: Date
  excerpt: string | null
  /** Who wrote last. */
  author: Person | null
}

const size = 30
// Those who wait are all on the first page; beyond this many, somebody has to answer first.
const mostWaiting = 200

const rowsOf = sql`select circle.id::float8 as id, ${person('circle.member_id')} as member, circle.waiting_since, circle.last_at, message.excerpt, ${person('message.author_id')} as author
  from circle left join message on message.id = circle.last_message_id`

export async function waitingForTeam(ctx: Ctx): Promise<WaitingRow[]> {
  demand(may.answerTeam(ctx.viewer, undefined))
  const { rows } = await sql<WaitingRow>`${rowsOf} where circle.waiting_since is not null order by circle.waiting_since, circle.id limit ${mostWaiting}`.execute(ctx.db)
  return rows.map(dated)
}

export async function answeredByTeam(ctx: Ctx, older?: Key): Promise<Paged<WaitingRow>> {
  demand(may.answerTeam(ctx.viewer, undefined))
  const { rows } = await sql<WaitingRow>`${rowsOf} where circle.kind = 'team' and circle.waiting_since is null
    ${older ? sql`and (circle.last_at, circle.id) < (${new Date(older.sort)}, ${older.id})` : sql``} order by circle.last_at desc, circle.id desc limit ${size + 1}`.execute(ctx.db)
  return paged(rows.map(dated), size, (row) => ({ sort: row.lastAt.getTime(), id: row.id }))
}

const dated = (row: WaitingRow): WaitingRow => ({ ...row, lastAt: new Date(row.lastAt), waitingSince: row.waitingSince && new Date(row.waitingSince) })

/** For the navigation of the team. */
export async function teamWaiting({ db }: Pick<Ctx, 'db'>): Promise<number> {
  const row = await db.selectFrom('circle').select((eb) => eb.fn.countAll<number>().as('count')).where('waitingSince', 'is not', null).executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The last words need no answer: "thank you". */
export async function settleCircle(ctx: Ctx, id: number): Promise<{ id: number }> {
  demand(may.answerTeam(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    const circle = await holdCircle(tx, id)
    if (circle.kind !== 'team') throw new NotFound()
    if (circle.waitingSince === null) return { id }
    await tx.db.updateTable('circle').set({ waitingSince: null }).where('id', '=', id).execute()
    await record(tx, circleSettled, { subjectId: id, data: {} })
    await teamChanged(tx)
    return { id }
  })
}
