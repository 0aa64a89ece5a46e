/** What must always hold of groups. */
import { sql } from 'kysely'
import type { Invariant } from '#platform/module.ts'

const lines = (name: string, query: ReturnType<typeof sql<{ line: string }>>): Invariant => ({
  name,
  find: async (ctx) => (await sql<{ line: string }>`select line from (${query}) broken limit 20`.execute(ctx.db)).rows.map((row) => row.line),
})

export const invariants: Invariant[] = [
  lines('only a public group is read by everybody', sql`
    select 'group ' || space.id || ' is ' || visibility || ' and its space is seen by ' || see as line
    from community_group join space on space.id = space_id where (visibility = 'public') <> (see = 'everyone') or ask <> 'group'`),
  lines('a space for a group has a group', sql`
    select 'space ' || id as line from space where ask = 'group' and not exists (select 1 from community_group where space_id = space.id)`),
  lines('nobody hears of a group that they are not in', sql`
    select 'member ' || member_id || ' follows group ' || subject_id as line from follow join community_group g on g.space_id = subject_id
    where kind = 'space' and visibility <> 'public' and not exists (select 1 from group_member m where m.space_id = subject_id and m.member_id = follow.member_id and m.state = 'in')`),
]
