/** How often somebody may search. A search is our dearest read; a person reads the answer before asking again. */
import type { Ctx } from '#platform/ctx.ts'
import { type Limit, spend } from '#platform/limits.ts'

const minute = 60

/** A reader who tries words one after another needs six or seven a minute; this leaves room for two at one address. */
export const searchesOfGuests: Limit = { max: 15, seconds: minute }
/** Members look up things while they answer. */
export const searchesOfMembers: Limit = { max: 30, seconds: minute }
/** Suggestions come with the keys: four letters a second, for half a minute of a minute. */
export const suggestions: Limit = { max: 120, seconds: minute }
/** Results opened and found helpful. */
export const choices: Limit = { max: 60, seconds: minute }

const nameOf = (ctx: Ctx, ip: string) =>
  ctx.viewer.id === null ? `guest:${ip}:${ctx.visitor ?? ''}` : `member:${ctx.viewer.id}`

export const spendSearch = (ctx: Ctx, ip: string) =>
  spend(ctx, `search:${nameOf(ctx, ip)}`, ctx.viewer.id === null ? searchesOfGuests : searchesOfMembers)
export const spendSuggestion = (ctx: Ctx, ip: string) =>
  spend(ctx, `search.suggest:${nameOf(ctx, ip)}`, suggestions)
export const spendChoice = (ctx: Ctx, ip: string) => spend(ctx, `search.choose:${nameOf(ctx, ip)}`, choices)
