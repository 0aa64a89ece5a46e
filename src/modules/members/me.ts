/** Oneself, for programs that work with a personal key. */
import type { Ctx } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'

export async function me(ctx: Pick<Ctx, 'db'>, id: number) {
  const row = await ctx.db
    .selectFrom('member')
    .select(['id', 'handle', 'name', 'role', 'email', 'picture', 'headline', 'joinedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row)
}
