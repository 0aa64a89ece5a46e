import { sql } from 'kysely'
import type { Invariant } from '#platform/module.ts'
import { unmatched } from './subjects.ts'

/** Each document shows something that exists. That each thread has its document is asked by those who own the threads. */
export const invariants: Invariant[] = [
  {
    name: 'every search document shows a thread that is not removed',
    find: async (ctx) => {
      const { rows } = await sql<{ id: number }>`
        select subject_id as id from search_document document where kind in ('question', 'discussion')
        and not exists (select 1 from thread where thread.id = document.subject_id and thread.kind = document.kind
          and thread.space_id = document.space_id and thread.removed_at is null) limit 20`.execute(ctx.db)
      return rows.map((row) => `search document of thread ${row.id}`)
    },
  },
  { name: 'members, topics and spaces can be found, and only those that exist', find: unmatched },
]
