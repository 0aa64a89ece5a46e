/** A whole group at once, for imports of an archive. */
import type { Ctx, GroupRole } from '#platform/ctx.ts'
import { columnsOf, cooked, watchPlace } from '#modules/conversations/index.ts'
import type { State } from './permissions.ts'
import type { Joining, Mentioning, Visibility } from './shapes.ts'

export interface WholeGroup {
  visibility: Visibility
  joining: Joining
  mentioning: Mentioning
  rules: string
  createdAt: Date
  members: readonly { id: number; role: GroupRole; state: State; at: Date }[]
}

/** Puts the group of a space as it stands there, with its members. */
export async function putGroup(tx: Ctx, spaceId: number, { members, ...group }: WholeGroup): Promise<void> {
  const rulesHtml = group.rules === '' ? '' : columnsOf(await cooked(tx, group.rules)).html
  await tx.db.insertInto('communityGroup').values({ spaceId, ...group, rulesHtml }).onConflict((clash) => clash.column('spaceId').doUpdateSet({ ...group, rulesHtml })).execute()
  await tx.db.deleteFrom('groupMember').where('spaceId', '=', spaceId).execute()
  for (const { id, ...row } of members) {
    await tx.db.insertInto('groupMember').values({ spaceId, memberId: id, ...row }).execute()
    if (row.state === 'in') await watchPlace(tx, spaceId, id)
  }
}
