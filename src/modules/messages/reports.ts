/** A message is reported: the team sees it and the five before it, as they were, and nothing else. Everybody in the circle is told. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { type Limit, spend } from '#platform/limits.ts'
import { demand, found } from '#platform/problems.ts'
import { keepUses, keysIn } from '#modules/files/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { messageReported, reportSettled } from './facts.ts'
import { holdMessage } from './messages.ts'
import { may } from './permissions.ts'
import { isSaidTo } from './sight.ts'
import { writeLine } from './writing.ts'

const perDay: Limit = { max: 20, seconds: 24 * 3600 }
/** The reported one and those before it. */
const shown = 6

export interface ReportRef {
  id: number
  circleId: number
}

export async function reportMessage(ctx: Ctx, circleId: number, messageId: number, { reason }: { reason: string }): Promise<ReportRef> {
  await spend(ctx, `report:${memberId(ctx)}`, perDay)
  return transaction(ctx, async (tx) => {
    const message = await holdMessage(tx, circleId, messageId)
    demand(may.report(tx.viewer, message), 'messages:problem.mayNotReport')
    const added = await tx.db.insertInto('messageReport').values({ circleId, messageId, reporterId: memberId(tx), reason, at: tx.now })
      .onConflict((clash) => clash.doNothing()).returning('id').executeTakeFirst()
    if (!added) return { id: 0, circleId }
    await copyLines(tx, added.id, circleId, messageId)
    // Under the name of who wrote it: nobody is told who reported.
    const line = await writeLine(tx, circleId, 'reported', { authorId: message.authorId })
    await record(tx, messageReported, { subjectId: line, data: { circleId, reportId: added.id } })
    return { id: added.id, circleId }
  })
}

async function copyLines(tx: Ctx, reportId: number, circleId: number, upTo: number): Promise<void> {
  const lines = await reportedLines(tx, circleId, upTo)
  await tx.db.insertInto('messageReportLine').values(lines.map(({ id, authorId, html, at }) => ({ reportId, messageId: id, authorId, html, at }))).execute()
  await keepUses(tx, 'message-report', reportId, [...new Set(lines.flatMap(({ html }) => keysIn(html)))])
}

/** What a report of a message would show. */
export async function reportedLines(ctx: Ctx, circleId: number, upTo: number): Promise<ReportLine[]> {
  const rows = await ctx.db.selectFrom('message').select(['id', 'authorId', 'html', 'createdAt as at', person('message.author_id').as('author')])
    .where('circleId', '=', circleId).where('id', '<=', upTo).where('kind', '=', 'text').where('removedAt', 'is', null).where(isSaidTo(ctx)).orderBy('id', 'desc').limit(shown).execute()
  return rows.reverse()
}

export interface ReportLine {
  id: number
  authorId: number
  author: Person
  html: string
  at: Date
}

export interface Report {
  id: number
  messageId: number
  reporter: Person
  reason: string
  at: Date
  settledAt: Date | null
  settledBy: Person | null
  note: string
  lines: ReportLine[]
}

const listed = 50

/** Those that the viewer may look into: nobody judges what was said in a circle of their own, nor learns who reported it. */
export const reportsInSight = ({ db, viewer }: Pick<Ctx, 'db' | 'viewer'>) => db.selectFrom('messageReport').where(isOfOthers(viewer.id ?? 0))

// Whoever has left it is no stranger to it either.
const isOfOthers = (me: number) => sql<boolean>`not exists (select 1 from circle_member inside where inside.circle_id = message_report.circle_id and inside.member_id = ${me})`

/** Those that wait first; of those that are done the newest. */
export async function reports(ctx: Ctx): Promise<Report[]> {
  demand(may.review(ctx.viewer, undefined))
  const { rows } = await sql<Omit<Report, 'lines'>>`
    select id::float8 as id, message_id::float8 as message_id, ${person('message_report.reporter_id')} as reporter, reason, at, settled_at, ${person('message_report.settled_by_id')} as settled_by, note
    from message_report where ${isOfOthers(memberId(ctx))} order by settled_at is not null, case when settled_at is null then at end, settled_at desc limit ${listed}`.execute(ctx.db)
  const lines = await linesOf(ctx, rows.map(({ id }) => id))
  return rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] }))
}

async function linesOf(ctx: Ctx, ids: number[]): Promise<Map<number, ReportLine[]>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('messageReportLine').select(['reportId', 'messageId as id', 'authorId', 'html', 'at', person('message_report_line.author_id').as('author')])
    .where('reportId', 'in', ids).orderBy('messageId').execute()
  return Map.groupBy(rows, (row) => row.reportId)
}

/** The team has seen to it, and says what it did to who reported it. */
export async function settleReport(ctx: Ctx, id: number, { note }: { note: string }): Promise<{ id: number }> {
  demand(may.review(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    const report = found(await reportsInSight(tx).select(['reporterId', 'settledAt']).where('id', '=', id).forUpdate().executeTakeFirst())
    if (report.settledAt !== null) return { id }
    await tx.db.updateTable('messageReport').set({ settledAt: tx.now, settledById: memberId(tx), note }).where('id', '=', id).execute()
    await record(tx, reportSettled, { subjectId: id, data: { reporterId: report.reporterId } })
    return { id }
  })
}

export async function openReports(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<number> {
  const row = await reportsInSight(ctx).select((eb) => eb.fn.countAll<number>().as('count')).where('settledAt', 'is', null).executeTakeFirstOrThrow()
  return Number(row.count)
}
