import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openServer } from './db.ts'
import { transaction } from './ctx.ts'

const url = process.env.TEST_DATABASE_URL

describe.skipIf(!url)('statements that come back', () => {
  const inDatabase = async (work: (database: ReturnType<typeof openServer>) => Promise<void>) => {
    const database = openServer(url!, undefined, 1)
    try {
      await database.script('create temp table thing (id int, name text); insert into thing values (1, \'one\')')
      await work(database)
    } finally {
      await database.close()
    }
  }
  const things = (database: ReturnType<typeof openServer>) => sql`select * from thing where id = ${1}`.execute(database.db)
  const preparedNames = async (database: ReturnType<typeof openServer>) =>
    (await sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements where statement like '%from thing%'`.execute(database.db)).rows[0]!.count

  test('are prepared once', async () =>
    inDatabase(async (database) => {
      for (let turn = 0; turn < 8; turn++) expect((await things(database)).rows).toEqual([{ id: 1, name: 'one' }])
      expect(await preparedNames(database)).toBe(1)
    }))

  test('are answered when the table has changed since, also inside a transaction', async () =>
    inDatabase(async (database) => {
      const ctx = { db: database.db, wiring: { listeners: [], queue: null, after: [] } } as never
      for (let turn = 0; turn < 8; turn++) await things(database)
      await database.script('alter table thing add column more int default 5')
      expect((await things(database)).rows).toEqual([{ id: 1, name: 'one', more: 5 }])
      for (let turn = 0; turn < 8; turn++) await things(database)
      await database.script('alter table thing add column last int default 6')
      const rows = await transaction(ctx, async (tx) => (await sql`select * from thing where id = ${1}`.execute(tx.db)).rows)
      expect(rows).toEqual([{ id: 1, name: 'one', more: 5, last: 6 }])
    }))

  test('are sent as they are where the connection has forgotten them', async () =>
    inDatabase(async (database) => {
      for (let turn = 0; turn < 8; turn++) await things(database)
      await database.script('deallocate all')
      expect((await things(database)).rows).toEqual([{ id: 1, name: 'one' }])
      expect(await preparedNames(database)).toBe(0)
    }))

  test('are not compiled to machine code', async () =>
    inDatabase(async (database) => expect((await sql`show jit`.execute(database.db)).rows).toEqual([{ jit: 'off' }])))
})
