/** Whose a ballot is, as the ballot says it (`ballots.ts` tells what that hides, and from whom). */
import type { Ctx } from '#platform/ctx.ts'
import { secretMark } from '#platform/secrets.ts'
import { authOf } from '#modules/members/index.ts'

export const voterIn = (ctx: Pick<Ctx, 'config'>, poll: { id: number; anonymous: boolean }, member: number): string =>
  poll.anonymous ? secretMark(authOf(ctx).secret, `ballot:${poll.id}:${member}`) : String(member)
