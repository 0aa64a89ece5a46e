/** What must always hold of imports. */
import { sql } from 'kysely'
import type { Invariant } from '#platform/module.ts'

const tables = {
  member: 'member',
  space: 'space',
  topic: 'topic',
  thread: 'thread',
  post: 'post',
  votes: 'post',
  people: 'thread',
  link: 'thread',
}

const missing =
  (what: string, rows: string, kind: string, id: string): Invariant['find'] =>
  async (ctx) => {
    const found: string[] = []
    for (const [name, table] of Object.entries(tables)) {
      const { rows: lost } = await sql<{
        id: number
      }>`select ${sql.ref(id)} as id from ${sql.table(rows)} kept where kept.${sql.ref(kind)} = ${name}
      and not exists (select 1 from ${sql.table(table)} thing where thing.id = kept.${sql.ref(id)}) limit 20`.execute(ctx.db)
      found.push(...lost.map((row) => `${what} ${name} ${row.id}`))
    }
    return found
  }

export const invariants: Invariant[] = [
  { name: 'every imported thing is there', find: missing('imported', 'import_item', 'kind', 'local_id') },
  {
    // Until then nothing of it is counted or can be found. One that is running is told of too.
    name: 'every import has come to its end',
    find: async ({ db }) => {
      const rows = await db.selectFrom('importSource').select('key').where('finishedAt', 'is', null).orderBy('key').execute()
      return rows.map(({ key }) => `${key}: start it again, it goes on where it stopped`)
    },
  },
  { name: 'every old address leads to something', find: missing('address of', 'redirect', 'target_kind', 'target_id') },
  {
    name: 'every account that can be claimed is an imported one',
    find: async ({ db }) => {
      const rows = await db
        .selectFrom('importClaim')
        .innerJoin('member', 'member.id', 'importClaim.memberId')
        .select('member.id')
        .where('importedAt', 'is', null)
        .where('importClaim.email', 'is', null)
        .limit(20)
        .execute()
      return rows.map((row) => `member ${row.id}`)
    },
  },
]
