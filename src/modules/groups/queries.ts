/** Lists of groups, and of the people in one. */
import { sql } from 'kysely'
import type { Ctx, GroupRole } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import { slugOf } from '#modules/spaces/index.ts'
import type { State } from './permissions.ts'
import { type Group, groupFrom, groupsOfAll, isKnown } from './sight.ts'

export type GroupRow = Omit<Group, 'rules' | 'rulesHtml'> & { members: number }

const members = sql<number>`(select count(*)::int from group_member where group_member.space_id = g.space_id and group_member.state = 'in')`

/** Groups that the viewer knows of, those that are alive. */
const known = (ctx: Pick<Ctx, 'db' | 'viewer'>) => groupsOfAll(ctx).select(members.as('members')).where(isKnown).where('space.archivedAt', 'is', null)

const rowOf = (row: Parameters<typeof groupFrom>[0] & { members: number }): GroupRow => ({ ...groupFrom(row), members: row.members })

// Nobody keeps up with more.
const mostOwn = 100

/** The groups that the viewer is in, or is invited to. */
export async function ownGroups(ctx: Ctx, state: State): Promise<GroupRow[]> {
  const rows = await known(ctx).where('mine.state', '=', state).orderBy(sql`lower(space.name)`).orderBy('space.id').limit(mostOwn).execute()
  return rows.map(rowOf)
}

const size = 20

/** The other groups in sight, the largest first. */
export async function otherGroups(ctx: Ctx, { q, older }: { q: string; older?: Key | undefined }): Promise<Paged<GroupRow>> {
  let query = known(ctx).where(sql<boolean>`mine.state is distinct from 'in'`).orderBy(members, 'desc').orderBy('space.id', 'desc').limit(size + 1)
  if (q) query = query.where(hasWords(q))
  if (older) query = query.where(sql<boolean>`(${members}::float8, space.id::float8) < (${older.sort}::float8, ${older.id}::float8)`)
  const rows = await query.execute()
  return paged(rows.map(rowOf), size, (row) => ({ sort: row.members, id: row.id }))
}

/** Each word stands somewhere in name or description. */
const hasWords = (q: string) =>
  sql.join([sql<boolean>`true`, ...wordsOf(q).map((word) => sql<boolean>`lower(space.name || ' ' || space.description) like ${`%${word}%`}`)], sql` and `) as ReturnType<typeof sql<boolean>>

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8).map((word) => word.replace(/[\\%_]/g, '\\$&'))

const shownSimilar = 4
// Words of this length and more tell one group from another.
const tells = 3

/** Groups in sight that share words with what somebody is about to make, the nearest first. */
export async function similarGroups(ctx: Ctx, { name, description = '' }: { name: string; description?: string }): Promise<GroupRow[]> {
  const stems = [...new Set(slugOf(`${name} ${description}`, 200).split('-'))].filter((word) => word.length >= tells).map((word) => word.slice(0, 6)).slice(0, 20)
  if (stems.length === 0) return []
  const named = new Set(slugOf(name).split('-').map((word) => word.slice(0, 6)))
  const worth = sql.join(stems.map((stem) => sql`(case when lower(space.name) like ${`%${stem}%`} then ${named.has(stem) ? 3 : 1} when lower(space.description) like ${`%${stem}%`} then 1 else 0 end)`), sql` + `)
  const rows = await known(ctx).where(sql<boolean>`(${worth}) >= 2`).orderBy(sql`${worth}`, 'desc').orderBy('space.id').limit(shownSimilar).execute()
  return rows.map(rowOf)
}

export interface InGroupRow {
  person: Person
  headline: string
  role: GroupRole
  state: State
  at: Date
  note: string
  sort: number
}

const peoplePage = 40

/** Who is in a group that the viewer reads: owners first, then who came first. */
export async function peopleIn(ctx: Pick<Ctx, 'db'>, spaceId: number, state: State, older?: Key): Promise<Paged<InGroupRow>> {
  const rank = sql<number>`(case group_member.role when 'owner' then 0 when 'moderator' then 1 else 2 end * 1e10 + extract(epoch from group_member.at))::float8`
  let query = ctx.db.selectFrom('groupMember').innerJoin('member', 'member.id', 'groupMember.memberId')
    .select(['member.id', 'member.headline', 'groupMember.role', 'groupMember.state', 'groupMember.at', 'groupMember.note', rank.as('sort'), person('member.id').as('person')])
    .where('groupMember.spaceId', '=', spaceId).where('groupMember.state', '=', state).where('member.removedAt', 'is', null)
    .orderBy(rank).orderBy('member.id').limit(peoplePage + 1)
  if (older) query = query.where(sql<boolean>`(${rank}, member.id::float8) > (${older.sort}::float8, ${older.id}::float8)`)
  const rows = await query.execute()
  return paged(rows as unknown as (InGroupRow & { id: number })[], peoplePage, (row) => ({ sort: row.sort, id: row.id }))
}

export interface GroupRail {
  members: number
  /** Who looks after it. */
  keepers: (Person & { groupRole: GroupRole })[]
  /** Who came in the last seven days. */
  fresh: Person[]
  /** Who asks to be let in. */
  waiting: number
}

/** What stands beside a group: who looks after it, who is new. The names of new ones only where one reads it. */
export async function railOf(ctx: Ctx, group: Pick<Group, 'id'>, reads: boolean): Promise<GroupRail> {
  const week = new Date(ctx.now.getTime() - 7 * 86_400_000)
  const { rows } = await sql<GroupRail>`select
    (select count(*)::int from group_member where space_id = ${group.id} and state = 'in') as members,
    (select count(*)::int from group_member where space_id = ${group.id} and state = 'asked') as waiting,
    (select coalesce(json_agg(jsonb_build_object('groupRole', role) || ${person('k.member_id')}::jsonb order by role desc, at), '[]') from (
      select * from group_member where space_id = ${group.id} and state = 'in' and role <> 'member' order by role desc, at limit 8) k) as keepers,
    (select coalesce(json_agg(${person('f.member_id')} order by at desc), '[]') from (
      select * from group_member where space_id = ${group.id} and state = 'in' and role = 'member' and at > ${week} and ${reads} order by at desc limit 8) f) as fresh`.execute(ctx.db)
  return rows[0]!
}

/** Names and addresses of the groups that the viewer is in and whose news they take with the summary, not in a mail of its own. */
export async function groupsForSummary(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<{ id: number; slug: string; name: string }[]> {
  const { rows } = await sql<{ id: number; slug: string; name: string }>`select id::float8 as id, slug, name from group_member join space on space.id = space_id
    where member_id = ${ctx.viewer.id} and state = 'in' and weekly_from is null and archived_at is null order by lower(name), id`.execute(ctx.db)
  return rows
}
