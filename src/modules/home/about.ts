/** What this place is, in figures and names. */
import type { Ctx } from '#platform/ctx.ts'
import { settings, type Settings } from '#modules/community/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type Figures, figures } from './figures.ts'
import { kept } from '#platform/keep.ts'

export interface About {
  community: Settings
  figures: Figures
  team: { person: Person; headline: string }[]
}

// A team larger than this is shown by its community managers and moderators first.
const shown = 12
const order = ['community_manager', 'moderator', 'support_agent', 'product_owner', 'administrator']

export async function about(ctx: Ctx): Promise<About> {
  const [community, told, team] = await Promise.all([
    settings(ctx),
    kept(ctx, 'figures', 10, figures),
    ctx.db
      .selectFrom('member')
      .select(['role', 'headline', person('member.id').as('person')])
      .where('role', 'not in', ['member', 'champion'])
      .where('removedAt', 'is', null)
      .where('suspendedAt', 'is', null)
      .orderBy('id')
      .limit(100)
      .execute(),
  ])
  const sorted = team.sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role))
  return { community, figures: told, team: sorted.slice(0, shown) as About['team'] }
}
