/** A member as their card shows them. */
import type { Ctx } from '#platform/ctx.ts'
import { kept } from '#platform/keep.ts'
import { type MemberShown, memberShown } from '#modules/members/index.ts'
import { levelOf } from './follows.ts'
import type { FollowLevel } from './shapes.ts'

export interface MemberCard {
  member: MemberShown
  /** What the viewer wants to hear of them; null for guests and for oneself. */
  level: FollowLevel | null
}

// Seconds. What everybody of this reach sees of a member; whoever is suspended or removed is forgotten at once.
const freshFor = 30

export async function memberCard(ctx: Ctx, handle: string): Promise<MemberCard> {
  const member = await kept(ctx, `card ${handle.toLowerCase()}`, freshFor, () => memberShown(ctx, handle))
  const isOther = ctx.viewer.id !== null && ctx.viewer.id !== member.id
  return { member, level: isOther ? await levelOf(ctx, 'member', member.id) : null }
}
