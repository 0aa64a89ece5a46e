/** Who takes a group's own mail each week. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { knowPlaceMail } from '#modules/notifications/index.ts'
import { groupWeeklyChosen } from './facts.ts'
import { may } from './permissions.ts'
import { groupPath } from './pages/words.ts'
import { type Group, groupKnown } from './sight.ts'

export async function chooseWeekly(ctx: Ctx, slug: string, wanted: boolean): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await groupKnown(tx, slug)
    demand(may.takeWeekly(tx.viewer, group), 'groups:problem.notIn')
    await choose(tx, memberId(tx), group.id, { wanted, by: 'self' })
    return group
  })
}

/** The first one tells of what happens from now on. */
async function choose(tx: Ctx, memberId: number, spaceId: number, { wanted, by }: { wanted: boolean; by: 'self' | 'link' }): Promise<void> {
  const changed = await tx.db.updateTable('groupMember').set({ weeklyFrom: wanted ? tx.now : null }).where('spaceId', '=', spaceId).where('memberId', '=', memberId).where('state', '=', 'in')
    .where('weeklyFrom', wanted ? 'is' : 'is not', null).returning('spaceId').executeTakeFirst()
  if (changed) await record(tx, groupWeeklyChosen, { subjectId: spaceId, spaceId, data: { memberId, wanted, by } })
}

const own = ({ db }: Pick<Ctx, 'db'>, memberId: number, spaceId: number) =>
  db.selectFrom('groupMember').innerJoin('space', 'space.id', 'groupMember.spaceId').select(['name', 'weeklyFrom']).where('spaceId', '=', spaceId).where('memberId', '=', memberId).where('state', '=', 'in').executeTakeFirst()

export const takesWeekly = async (ctx: Ctx, spaceId: number) => Boolean(ctx.viewer.id && (await own(ctx, ctx.viewer.id, spaceId))?.weeklyFrom)

const ownGroups = ({ db, viewer }: Pick<Ctx, 'db' | 'viewer'>) =>
  db.selectFrom('groupMember').innerJoin('space', 'space.id', 'groupMember.spaceId').select(['slug', 'name', 'weeklyFrom'])
    .where('memberId', '=', viewer.id).where('state', '=', 'in').where('archivedAt', 'is', null).orderBy('name').orderBy('space.id').execute()

knowPlaceMail({
  nameFor: async (ctx, memberId, id) => (await own(ctx, memberId, id))?.name ?? null,
  isWanted: async (ctx, memberId, id) => Boolean((await own(ctx, memberId, id))?.weeklyFrom),
  choose: (tx, memberId, id, wanted) => choose(tx, memberId, id, { wanted, by: 'link' }),
  offered: async (ctx) => (await ownGroups(ctx)).map(({ slug, name, weeklyFrom }) => ({ name, path: groupPath({ slug }), action: groupPath({ slug }, '/weekly'), wanted: weeklyFrom !== null })),
})
