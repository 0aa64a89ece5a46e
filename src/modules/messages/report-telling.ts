/** Who hears of a report: the team, and how it ended whoever made it. What people in the circle are told stands in the circle. */
import type { Ctx } from '#platform/ctx.ts'
import { rolesAt } from '#platform/ctx.ts'
import type { Fact } from '#platform/facts.ts'
import { notify } from '#modules/notifications/index.ts'
import { teamChanged } from './telling.ts'

const nowhere = { spaceId: null, threadId: null }

export async function tellOfReport(tx: Ctx, fact: Fact<{ circleId: number; reportId: number }>): Promise<void> {
  const team = await tx.db.selectFrom('member').select('id').where('role', 'in', rolesAt('team')).where('removedAt', 'is', null).where('suspendedAt', 'is', null).execute()
  // Somebody of the team in that circle is told like anybody in it.
  const inside = new Set((await tx.db.selectFrom('circleMember').select('memberId').where('circleId', '=', fact.data.circleId).execute()).map((row) => row.memberId))
  const told = team.filter(({ id }) => !inside.has(id)).map(({ id }) => ({ memberId: id, kind: 'messageReported' as const }))
  await notify(tx, told, { factId: fact.id, actorId: fact.actorId, title: '', path: `/messages/reports#report-${fact.data.reportId}`, ...nowhere })
  await teamChanged(tx)
}

export async function tellOfSettlement(tx: Ctx, fact: Fact<unknown>, reporterId: number): Promise<void> {
  const report = await tx.db.selectFrom('messageReport').select(['circleId', 'note']).where('id', '=', fact.subjectId).executeTakeFirst()
  if (!report) return
  await notify(tx, [{ memberId: reporterId, kind: 'reportSettled' }], { factId: fact.id, actorId: fact.actorId, title: report.note, path: `/messages/${report.circleId}`, ...nowhere })
  await teamChanged(tx)
}
