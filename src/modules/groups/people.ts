/** The rows of who is in a group. Every change goes through here: it is a fact, and what they hear of the group follows. */
import { sql } from 'kysely'
import type { Ctx, GroupRole } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Invalid } from '#platform/problems.ts'
import { forgetPlace, watchPlace } from '#modules/conversations/index.ts'
import { membersInSight } from '#modules/members/index.ts'
import { groupJoined, groupLeft } from './facts.ts'
import type { State } from './permissions.ts'

export interface Other {
  id: number
  handle: string
  name: string
  role: GroupRole
  state: State
}

/** Somebody by their handle, with what they are in the group; null when they are nothing there. */
export async function otherIn(tx: Ctx, spaceId: number, handle: string): Promise<Other | null> {
  const row = await tx.db.selectFrom('groupMember').innerJoin('member', 'member.id', 'groupMember.memberId')
    .select(['member.id', 'member.handle', 'member.name', 'groupMember.role', 'groupMember.state'])
    .where('groupMember.spaceId', '=', spaceId).where('member.handle', '=', handle.toLowerCase()).executeTakeFirst()
  return row ? ({ ...row, role: row.role as GroupRole, state: row.state as State }) : null
}

/** A member of the community by a name as it is typed: a handle, with or without @. */
export async function memberNamed(ctx: Ctx, who: string): Promise<{ id: number; handle: string; name: string }> {
  const row = await membersInSight(ctx).select(['member.id', 'member.handle', 'member.name']).where('member.handle', '=', who.replace(/^@/, '').toLowerCase()).executeTakeFirst()
  if (!row) throw new Invalid({ who: 'groups:invite.unknown' })
  return row
}

type JoinedBy = 'making' | 'self' | 'invitation' | 'approval' | 'letter' | 'merge' | 'team'

/** Lets somebody in, and they watch the group from then on. @returns the fact, or null when they were in already */
export async function letIn(tx: Ctx, spaceId: number, memberId: number, { by, role = 'member' }: { by: JoinedBy; role?: GroupRole }): Promise<number | null> {
  const row = { role, state: 'in', at: tx.now, byId: tx.viewer.id, note: '' }
  const added = await tx.db.insertInto('groupMember').values({ spaceId, memberId, ...row })
    .onConflict((clash) => clash.columns(['spaceId', 'memberId']).doUpdateSet(row).where('groupMember.state', '<>', 'in'))
    .returning('memberId').executeTakeFirst()
  if (!added) return null
  await watchPlace(tx, spaceId, memberId)
  return record(tx, groupJoined, { subjectId: spaceId, spaceId, data: { memberId, by } })
}

/** Takes somebody out, whatever they were there, and what they hear of it with them. */
export async function takeOut(tx: Ctx, spaceId: number, memberId: number, by: 'self' | 'removal' | 'merge'): Promise<void> {
  const gone = await tx.db.deleteFrom('groupMember').where('spaceId', '=', spaceId).where('memberId', '=', memberId).returning('state').executeTakeFirst()
  if (!gone) return
  await forgetPlace(tx, spaceId, memberId)
  if (by === 'removal') await voidLetters(tx, spaceId, memberId)
  if (gone.state === 'in') await record(tx, groupLeft, { subjectId: spaceId, spaceId, data: { memberId, by } })
}

// A letter that lies unopened in their mailbox would let them in again.
async function voidLetters(tx: Ctx, spaceId: number, memberId: number) {
  await sql`delete from group_letter where space_id = ${spaceId} and lower(email) = (select lower(email) from member where id = ${memberId})`.execute(tx.db)
}

/** Somebody who is asked to come, or asks to. */
export async function note(tx: Ctx, spaceId: number, memberId: number, state: 'invited' | 'asked', words = ''): Promise<boolean> {
  const added = await tx.db.insertInto('groupMember').values({ spaceId, memberId, state, role: 'member', at: tx.now, byId: tx.viewer.id, note: words })
    .onConflict((clash) => clash.doNothing()).returning('memberId').executeTakeFirst()
  return added !== undefined
}

/** The members who are this in the group. */
export async function whoAre(tx: Ctx, spaceId: number, roles: readonly GroupRole[]): Promise<number[]> {
  const rows = await tx.db.selectFrom('groupMember').select('memberId').where('spaceId', '=', spaceId).where('state', '=', 'in').where('role', 'in', [...roles]).orderBy('memberId').execute()
  return rows.map((row) => row.memberId)
}
