/** What administrators do with members: their role, their stay, whose an imported account is. */
import { type Ctx, roles, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { memberClaimed, memberRestored, memberRoleChanged, memberSuspended } from './facts.ts'
import { may } from './permissions.ts'

export const memberRoles = roles.filter((role) => role !== 'guest')
export type MemberRole = (typeof memberRoles)[number]

export async function changeRole(ctx: Ctx, handle: string, role: MemberRole): Promise<void> {
  await transaction(ctx, async (tx) => {
    const member = await lock(tx, handle)
    demand(may.changeRole(tx.viewer, member))
    if (member.role === role) return
    if (member.role === 'administrator') await keepOneAdministrator(tx, member.id)
    await tx.db.updateTable('member').set({ role }).where('id', '=', member.id).execute()
    await record(tx, memberRoleChanged, { subjectId: member.id, data: { from: member.role, to: role } })
  })
}

// Two administrators who take the role from each other at once wait here, and the second is refused.
async function keepOneAdministrator(tx: Ctx, except: number) {
  const rows = await tx.db
    .selectFrom('member')
    .select(['id', 'authId'])
    .where('role', '=', 'administrator')
    .where('suspendedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (!rows.some((row) => row.id !== except && row.authId !== null)) throw new Conflict('members:role.last')
}

/** Ends every session at once; what they wrote stays. */
export async function suspend(ctx: Ctx, handle: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const member = await lock(tx, handle)
    demand(may.suspend(tx.viewer, member))
    if (member.suspendedAt) return
    if (member.role === 'administrator') await keepOneAdministrator(tx, member.id)
    await tx.db.updateTable('member').set({ suspendedAt: tx.now }).where('id', '=', member.id).execute()
    if (member.authId) await tx.db.deleteFrom('authSession').where('userId', '=', member.authId).execute()
    await record(tx, memberSuspended, { subjectId: member.id, data: {} })
  })
}

export async function restore(ctx: Ctx, handle: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const member = await lock(tx, handle)
    demand(may.suspend(tx.viewer, member))
    if (!member.suspendedAt) return
    await tx.db.updateTable('member').set({ suspendedAt: null }).where('id', '=', member.id).execute()
    await record(tx, memberRestored, { subjectId: member.id, data: {} })
  })
}

/**
 * Gives an imported member to somebody who has joined since. Their own, still empty member makes room for it;
 * one that has written already would have to be merged, which is more than a change of hands.
 */
export async function handOver(ctx: Ctx, handle: string, to: string): Promise<{ handle: string }> {
  return transaction(ctx, async (tx) => {
    const imported = await lock(tx, handle)
    demand(may.handOver(tx.viewer, imported))
    const person = await lock(tx, to, 'members:handOver.nobody')
    if (imported.authId !== null || person.authId === null || imported.importedAt === null)
      throw new Conflict('members:handOver.unfit')
    if (await hasWritten(tx, person.id)) throw new Conflict('members:handOver.written')
    const { authId, email } = person
    await tx.db
      .updateTable('member')
      .set({ authId: null, email: null, removedAt: tx.now })
      .where('id', '=', person.id)
      .execute()
    await tx.db
      .updateTable('apiToken')
      .set({ memberId: imported.id })
      .where('memberId', '=', person.id)
      .execute()
    await tx.db
      .updateTable('member')
      .set({ authId, email, claimedAt: tx.now })
      .where('id', '=', imported.id)
      .execute()
    await record(tx, memberClaimed, { subjectId: imported.id, data: { by: 'administrator' } })
    return { handle: imported.handle }
  })
}

const hasWritten = async (tx: Ctx, id: number) =>
  (await tx.db.selectFrom('post').select('id').where('authorId', '=', id).limit(1).executeTakeFirst()) !==
  undefined

async function lock(tx: Ctx, handle: string, otherwise?: string) {
  const row = await tx.db
    .selectFrom('member')
    .select(['id', 'handle', 'role', 'authId', 'email', 'suspendedAt', 'importedAt'])
    .where('handle', '=', handle.replace(/^@/, '').toLowerCase())
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return found(row, otherwise)
}
