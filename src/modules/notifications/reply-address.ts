/**
 * Where a mail is answered to. The address carries a member, a post and a day, signed with the secret of the
 * installation: whoever has it may answer that post as that member, from that member's own address, for sixty days.
 */
import type { Ctx } from '#platform/ctx.ts'
import { tagOf, withTag } from '#platform/mail-address.ts'
import { isSame, secretMark } from '#platform/secrets.ts'
import { authOf } from '#modules/members/index.ts'

export interface AnswersTo {
  memberId: number
  postId: number
}

const day = 86_400_000
const validDays = 60

// Addresses lose their capitals on the way, and the part before the @ has room for 64 letters.
const markOf = (ctx: Pick<Ctx, 'config'>, about: string) => Buffer.from(secretMark(authOf(ctx).secret, `reply:${about}`), 'base64url').toString('hex').slice(0, 24)

/** Null where no mail comes in. */
export function replyAddress(ctx: Pick<Ctx, 'config'>, { memberId, postId }: AnswersTo): string | null {
  if (!ctx.config.mailIn) return null
  const about = `r${memberId.toString(36)}-${postId.toString(36)}-${Math.floor(Date.now() / day).toString(36)}`
  return withTag(ctx.config.mailIn.address, `${about}.${markOf(ctx, about)}`)
}

/** What an address says: null when it is not one of ours, `expired` when it is too old. */
export function readReplyAddress(ctx: Pick<Ctx, 'config'>, address: string): AnswersTo | 'expired' | null {
  const [about = '', mark = ''] = tagOf(ctx.config, address)?.split('.') ?? []
  const parts = /^r([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)$/.exec(about)
  if (!parts || !isSame(mark, markOf(ctx, about))) return null
  const [memberId, postId, at] = parts.slice(1).map((part) => Number.parseInt(part, 36)) as [number, number, number]
  return Date.now() / day - at > validDays + 1 ? 'expired' : { memberId, postId }
}
