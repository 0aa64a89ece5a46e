/** The accounts of the demo, shown on its sign-in page. Nowhere else does anybody learn who can sign in. */
import type { Ctx } from '#platform/ctx.ts'
import type { Person } from '#ui/person.ts'

// One of each role is what a visitor wants to try.
const shown = 8

export async function demoPeople(ctx: Ctx): Promise<Person[]> {
  if (!ctx.config.demo) return []
  const rows = await ctx.db
    .selectFrom('member')
    .select(['id', 'name', 'handle', 'picture', 'role'])
    .where('authId', 'is not', null)
    .where('suspendedAt', 'is', null)
    .where('removedAt', 'is', null)
    .distinctOn('role')
    .orderBy('role')
    .orderBy('id')
    .limit(shown)
    .execute()
  return rows as Person[]
}
