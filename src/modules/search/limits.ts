/** How often somebody may search. A search is our dearest read; a person reads the answer before asking again. */
import type { Ctx } from '#platform/ctx.ts'
import { type Limit, spend } from '#platform/limits.ts'
import { networkOf } from '#platform/network.ts'

const minute = 60

/** A reader who tries words one after another needs six or seven a minute; this leaves room for two at one address. */
export const searchesOfGuests: Limit = { max: 15, seconds: minute }
/** Members look up things while they answer. */
export const searchesOfMembers: Limit = { max: 30, seconds: minute }
/** Suggestions come with the keys: four letters a second, for half a minute of a minute. */
export const suggestions: Limit = { max: 120, seconds: minute }
/** Results opened and found helpful. */
export const choices: Limit = { max: 60, seconds: minute }

/** A browser's mark costs nothing to make up: all guests of a network who carry one, together. */
export const ofNetwork = (guests: Limit): Limit => ({ ...guests, max: guests.max * 6 })

async function spendOf(ctx: Ctx, ip: string, what: string, guests: Limit, members = guests): Promise<void> {
  const { viewer, visitor } = ctx
  const network = networkOf(ip)
  if (viewer.id !== null) await spend(ctx, `${what}:member:${viewer.id}`, members)
  else await spend(ctx, `${what}:guest:${network}:${visitor ?? ''}`, guests)
  if (viewer.id === null && visitor !== null) await spend(ctx, `${what}:network:${network}`, ofNetwork(guests))
}

export const spendSearch = (ctx: Ctx, ip: string) => spendOf(ctx, ip, 'search', searchesOfGuests, searchesOfMembers)
export const spendSuggestion = (ctx: Ctx, ip: string) => spendOf(ctx, ip, 'search.suggest', suggestions)
export const spendChoice = (ctx: Ctx, ip: string) => spendOf(ctx, ip, 'search.choose', choices)
