/** Two groups become one. */
import { type Ctx, groupRoles, type GroupRole, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, Invalid, NotFound } from '#platform/problems.ts'
import { moveAllThreads } from '#modules/conversations/index.ts'
import { carryFiles } from './files.ts'
import { groupMerged } from './facts.ts'
import { setArchived } from './groups.ts'
import { setRole } from './membership.ts'
import { letIn, takeOut } from './people.ts'
import { may } from './permissions.ts'
import { type Group, groupKnown, holdGroup } from './sight.ts'

const louder = (one: GroupRole, other: GroupRole) => (groupRoles.indexOf(one) >= groupRoles.indexOf(other) ? one : other)

/** Members, threads and pins go along; of two roles the higher one stays. The old address leads to the other group. */
export async function mergeGroup(ctx: Ctx, slug: string, into: string): Promise<Group> {
  const other = slugFrom(into)
  if (other === slug) throw new Invalid({ into: 'groups:problem.mergeSelf' })
  return transaction(ctx, async (tx) => {
    const [group, target] = await holdBoth(tx, slug, other)
    demand(may.merge(tx.viewer, group) && may.merge(tx.viewer, target), 'groups:problem.ownersOfBoth')
    // What was written for few must not become everybody's by the way.
    if (group.visibility !== 'public' && target.visibility === 'public') throw new Conflict('groups:problem.mergeOpens')
    await carryMembers(tx, group, target)
    await carryFiles(tx, group.id, target.id)
    await moveAllThreads(tx, group.id, target.id)
    await tx.db.updateTable('communityGroup').set({ mergedIntoId: target.id }).where((eb) => eb.or([eb('spaceId', '=', group.id), eb('mergedIntoId', '=', group.id)])).execute()
    await setArchived(tx, group, true)
    await record(tx, groupMerged, { subjectId: group.id, spaceId: group.id, data: { into: target.id } })
    return target
  })
}

/** The last part of an address, or the part itself. */
function slugFrom(text: string): string {
  const last = text.trim().replace(/\/+$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

// By the name of their addresses, so that two merges of the same pair do not wait for each other.
async function holdBoth(tx: Ctx, slug: string, other: string): Promise<[Group, Group]> {
  const read = (name: string) => holdGroup(tx, name).catch((problem: unknown) => { throw problem instanceof NotFound && name === other ? new Invalid({ into: 'groups:problem.noSuchGroup' }) : problem })
  const [first, second] = slug < other ? [await read(slug), await read(other)] : [await read(other), await read(slug)]
  return slug < other ? [first, second] : [second, first]
}

async function carryMembers(tx: Ctx, group: Group, target: Group) {
  const rows = await tx.db.selectFrom('groupMember').select(['memberId', 'role', 'state']).where('spaceId', '=', group.id).orderBy('memberId').execute()
  for (const { memberId, role, state } of rows) {
    if (state === 'in') await letIn(tx, target.id, memberId, { by: 'merge' })
    const there = await tx.db.selectFrom('groupMember').select(['role', 'state']).where('spaceId', '=', target.id).where('memberId', '=', memberId).executeTakeFirst()
    if (state === 'in' && there) await setRole(tx, target, { id: memberId, role: there.role as GroupRole }, louder(role as GroupRole, there.role as GroupRole))
    await takeOut(tx, group.id, memberId, 'merge')
  }
}

/** Where a merged group has gone, for those who know of that one; null for any other group. */
export async function mergedGroup(ctx: Ctx, slug: string): Promise<Group | null> {
  const target = await ctx.db.selectFrom('communityGroup as old').innerJoin('space as was', 'was.id', 'old.spaceId').innerJoin('space as now', 'now.id', 'old.mergedIntoId')
    .select('now.slug').where('was.slug', '=', slug).executeTakeFirst()
  return target ? groupKnown(ctx, target.slug) : null
}

