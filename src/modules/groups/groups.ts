/** Groups: made, changed, put away. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { Conflict, demand } from '#platform/problems.ts'
import { columnsOf, cooked, unlinkGroup } from '#modules/conversations/index.ts'
import { addGroupSpace, archiveGroupSpace, changeGroupSpace } from '#modules/spaces/index.ts'
import { groupArchived, groupChanged, groupMade } from './facts.ts'
import { letIn } from './people.ts'
import { may } from './permissions.ts'
import type { Changing, Making } from './shapes.ts'
import { type Group, holdGroup } from './sight.ts'

const perDay = { max: 5, seconds: 86_400 }

export async function makeGroup(ctx: Ctx, { rules, ...wish }: Making): Promise<{ id: number; slug: string }> {
  demand(may.make(ctx.viewer))
  const rulesHtml = await htmlOf(ctx, rules)
  await spend(ctx, `group:${ctx.viewer.id}`, perDay)
  return transaction(ctx, async (tx) => {
    const space = await addGroupSpace(tx, { ...wish, open: wish.visibility === 'public', hidden: wish.visibility === 'hidden' })
    await tx.db.insertInto('communityGroup').values({ spaceId: space.id, visibility: wish.visibility, joining: joiningOf(wish), mentioning: wish.mentioning ?? 'members', rules, rulesHtml, createdById: memberId(tx), createdAt: tx.now }).execute()
    await record(tx, groupMade, { subjectId: space.id, spaceId: space.id, data: { visibility: wish.visibility, joining: joiningOf(wish) } })
    await letIn(tx, space.id, memberId(tx), { by: 'making', role: 'owner' })
    return space
  })
}

// Nobody can ask to join what they do not know of.
const joiningOf = ({ visibility, joining }: Pick<Making, 'visibility' | 'joining'>) => (visibility === 'hidden' ? 'invite' : joining)

const htmlOf = async (ctx: Ctx, rules: string) => (rules === '' ? '' : columnsOf(await cooked(ctx, rules)).html)

export async function changeGroup(ctx: Ctx, slug: string, { version, rules, ...wish }: Changing): Promise<Group> {
  const rulesHtml = await htmlOf(ctx, rules)
  return transaction(ctx, async (tx) => {
    const group = await holdGroup(tx, slug)
    demand(may.change(tx.viewer, group), 'groups:problem.owners')
    if (group.version !== version) throw new Conflict('groups:problem.changedMeanwhile')
    const after = { visibility: wish.visibility, joining: joiningOf(wish), mentioning: wish.mentioning ?? group.mentioning, rules }
    await tx.db.updateTable('communityGroup').set({ ...after, rulesHtml, version: version + 1 }).where('spaceId', '=', group.id).execute()
    await changeGroupSpace(tx, group.id, { ...wish, open: wish.visibility === 'public' })
    // Requests of those who may no longer know of it are over.
    if (wish.visibility === 'hidden') await tx.db.deleteFrom('groupMember').where('spaceId', '=', group.id).where('state', '=', 'asked').execute()
    if (wish.visibility === 'hidden' && group.visibility !== 'hidden') await unlinkGroup(tx, group.id)
    const fields = (['visibility', 'joining', 'mentioning', 'rules'] as const).filter((field) => group[field] !== after[field])
    if (fields.length > 0) await record(tx, groupChanged, { subjectId: group.id, spaceId: group.id, data: { fields } })
    return group
  })
}

/** A group put away: readable for those who read it, nothing new is written in it. It can be brought back. */
export async function archiveGroup(ctx: Ctx, slug: string, archived: boolean): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await holdGroup(tx, slug)
    demand(may.archive(tx.viewer, group), 'groups:problem.owners')
    if (group.mergedIntoId !== null) throw new Conflict('groups:problem.merged')
    await setArchived(tx, group, archived)
    return group
  })
}

export async function setArchived(tx: Ctx, group: Pick<Group, 'id' | 'archivedAt'>, archived: boolean): Promise<void> {
  if ((group.archivedAt !== null) === archived) return
  await archiveGroupSpace(tx, group.id, archived)
  await record(tx, groupArchived, { subjectId: group.id, spaceId: group.id, data: { archived } })
}
