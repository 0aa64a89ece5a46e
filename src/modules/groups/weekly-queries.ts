/** Whose weekly mail of a group is due, and what it tells them. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { isStopped } from '#platform/mail-address.ts'
import { pathOf, type ThreadRow, threadList } from '#modules/conversations/index.ts'
import { settings } from '#modules/community/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type DuePage, isQuiet, mailZones } from '#modules/notifications/index.ts'
import { may } from './permissions.ts'
import { type Group, groupFrom, groupsOfAll } from './sight.ts'

const atOnce = 200

export interface WeeklyDue {
  memberId: number
  spaceId: number
  /** What happened after it is told. */
  since: Date
}

/** After this member and group, by number: those who take it, can have mail, and have had none since Monday at eight where they live. */
export async function weekliesDue(ctx: Ctx, after: WeeklyDue | null): Promise<DuePage<WeeklyDue>> {
  const { timeZone } = await settings(ctx)
  const { rows } = await sql<WeeklyDue & { quietFrom: number | null; quietUntil: number | null; zone: string }>`
    select gm.member_id::float8 as member_id, gm.space_id::float8 as space_id, gm.weekly_from as since, wish.quiet_from, wish.quiet_until, zones.zone
    from group_member gm join member on member.id = gm.member_id join space on space.id = gm.space_id left join notification_preference wish on wish.member_id = member.id
      join json_to_recordset(${JSON.stringify(await mailZones(ctx))}::json) zones (zone text, weekly timestamptz) on zones.zone = coalesce(wish.time_zone, ${timeZone})
    where gm.weekly_from < zones.weekly and gm.state = 'in' and (gm.member_id, gm.space_id) > (${after?.memberId ?? 0}, ${after?.spaceId ?? 0}) and space.archived_at is null
      and member.email is not null and member.auth_id is not null and member.removed_at is null and member.suspended_at is null and not ${isStopped('member.email')}
    order by gm.member_id, gm.space_id limit ${atOnce}`.execute(ctx.db)
  return { due: rows.filter((row) => !isQuiet(ctx.now, row)), last: rows.at(-1) ?? null }
}

/** Says that it is written. @returns false when somebody else was faster, or they left or take it no longer */
export async function claimWeekly(tx: Ctx, { memberId, spaceId, since }: WeeklyDue): Promise<boolean> {
  const row = await tx.db.updateTable('groupMember').set({ weeklyFrom: tx.now }).where('memberId', '=', memberId).where('spaceId', '=', spaceId).where('state', '=', 'in')
    .where(sql<boolean>`date_trunc('milliseconds', weekly_from) = ${since}`).returning('spaceId').executeTakeFirst()
  return row !== undefined
}

type Told = ThreadRow & { path: string }

export interface Weekly {
  group: Group
  /** Begun since then. */
  fresh: Told[]
  /** Of before, with something new. */
  moved: Told[]
  /** Threads with news beyond those. */
  more: number
  /** Who came, and how many ask to: for those who look after it. */
  people: { came: Person[]; asking: number } | null
}

const [mostFresh, mostMoved, mostPeople] = [6, 4, 8]

/** @returns null when there is nothing that they have not read */
export async function weeklyFor(ctx: Ctx, spaceId: number, since: Date): Promise<Weekly | null> {
  const row = await groupsOfAll(ctx).where('space.id', '=', spaceId).executeTakeFirst()
  if (!row) return null
  const group = groupFrom(row)
  if (!may.takeWeekly(ctx.viewer, group)) return null
  const { rows } = await threadList(ctx, { list: 'latest', spaceIds: [spaceId], size: 50 })
  const news = rows.filter((each) => each.unread && each.activeAt >= since && each.author.id !== ctx.viewer.id).sort((one, other) => other.heat - one.heat).map((each) => ({ ...each, path: pathOf(each) }))
  const fresh = news.filter((each) => each.createdAt >= since)
  const moved = news.filter((each) => each.createdAt < since)
  const people = may.approve(ctx.viewer, group) ? await peopleSince(ctx, spaceId, since) : null
  if (news.length === 0 && !people) return null
  return { group, fresh: fresh.slice(0, mostFresh), moved: moved.slice(0, mostMoved), more: Math.max(0, fresh.length - mostFresh) + Math.max(0, moved.length - mostMoved), people }
}

async function peopleSince(ctx: Ctx, spaceId: number, since: Date): Promise<Weekly['people']> {
  const { rows: [found] } = await sql<{ came: Person[]; asking: number }>`select
    (select coalesce(json_agg(${person('f.member_id')} order by at), '[]') from (
      select member_id, at from group_member where space_id = ${spaceId} and state = 'in' and at > ${since} and member_id <> ${ctx.viewer.id} order by at limit ${mostPeople}) f) as came,
    (select count(*)::int from group_member where space_id = ${spaceId} and state = 'asked') as asking`.execute(ctx.db)
  return found && found.came.length + found.asking > 0 ? found : null
}
