/** Whom somebody writes to: by the names that they typed, and only who can be written to by them. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { Conflict, Invalid } from '#platform/problems.ts'
import { membersInSight } from '#modules/members/index.ts'

export interface Somebody {
  id: number
  handle: string
  name: string
}

/** Members by what was typed: handles with or without @, or a name that only one of them has. @throws Invalid about `to` */
export async function peopleNamed(ctx: Ctx, words: readonly string[]): Promise<Somebody[]> {
  const people = new Map<number, Somebody>()
  for (const each of words) {
    const somebody = await memberNamed(ctx, each)
    if (somebody.id !== ctx.viewer.id) people.set(somebody.id, somebody)
  }
  if (people.size === 0) throw new Invalid({ to: words.length > 0 ? 'messages:problem.yourself' : 'messages:problem.nobody' })
  return [...people.values()]
}

async function memberNamed(ctx: Ctx, typed: string): Promise<Somebody> {
  const word = typed.replace(/^@/, '').toLowerCase()
  const rows = await membersInSight(ctx).select(['member.id', 'member.handle', 'member.name'])
    .where((eb) => eb.or([eb('member.handle', '=', word), sql<boolean>`lower(member.name) = ${word}`]))
    .where(sql<boolean>`(member.imported_at is null or member.auth_id is not null)`).limit(3).execute()
  const byHandle = rows.find((row) => row.handle === word)
  if (!byHandle && rows.length !== 1) throw new Invalid({ to: rows.length === 0 ? 'messages:problem.unknown' : 'messages:problem.several' })
  return byHandle ?? rows[0]!
}

/** @throws Conflict where one of two has blocked the other; it does not say that they did */
export async function demandNoBlock(ctx: Ctx, somebody: Somebody): Promise<void> {
  const why = await blockBetween(ctx, somebody)
  if (why) throw new Conflict(`messages:problem.${why}`, { name: somebody.name })
}

/** Why the viewer cannot write to somebody; null where nothing is in the way. */
export async function blockBetween(ctx: Ctx, { id }: { id: number }): Promise<'youBlocked' | 'takesNone' | null> {
  const mine = memberId(ctx)
  const blocks = await ctx.db.selectFrom('block').select('memberId')
    .where((eb) => eb.or([eb.and({ memberId: mine, blockedId: id }), eb.and({ memberId: id, blockedId: mine })])).execute()
  if (blocks.length === 0) return null
  return blocks.some((row) => row.memberId === mine) ? 'youBlocked' : 'takesNone'
}
