/** Files that those who look after a group keep at hand for all in it. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found, Invalid } from '#platform/problems.ts'
import { addFile, keepUses, knowUses } from '#modules/files/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { isInThreads } from './file-queries.ts'
import { groupFilePinned, groupFileUnpinned } from './facts.ts'
import { may } from './permissions.ts'
import { type Group, groupKnown, holdGroup } from './sight.ts'

/** More is no longer at hand. */
const most = 20
// As long as what was taken off can be put back by who did not send it.
const undoFor = 86_400_000
const undoUntil = ({ now }: Pick<Ctx, 'now'>) => new Date(now.getTime() - undoFor)

// Whoever reads the group sees what is pinned in it.
knowUses({
  kind: 'group',
  inSight: async (ctx, ids) => {
    const rows = await ctx.db.selectFrom('space').select('id').where('id', 'in', [...ids]).where('id', 'in', spacesInSight(ctx)).execute()
    return rows.map(({ id }) => id)
  },
})

/** Pins what is in the group's threads, what one has sent oneself, or what was just taken off. */
export async function pinFile(ctx: Ctx, slug: string, key: string): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await heldToPin(tx, slug)
    const { id } = found(await pinnable(tx, group.id, key))
    await demandRoom(tx, group.id, id)
    // One that was just taken off comes back as it was; later it is pinned anew.
    await tx.db.deleteFrom('groupFile').where('spaceId', '=', group.id).where('fileId', '=', id).where('unpinnedAt', '<=', undoUntil(tx)).execute()
    await tx.db.insertInto('groupFile').values({ spaceId: group.id, fileId: id, position: await nextPosition(tx, group.id), pinnedById: memberId(tx), at: tx.now, unpinnedAt: null })
      .onConflict((clash) => clash.columns(['spaceId', 'fileId']).doUpdateSet({ unpinnedAt: null })).execute()
    await keepShown(tx, group.id)
    await record(tx, groupFilePinned, { subjectId: group.id, spaceId: group.id, data: { fileId: id } })
    return group
  })
}

/** Sends a file and pins it. Whether it may be is asked before anything is kept. */
export async function pinNewFile(ctx: Ctx, slug: string, file: { name: string; bytes: Buffer }): Promise<Group> {
  const group = await groupKnown(ctx, slug)
  demand(may.pinFiles(ctx.viewer, group), 'groups:problem.looksAfter')
  await demandRoom(ctx, group.id)
  const { key } = await addFile(ctx, file)
  return pinFile(ctx, slug, key)
}

export async function unpinFile(ctx: Ctx, slug: string, key: string): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await heldToPin(tx, slug)
    const { fileId } = found(await pinnedByKey(tx, group.id, key))
    await tx.db.updateTable('groupFile').set({ unpinnedAt: tx.now }).where('spaceId', '=', group.id).where('fileId', '=', fileId).execute()
    await keepShown(tx, group.id)
    await record(tx, groupFileUnpinned, { subjectId: group.id, spaceId: group.id, data: { fileId } })
    return group
  })
}

/** Changes places with the one before or after it; at an end nothing happens. */
export async function moveFile(ctx: Ctx, slug: string, key: string, by: 'up' | 'down'): Promise<Group> {
  return transaction(ctx, async (tx) => {
    const group = await heldToPin(tx, slug)
    const one = found(await pinnedByKey(tx, group.id, key))
    const other = await tx.db.selectFrom('groupFile').select(['fileId', 'position']).where('spaceId', '=', group.id).where('unpinnedAt', 'is', null)
      .where('position', by === 'up' ? '<' : '>', one.position).orderBy('position', by === 'up' ? 'desc' : 'asc').limit(1).executeTakeFirst()
    if (!other) return group
    for (const [fileId, position] of [[one.fileId, other.position], [other.fileId, one.position]] as const)
      await tx.db.updateTable('groupFile').set({ position }).where('spaceId', '=', group.id).where('fileId', '=', fileId).execute()
    return group
  })
}

/** What is pinned in a group that becomes part of another goes along, as far as there is room. */
export async function carryFiles(tx: Ctx, from: number, to: number): Promise<void> {
  await sql`insert into group_file (space_id, file_id, position, pinned_by_id, at)
    select ${to}::bigint, file_id, ${await nextPosition(tx, to)}::int + row_number() over (order by position), pinned_by_id, at
    from group_file where space_id = ${from} and unpinned_at is null order by position limit ${most - (await countPinned(tx, to))}
    on conflict (space_id, file_id) do update set unpinned_at = null`.execute(tx.db)
  await tx.db.deleteFrom('groupFile').where('spaceId', '=', from).execute()
  for (const id of [from, to]) await keepShown(tx, id)
}

async function heldToPin(tx: Ctx, slug: string): Promise<Group> {
  const group = await holdGroup(tx, slug)
  demand(may.pinFiles(tx.viewer, group), 'groups:problem.looksAfter')
  return group
}

const pinnable = (tx: Ctx, spaceId: number, key: string) =>
  tx.db.selectFrom('file').select('file.id').where('key', '=', key).where('state', '=', 'ready').where((eb) =>
    eb.or([
      eb('ownerId', '=', memberId(tx)),
      isInThreads(spaceId),
      eb.exists(eb.selectFrom('groupFile').select('fileId').whereRef('fileId', '=', 'file.id').where('spaceId', '=', spaceId)
        .where((row) => row.or([row('unpinnedAt', 'is', null), row('unpinnedAt', '>', undoUntil(tx))]))),
    ]),
  ).executeTakeFirst()

const pinnedByKey = (tx: Ctx, spaceId: number, key: string) =>
  tx.db.selectFrom('groupFile').innerJoin('file', 'file.id', 'groupFile.fileId').select(['fileId', 'position']).where('spaceId', '=', spaceId).where('key', '=', key).where('unpinnedAt', 'is', null).executeTakeFirst()

const pinned = (ctx: Pick<Ctx, 'db'>, spaceId: number) => ctx.db.selectFrom('groupFile').where('spaceId', '=', spaceId).where('unpinnedAt', 'is', null)

const countPinned = async (ctx: Pick<Ctx, 'db'>, spaceId: number) =>
  Number((await pinned(ctx, spaceId).select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()).count)

async function demandRoom(ctx: Ctx, spaceId: number, but = 0): Promise<void> {
  const rows = await pinned(ctx, spaceId).select('fileId').where('fileId', '<>', but).execute()
  if (rows.length >= most) throw but === 0 ? new Invalid({ file: 'groups:problem.filesFull' }) : new Conflict('groups:problem.filesFull')
}

const nextPosition = async (tx: Ctx, spaceId: number) =>
  ((await tx.db.selectFrom('groupFile').select((eb) => eb.fn.max('position').as('last')).where('spaceId', '=', spaceId).executeTakeFirst())?.last ?? 0) + 1

async function keepShown(tx: Ctx, spaceId: number): Promise<void> {
  const rows = await pinned(tx, spaceId).innerJoin('file', 'file.id', 'groupFile.fileId').select('key').execute()
  await keepUses(tx, 'group', spaceId, rows.map(({ key }) => key))
}
