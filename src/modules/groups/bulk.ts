/** A whole group at once, for imports of an archive. */
import type { Ctx, GroupRole } from '#platform/ctx.ts'
import { columnsOf, cooked, watchPlace } from '#modules/conversations/index.ts'
import { putUses } from '#modules/files/index.ts'
import type { State } from './permissions.ts'
import type { Joining, Mentioning, Visibility } from './shapes.ts'

export interface WholeGroup {
  visibility: Visibility
  joining: Joining
  mentioning: Mentioning
  rules: string
  createdAt: Date
  /** Pinned ones, in their order. */
  files: readonly { key: string; byId: number; at: Date }[]
  members: readonly { id: number; role: GroupRole; state: State; at: Date }[]
}

/** Puts the group of a space as it stands there, with its members. */
export async function putGroup(tx: Ctx, spaceId: number, { members, files, ...group }: WholeGroup): Promise<void> {
  const rulesHtml = group.rules === '' ? '' : columnsOf(await cooked(tx, group.rules)).html
  await tx.db.insertInto('communityGroup').values({ spaceId, ...group, rulesHtml }).onConflict((clash) => clash.column('spaceId').doUpdateSet({ ...group, rulesHtml })).execute()
  await putGroupFiles(tx, spaceId, files)
  await tx.db.deleteFrom('groupMember').where('spaceId', '=', spaceId).execute()
  for (const { id, ...row } of members) {
    await tx.db.insertInto('groupMember').values({ spaceId, memberId: id, ...row }).execute()
    if (row.state === 'in') await watchPlace(tx, spaceId, id)
  }
}

async function putGroupFiles(tx: Ctx, spaceId: number, files: WholeGroup['files']): Promise<void> {
  await tx.db.deleteFrom('groupFile').where('spaceId', '=', spaceId).execute()
  for (const [index, { key, byId, at }] of files.entries()) {
    const file = await tx.db.selectFrom('file').select('id').where('key', '=', key).executeTakeFirst()
    if (file) await tx.db.insertInto('groupFile').values({ spaceId, fileId: file.id, position: index + 1, pinnedById: byId, at }).execute()
  }
  await putUses(tx, 'group', [{ id: spaceId, keys: files.map(({ key }) => key) }])
}
