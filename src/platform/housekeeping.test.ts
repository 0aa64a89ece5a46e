import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openWorld } from '#test/world.ts'
import { clearAway } from './housekeeping.ts'

test('the embedded database learns how large its tables have become', async () => {
  const world = await openWorld()
  if (world.database.engine === 'postgres') return
  await world.db.transaction().execute((db) => sql`insert into limit_count (key, window_start, used) select 'key ' || n, now(), 1 from generate_series(1, 5000) n`.execute(db))
  const known = async () => (await sql<{ rows: number }>`select reltuples::int as rows from pg_class where relname = 'limit_count'`.execute(world.db)).rows[0]!.rows
  expect(await known()).toBeLessThan(5000)
  await clearAway.run(world.guest, {})
  expect(await known()).toBe(5000)
})
