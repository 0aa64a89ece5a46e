/** Who writes and who reads in a thread just now: kept in memory, seconds old, shown to members and only of those who wish it. */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { demand } from '#platform/problems.ts'
import { type Person, person, showsPresence } from '#modules/members/index.ts'
import { may } from './permissions.ts'
import { threadShown } from './thread-queries.ts'

export interface Present {
  writes: Person[]
  reads: Person[]
}

export async function present(ctx: Ctx, threadId: number): Promise<Present> {
  await threadShown(ctx, threadId)
  const passing = ctx.wiring.live?.passing
  if (!passing) return { writes: [], reads: [] }
  const place = `thread:${threadId}`
  const writes = others(ctx, passing.who(place, 'writes'))
  const reads = others(ctx, passing.who(place, 'reads')).filter((id) => !writes.includes(id))
  const people = await shown(ctx, [...writes, ...reads])
  const named = (ids: number[]) => ids.flatMap((id) => people.get(id) ?? [])
  return { writes: named(writes), reads: named(reads) }
}

/** Somebody writes an answer or a comment there. Said every few seconds while they do. */
export async function noteWriting(ctx: Ctx, threadId: number): Promise<void> {
  demand(may.answer(ctx.viewer, await threadShown(ctx, threadId)), 'conversations:problem.mayNotAnswer')
  if (await showsPresence(ctx, ctx.viewer)) ctx.wiring.live?.passing.note(`thread:${threadId}`, memberId(ctx), 'writes')
}

const others = ({ viewer }: Ctx, ids: number[]) => ids.filter((id) => id !== viewer.id)

async function shown(ctx: Ctx, ids: number[]): Promise<Map<number, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('member').select(['id', person('member.id').as('person')])
    .where('id', 'in', ids).where('showsPresence', '=', true).where('suspendedAt', 'is', null).where('removedAt', 'is', null).execute()
  return new Map(rows.map((row) => [row.id, row.person]))
}
