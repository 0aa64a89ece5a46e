/** What must always hold of files. `doctor --data` asks each. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Invariant } from '#platform/module.ts'

const rule = (name: string, text: string): Invariant => ({
  name,
  find: async (ctx: Ctx) => {
    const { rows } = await sql<{ what: string }>`select what::text from (${sql.raw(text)}) broken (what) limit 20`.execute(ctx.db)
    return rows.map((row) => row.what)
  },
})

export const invariants: Invariant[] = [
  rule('a file that is shown somewhere is not collected, and one that is not will be', `select 'file ' || id from file where (unused_since is null) <> exists (select 1 from file_use where file_id = file.id)`),
  rule('only whole files are shown', `select 'file ' || id from file where state <> 'ready' and exists (select 1 from file_use where file_id = file.id)`),
  rule('what is kept has a size, and a picture its forms', `select 'file ' || id from file where state = 'ready' and (stored <= 0 or (width is not null and cardinality(webp) = 0))`),
]
