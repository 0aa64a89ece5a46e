/** How often somebody may search. A search is our dearest read; a person reads the answer before asking again. */
import type { Ctx } from '#platform/ctx.ts'
import { type Limit, spend } from '#platform/limits.ts'
import { networkOf } from '#platform/network.ts'

const minute = 60

/** A reader who tries words one after another needs six or seven a minute; this leaves room for two at one address. */
export const searchesOfGuests: Limit = { max: 15, seconds: minute }
/** A browser's mark costs nothing to make up: all guests of a network together. Thirty people in one office search less often than that. */
export const searchesOfNetwork: Limit = { max: 90, seconds: minute }
/** Members look up things while they answer. */
export const searchesOfMembers: Limit = { max: 30, seconds: minute }
/** Suggestions come with the keys: four letters a second, for half a minute of a minute. */
export const suggestions: Limit = { max: 120, seconds: minute }
/** Results opened and found helpful. */
export const choices: Limit = { max: 60, seconds: minute }

const nameOf = (ctx: Ctx, ip: string) =>
  ctx.viewer.id === null ? `guest:${networkOf(ip)}:${ctx.visitor ?? ''}` : `member:${ctx.viewer.id}`

export async function spendSearch(ctx: Ctx, ip: string): Promise<void> {
  if (ctx.viewer.id !== null) await spend(ctx, `search:${nameOf(ctx, ip)}`, searchesOfMembers)
  else {
    await spend(ctx, `search:${nameOf(ctx, ip)}`, searchesOfGuests)
    if (ctx.visitor !== null) await spend(ctx, `search:network:${networkOf(ip)}`, searchesOfNetwork)
  }
}
export const spendSuggestion = (ctx: Ctx, ip: string) =>
  spend(ctx, `search.suggest:${nameOf(ctx, ip)}`, suggestions)
export const spendChoice = (ctx: Ctx, ip: string) => spend(ctx, `search.choose:${nameOf(ctx, ip)}`, choices)
