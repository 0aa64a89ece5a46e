/** The tables of a site, parents before children, so that rows can be put back in this order. */
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

/** Names as the database has them. What belongs to one running moment only (queue, counters) is left out. */
export async function tablesInOrder(db: Db): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('migration', 'limit_count') order by tablename`.execute(db)
  const { rows: links } = await sql<{ child: string; parent: string }>`
    select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and conrelid <> confrelid`.execute(db)
  const order: string[] = []
  const visit = (name: string, path: string[]) => {
    if (order.includes(name) || path.includes(name)) return
    for (const link of links) if (link.child === name) visit(link.parent, [...path, name])
    order.push(name)
  }
  for (const { name } of tables) visit(name, [])
  return order
}
