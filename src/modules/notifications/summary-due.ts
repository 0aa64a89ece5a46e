/** Whose summary is due: each at eight in the morning of their own day, once, and not in their quiet hours. */
import { sql } from 'kysely'
import { afterHours, lastTimeOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { isStopped } from '#platform/mail-address.ts'
import { settings } from '#modules/community/index.ts'
import type { DuePage } from './work-through.ts'

const [morning, monday] = [8, 1]
const atOnce = 200

export interface MailZone {
  zone: string
  daily: Date
  weekly: Date
}

/** When a summary was last due in each time zone that a member lives in. */
export async function mailZones(ctx: Ctx): Promise<MailZone[]> {
  const { timeZone } = await settings(ctx)
  const rows = await ctx.db.selectFrom('notificationPreference').select('timeZone').where('timeZone', 'is not', null).distinct().execute()
  return [...new Set([timeZone, ...rows.map((row) => row.timeZone!)])].map((zone) => ({
    zone,
    daily: lastTimeOf(ctx.now, zone, morning),
    weekly: lastTimeOf(ctx.now, zone, morning, monday),
  }))
}

export interface SummaryDue {
  id: number
  /** Their last summary, or when they came. */
  since: Date
}

interface Due extends SummaryDue {
  quietFrom: number | null
  quietUntil: number | null
  zone: string
}

/** Members after this one, by id, who can have mail, wish a summary and have had none since it was due. */
export async function summariesDue(ctx: Ctx, after: SummaryDue | null): Promise<DuePage<SummaryDue>> {
  const { timeZone } = await settings(ctx)
  const zones = await mailZones(ctx)
  const { rows } = await sql<Due>`
    select member.id::float8 as id, coalesce(written.at, member.claimed_at, member.joined_at) as since, wish.quiet_from, wish.quiet_until, zones.zone
    from member left join notification_preference wish on wish.member_id = member.id left join summary_written written on written.member_id = member.id
      join json_to_recordset(${JSON.stringify(zones)}::json) zones (zone text, daily timestamptz, weekly timestamptz) on zones.zone = coalesce(wish.time_zone, ${timeZone})
    where member.id > ${after?.id ?? 0} and member.email is not null and member.auth_id is not null and member.removed_at is null and member.suspended_at is null and not ${isStopped('member.email')}
      and coalesce(written.at, member.claimed_at, member.joined_at) < case coalesce(wish.summary, 'weekly') when 'daily' then zones.daily when 'weekly' then zones.weekly end
    order by member.id limit ${atOnce}`.execute(ctx.db)
  return { due: rows.filter((row) => !isQuiet(ctx.now, row)), last: rows.at(-1) ?? null }
}

/** Whether it is a quiet hour of theirs; `zone` is where they live. */
export const isQuiet = (now: Date, { quietFrom: from, quietUntil: until, zone }: Pick<Due, 'quietFrom' | 'quietUntil' | 'zone'>) =>
  from !== null && until !== null && afterHours(now, zone, { from, until }) > now

/** Says that this member's summary is written. @returns false when somebody else was faster */
export async function claimSummary(tx: Ctx, { id, since }: SummaryDue): Promise<boolean> {
  const { rows } = await sql`
    insert into summary_written (member_id, at) values (${id}, ${tx.now})
    on conflict (member_id) do update set at = excluded.at where summary_written.at <= ${since} returning member_id`.execute(tx.db)
  return rows.length > 0
}
