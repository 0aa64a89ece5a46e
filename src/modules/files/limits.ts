/** How much somebody may send and keep. */
import { type Ctx, memberId, reaches } from '#platform/ctx.ts'
import type { Limit } from '#platform/limits.ts'

const megabyte = 1024 * 1024
const day = 86_400_000

export const largest = 10 * megabyte
/** One part of a file that comes in parts; a part that was cut off is sent again. */
export const partSize = 512 * 1024
export const uploads: Limit = { max: 10, seconds: 60 }

/** Of one member, by how well they are known here. */
const quotas = { new: 20 * megabyte, member: 200 * megabyte, champion: 1024 * megabyte, team: 5 * 1024 * megabyte }

/** Pictures and attachments in one post of somebody who is new. */
export const few = { pictures: 1, attachments: 0 }

// Who has written this often, and was here yesterday, has been seen by others.
const knownAfter = { posts: 3, days: 1 }

/** Nobody knows them yet: what they send is kept small. */
export async function isNew(ctx: Ctx): Promise<boolean> {
  if (ctx.viewer.role !== 'member') return false
  const row = await ctx.db
    .selectFrom('member')
    .select(['joinedAt', 'questionCount', 'discussionCount', 'answerCount'])
    .where('id', '=', memberId(ctx))
    .executeTakeFirst()
  if (!row) return true
  const posts = row.questionCount + row.discussionCount + row.answerCount
  return posts < knownAfter.posts || ctx.now.getTime() - row.joinedAt.getTime() < knownAfter.days * day
}

export async function quotaOf(ctx: Ctx): Promise<number> {
  if (reaches(ctx.viewer, 'team')) return quotas.team
  if (reaches(ctx.viewer, 'champions')) return quotas.champion
  return (await isNew(ctx)) ? quotas.new : quotas.member
}
