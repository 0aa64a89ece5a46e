/** Whom somebody wants no messages from. Nobody else is told. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand, found } from '#platform/problems.ts'
import { membersInSight, type Person, person } from '#modules/members/index.ts'
import { memberBlocked, memberUnblocked } from './facts.ts'
import { may } from './permissions.ts'

export interface Blocked {
  person: Person
  at: Date
}

/** Whom the viewer sees, and whom they have blocked before: who is not seen any more should not stay blocked for ever. */
async function memberBy(ctx: Ctx, handle: string) {
  const before = ctx.db.selectFrom('block').select('blockedId').where('memberId', '=', memberId(ctx))
  return found(await ctx.db.selectFrom('member').select(['id', 'handle']).where('handle', '=', handle.toLowerCase()).where('removedAt', 'is', null)
    .where((eb) => eb.or([eb('id', 'in', membersInSight(ctx).select('member.id')), eb('id', 'in', before)])).executeTakeFirst())
}

export async function block(ctx: Ctx, handle: string): Promise<{ handle: string }> {
  return transaction(ctx, async (tx) => {
    const other = await memberBy(tx, handle)
    demand(may.block(tx.viewer, other), 'messages:problem.yourself')
    const added = await tx.db.insertInto('block').values({ memberId: memberId(tx), blockedId: other.id, at: tx.now }).onConflict((clash) => clash.doNothing()).returning('blockedId').executeTakeFirst()
    if (added) await record(tx, memberBlocked, { subjectId: other.id, data: {} })
    return { handle: other.handle }
  })
}

export async function unblock(ctx: Ctx, handle: string): Promise<{ handle: string }> {
  return transaction(ctx, async (tx) => {
    const other = await memberBy(tx, handle)
    demand(may.block(tx.viewer, other), 'messages:problem.yourself')
    const gone = await tx.db.deleteFrom('block').where('memberId', '=', memberId(tx)).where('blockedId', '=', other.id).returning('blockedId').executeTakeFirst()
    if (gone) await record(tx, memberUnblocked, { subjectId: other.id, data: {} })
    return { handle: other.handle }
  })
}

const listed = 500

export async function blocked(ctx: Ctx): Promise<Blocked[]> {
  demand(may.keepBlocks(ctx.viewer, undefined))
  return ctx.db.selectFrom('block').select([person('block.blocked_id').as('person'), 'at']).where('memberId', '=', memberId(ctx)).orderBy('at', 'desc').limit(listed).execute()
}
