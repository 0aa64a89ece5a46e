/** Files in messages: who reads a message sees what it shows; of a reported one the team, too. */
import { sql } from 'kysely'
import { type Ctx, reaches } from '#platform/ctx.ts'
import { knowUses } from '#modules/files/index.ts'
import { reportsInSight } from './reports.ts'
import { circlesInSight, isSaidTo } from './sight.ts'

async function messagesInSight(ctx: Ctx, ids: readonly number[]): Promise<number[]> {
  if (ctx.viewer.id === null) return []
  const rows = await ctx.db.selectFrom('message').select('message.id').where('message.id', 'in', [...ids]).where('message.removedAt', 'is', null)
    .where('message.circleId', 'in', circlesInSight(ctx).select('circle.id')).where(isSaidTo(ctx)).execute()
  return rows.map((row) => row.id)
}

async function reportsSeen(ctx: Ctx, ids: readonly number[]): Promise<number[]> {
  if (!reaches(ctx.viewer, 'team')) return []
  const rows = await reportsInSight(ctx).select('id').where(sql<boolean>`id = any(${sql.val([...ids])}::bigint[])`).execute()
  return rows.map((row) => row.id)
}

knowUses({ kind: 'message', inSight: messagesInSight })
knowUses({ kind: 'message-report', inSight: reportsSeen })
