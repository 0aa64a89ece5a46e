/**
 * How often somebody may try. Every number here keeps a machine from guessing and leaves a person room to
 * mistype.
 */
import { createHash } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'
import { type Limit, spend } from '#platform/limits.ts'

export { networkOf } from '#platform/network.ts'

const minute = 60
const hour = 3600

/** Tries to sign in from one network address. */
export const signInFromAddress: Limit[] = [
  { max: 6, seconds: minute },
  { max: 30, seconds: hour },
]
/** Tries at one account, from wherever: guessing spread over many addresses. */
export const signInAtAccount: Limit[] = [{ max: 10, seconds: 15 * minute }]
/** Six digits fall in minutes without this. */
export const secondFactorTries: Limit[] = [{ max: 6, seconds: minute }]
/** People who join from one network address: a family, not a farm. */
export const joiningFromAddress: Limit[] = [{ max: 3, seconds: hour }]
/** Mails to one address on the word of a stranger: nobody's inbox is to be filled through us. */
export const mailsToAddress: Limit[] = [
  { max: 3, seconds: 15 * minute },
  { max: 10, seconds: 24 * hour },
]
export const mailsFromAddress: Limit[] = [
  { max: 6, seconds: minute },
  { max: 30, seconds: hour },
]
/** Pictures are decoded by us: work for our machine. */
export const pictureUploads: Limit[] = [{ max: 10, seconds: minute }]

/** Counts one use of a limit kept for `what` and whoever it is about. */
export async function count(ctx: Ctx, what: string, who: string, limits: Limit[]): Promise<void> {
  // Addresses do not lie about in clear.
  const key = `members.${what}:${createHash('sha256').update(who.toLowerCase()).digest('base64url').slice(0, 22)}`
  for (const limit of limits) await spend(ctx, `${key}:${limit.seconds}`, limit)
}
