/** How much one may write to others, and whom somebody who is new may write to at all. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { type Limit, spend } from '#platform/limits.ts'

const day = 24 * 3600
/** So that a conversation flows, and a flood does not. */
const pace: Limit = { max: 20, seconds: 60 }
const aDay: Record<'new' | 'known', Limit> = { new: { max: 20, seconds: day }, known: { max: 500, seconds: day } }
/** Circles that one begins, and people whom one brings into one. */
const begun: Limit = { max: 20, seconds: day }

/** Milliseconds in which one's own words can be put right. */
export const editableFor = day * 1000

/** Nobody has heard of them yet: no post so far, or here since today. Those with duties are known. */
export async function isNew(ctx: Ctx): Promise<boolean> {
  if (ctx.viewer.role !== 'member') return false
  const row = await ctx.db.selectFrom('member').select(['joinedAt', 'questionCount', 'discussionCount', 'answerCount']).where('id', '=', memberId(ctx)).executeTakeFirst()
  if (!row) return true
  return row.questionCount + row.discussionCount + row.answerCount === 0 || ctx.now.getTime() - row.joinedAt.getTime() < day * 1000
}

export async function spendMessage(ctx: Ctx): Promise<void> {
  if (!ctx.config.limits) return
  await spend(ctx, `message:${memberId(ctx)}`, pace)
  await spend(ctx, `messages:${memberId(ctx)}`, aDay[(await isNew(ctx)) ? 'new' : 'known'])
}

export const spendCircle = (ctx: Ctx) => spend(ctx, `circle:${memberId(ctx)}`, begun)
