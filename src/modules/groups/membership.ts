/** Coming into a group and leaving it: joining, asking, inviting, letting in, taking out. */
import { type Ctx, type GroupRole, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { type NoticeKind, notify } from '#modules/notifications/index.ts'
import { groupAsked, groupDeclined, groupInvited, groupRoleChanged } from './facts.ts'
import { letIn, memberNamed, note, type Other, otherIn, takeOut, whoAre } from './people.ts'
import { may } from './permissions.ts'
import { type Group, holdGroup } from './sight.ts'

const within = <Result>(ctx: Ctx, slug: string, work: (tx: Ctx, group: Group) => Promise<Result>) =>
  transaction(ctx, async (tx) => work(tx, await holdGroup(tx, slug)))

/** Joins at once, or takes an invitation. */
export const joinGroup = (ctx: Ctx, slug: string): Promise<Group> => within(ctx, slug, async (tx, group) => {
  if (group.mine?.state === 'in') return group
  demand(may.join(tx.viewer, group), 'groups:problem.mayNotJoin')
  await letIn(tx, group.id, memberId(tx), { by: group.mine?.state === 'invited' ? 'invitation' : 'self' })
  return group
})

/** Asks to be let in; those who look after the group are told. */
export const askToJoin = (ctx: Ctx, slug: string, words: string): Promise<Group> => within(ctx, slug, async (tx, group) => {
  if (group.mine?.state === 'asked') return group
  demand(may.request(tx.viewer, group), 'groups:problem.mayNotJoin')
  if (!(await note(tx, group.id, memberId(tx), 'asked', words))) return group
  const factId = await record(tx, groupAsked, { subjectId: group.id, spaceId: group.id, data: {} })
  await tell(tx, group, await whoAre(tx, group.id, ['owner', 'moderator']), { kind: 'groupAsked', factId, path: `/groups/${slug}/members` })
  return group
})

interface About {
  kind: NoticeKind
  factId: number
  path?: string
}

export const tell = (tx: Ctx, group: Pick<Group, 'id' | 'slug' | 'name'>, ids: readonly number[], { kind, factId, path = `/groups/${group.slug}` }: About) =>
  notify(tx, ids.map((id) => ({ memberId: id, kind })), { factId, actorId: tx.viewer.id, title: group.name, path, spaceId: group.id, threadId: null })

/** Leaves, takes a request back, or declines an invitation. */
export const leaveGroup = (ctx: Ctx, slug: string): Promise<Group> => within(ctx, slug, async (tx, group) => {
  demand(may.leave(tx.viewer, group), 'groups:problem.notIn')
  if (group.mine?.role === 'owner') await keepOneOwner(tx, group, memberId(tx))
  await takeOut(tx, group.id, memberId(tx), 'self')
  return group
})

// An archived group needs nobody.
async function keepOneOwner(tx: Ctx, group: Group, but: number) {
  if (group.archivedAt !== null) return
  const owners = await whoAre(tx, group.id, ['owner'])
  if (!owners.some((id) => id !== but)) throw new Conflict('groups:problem.lastOwner')
}

const invitations = { max: 10, seconds: 86_400 }

/** How many one may send a day, by name and by mail together. */
export const spendInvitation = (ctx: Ctx) => spend(ctx, `invite:${ctx.viewer.id}`, invitations)

/** Invites a member by their name; whoever has asked is let in. */
export async function inviteMember(ctx: Ctx, slug: string, who: string): Promise<Group> {
  const member = await memberNamed(ctx, who)
  const group = await within(ctx, slug, async (tx, held) => {
    demand(may.invite(tx.viewer, held), 'groups:problem.looksAfter')
    return held
  })
  await spendInvitation(ctx)
  return within(ctx, slug, async (tx, held) => {
    demand(may.invite(tx.viewer, held), 'groups:problem.looksAfter')
    const other = await otherIn(tx, held.id, member.handle)
    if (other?.state === 'asked') await approve(tx, held, other)
    if (other || !(await note(tx, held.id, member.id, 'invited'))) return group
    const factId = await record(tx, groupInvited, { subjectId: held.id, spaceId: held.id, data: { memberId: member.id, by: 'name' } })
    await tell(tx, held, [member.id], { kind: 'groupInvited', factId })
    return group
  })
}

async function approve(tx: Ctx, group: Group, other: Other) {
  const factId = await letIn(tx, group.id, other.id, { by: 'approval' })
  if (factId !== null) await tell(tx, group, [other.id], { kind: 'groupApproved', factId })
}

/** Says yes to who has asked. */
export const approveRequest = (ctx: Ctx, slug: string, handle: string): Promise<Group> => within(ctx, slug, async (tx, group) => {
  demand(may.approve(tx.viewer, group), 'groups:problem.looksAfter')
  const other = found(await otherIn(tx, group.id, handle))
  if (other.state === 'asked') await approve(tx, group, other)
  return group
})

/** Takes somebody out: a member, an invitation that was not answered, or a request that is declined. Nobody is told of a no. */
export const removeMember = (ctx: Ctx, slug: string, handle: string): Promise<Group> => within(ctx, slug, async (tx, group) => {
  const other = found(may.read(tx.viewer, group) ? await otherIn(tx, group.id, handle) : null)
  demand(may.takeOut(tx.viewer, { group, role: other.state === 'in' ? other.role : 'member' }), 'groups:problem.looksAfter')
  if (other.state !== 'in') await record(tx, groupDeclined, { subjectId: group.id, spaceId: group.id, data: { memberId: other.id } })
  await takeOut(tx, group.id, other.id, 'removal')
  return group
})

/** Makes somebody an owner, a moderator, a member again. Who hands over makes another an owner and steps back. */
export const changeGroupRole = (ctx: Ctx, slug: string, handle: string, role: GroupRole): Promise<Group> => within(ctx, slug, async (tx, group) => {
  demand(may.changeRole(tx.viewer, group), 'groups:problem.owners')
  const other = found(await otherIn(tx, group.id, handle))
  if (other.state !== 'in') throw new Conflict('groups:problem.notYetIn')
  if (other.role === 'owner' && role !== 'owner') await keepOneOwner(tx, { ...group, archivedAt: null }, other.id)
  await setRole(tx, group, other, role)
  return group
})

export async function setRole(tx: Ctx, group: Pick<Group, 'id'>, other: Pick<Other, 'id' | 'role'>, role: GroupRole): Promise<void> {
  if (other.role === role) return
  await tx.db.updateTable('groupMember').set({ role }).where('spaceId', '=', group.id).where('memberId', '=', other.id).execute()
  await record(tx, groupRoleChanged, { subjectId: group.id, spaceId: group.id, data: { memberId: other.id, from: other.role, to: role } })
}
