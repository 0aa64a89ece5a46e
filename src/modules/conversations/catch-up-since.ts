/** Since when somebody wants to catch up, in words that people use. */
import { sql } from 'kysely'
import { lastTimeOf, momentOf, wallAt } from '#platform/clock.ts'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { readLocal } from '#platform/zoned.ts'
import { settings } from '#modules/community/index.ts'
import { preferences } from '#modules/notifications/index.ts'
import { type Since, weekdays } from './pages/since.ts'
import { horizonAt } from './unread.ts'

export interface CatchUpSince {
  /** How it was asked for */
  name: Since
  at: Date
  zone: string
}

const day = 86_400_000

/** @param asked `visit`, `yesterday`, a weekday, `week`, or a day such as 2026-11-20. Anything else is the last visit. */
export async function sinceWhen(ctx: Ctx, asked: Since): Promise<CatchUpSince> {
  const zone = (await preferences(ctx)).timeZone ?? (await settings(ctx)).timeZone ?? 'UTC'
  const at = momentMeant(ctx.now, asked, zone) ?? (await lastVisit(ctx))
  // Nothing older is new to anybody, and nothing that is to come has happened.
  return { name: asked, zone, at: new Date(Math.min(Math.max(at.getTime(), horizonAt(ctx.now).getTime()), ctx.now.getTime())) }
}

function momentMeant(now: Date, asked: Since, zone: string): Date | null {
  const wall = wallAt(now, zone)
  const midnight = (daysAgo: number) => momentOf({ ...wall, day: wall.day - daysAgo, hour: 0, minute: 0 }, zone)
  if (asked === 'visit') return null
  if (asked === 'yesterday') return midnight(1)
  if (asked === 'week') return midnight(7)
  const weekday = weekdays.indexOf(asked as (typeof weekdays)[number])
  if (weekday < 0) return readLocal(`${asked}T00:00`, zone)
  // On a Tuesday "since Tuesday" means the one before.
  const last = lastTimeOf(now, zone, 0, weekday + 1)
  return last > midnight(1) && last <= now && last >= midnight(0) ? midnight(7) : last
}

async function lastVisit(ctx: Ctx): Promise<Date> {
  const row = await ctx.db.selectFrom('member').select(sql<Date | null>`coalesce(visited_at, joined_at)`.as('at')).where('id', '=', memberId(ctx)).executeTakeFirst()
  return row?.at ?? new Date(ctx.now.getTime() - 7 * day)
}
