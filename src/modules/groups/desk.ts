/** What the team does about groups: it knows which there are and how they fare, and steps in openly. It does not read them. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import { groupSteppedIn } from './facts.ts'
import { setArchived } from './groups.ts'
import { setRole, tell } from './membership.ts'
import { letIn, memberNamed, otherIn, whoAre } from './people.ts'
import { may } from './permissions.ts'
import { type Group, groupFrom, groupsOfAll } from './sight.ts'
import type { Visibility } from './shapes.ts'

/** Whose owners were away for this long, or are gone, has nobody who looks after it. */
const away = 60

export interface KeptGroup {
  id: number
  slug: string
  name: string
  visibility: Visibility
  members: number
  owners: Person[]
  activeAt: Date | null
  archivedAt: Date | null
  /** Nobody looks after it. */
  orphaned: boolean
  /** The viewer is in it. */
  within: boolean
  sort: number
}

const size = 40

/** All groups, those without an active owner first. */
export async function keptGroups(ctx: Ctx, older?: Key): Promise<Paged<KeptGroup>> {
  demand(may.oversee(ctx.viewer, undefined))
  const after = older ? sql`where (sort, id) < (${older.sort}::float8, ${older.id}::float8)` : sql``
  const { rows } = await sql<KeptGroup>`
    select * from (
      select told.*, (case when orphaned and archived_at is null then 2e12 when archived_at is null then 1e12 else 0 end + extract(epoch from coalesce(active_at, created_at)))::float8 as sort from (
        select space.id::float8 as id, space.slug, space.name, g.visibility, space.archived_at, g.created_at,
          (select count(*)::int from group_member m where m.space_id = g.space_id and m.state = 'in') as members,
          (select coalesce(json_agg(${person('m.member_id')} order by m.at), '[]') from group_member m where m.space_id = g.space_id and m.state = 'in' and m.role = 'owner') as owners,
          (select max(active_at) from thread where thread.space_id = g.space_id) as active_at,
          not exists (select 1 from group_member m join member on member.id = m.member_id where m.space_id = g.space_id and m.state = 'in' and m.role = 'owner'
            and member.removed_at is null and member.suspended_at is null and coalesce(member.last_seen_at, m.at) > ${new Date(ctx.now.getTime() - away * 86_400_000)}) as orphaned,
          exists (select 1 from group_member m where m.space_id = g.space_id and m.state = 'in' and m.member_id = ${ctx.viewer.id}) as within
        from community_group g join space on space.id = g.space_id) told) sorted
    ${after} order by sort desc, id desc limit ${size + 1}`.execute(ctx.db)
  return paged(rows, size, (row) => ({ sort: row.sort, id: row.id }))
}

async function hold(tx: Ctx, slug: string): Promise<Group> {
  demand(may.oversee(tx.viewer, undefined))
  await tx.db.selectFrom('communityGroup').innerJoin('space', 'space.id', 'communityGroup.spaceId').select('spaceId').where('space.slug', '=', slug).forUpdate('communityGroup').execute()
  return groupFrom(found(await groupsOfAll(tx).where('space.slug', '=', slug).executeTakeFirst()))
}

/** Becomes a moderator of a group. Its owners are told, and it stands in the log. */
export async function stepIn(ctx: Ctx, slug: string): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await hold(tx, slug)
    const me = memberId(tx)
    if (group.mine?.state === 'in' && group.mine.role !== 'member') return group
    await letIn(tx, group.id, me, { by: 'team', role: 'moderator' })
    await setRole(tx, group, { id: me, role: group.mine?.state === 'in' ? group.mine.role : 'moderator' }, 'moderator')
    const factId = await record(tx, groupSteppedIn, { subjectId: group.id, spaceId: group.id, data: { memberId: me } })
    await tell(tx, group, await whoAre(tx, group.id, ['owner']), { kind: 'groupSteppedIn', factId })
    return group
  })
}

/** Gives a group that nobody looks after an owner: one of its members. */
export async function appointOwner(ctx: Ctx, slug: string, who: string): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await hold(tx, slug)
    const kept = await tx.db.selectFrom('groupMember').innerJoin('member', 'member.id', 'groupMember.memberId').select('member.id')
      .where('spaceId', '=', group.id).where('state', '=', 'in').where('groupMember.role', '=', 'owner').where('member.removedAt', 'is', null).where('member.suspendedAt', 'is', null)
      .where((eb) => eb(eb.fn.coalesce('member.lastSeenAt', 'groupMember.at'), '>', new Date(tx.now.getTime() - away * 86_400_000))).executeTakeFirst()
    if (kept) throw new Conflict('groups:problem.hasOwner')
    const member = await memberNamed(tx, who)
    const other = await otherIn(tx, group.id, member.handle)
    if (other?.state !== 'in') throw new Conflict('groups:problem.notYetIn')
    await setRole(tx, group, other, 'owner')
    return group
  })
}

export async function archiveByTeam(ctx: Ctx, slug: string, archived: boolean): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await hold(tx, slug)
    if (group.mergedIntoId !== null) throw new Conflict('groups:problem.merged')
    await setArchived(tx, group, archived)
    return group
  })
}
