/** Runs that stop, meet each other, or come to another place: none of it shows in what they bring. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { load } from './load.ts'
import type { AnyRecord, Reader } from './records.ts'
import { member, people, reader, space, thread, at } from '#test/importing/records.ts'
import { broken, emptyTown } from '#test/importing/town.ts'

let town: Ctx
const bring = (...records: AnyRecord[]) => load({ ...town, now: new Date() }, reader(records))
beforeEach(async () => {
  town = await emptyTown()
})

test('an import that another process has gone on with stops before it writes anything twice', async () => {
  const records = [space, ...people, thread('1')]
  const other = reader(records)
  const slow: Reader = {
    ...other,
    async *records() {
      // While this one still reads, the other one comes to its end.
      await load({ ...town, now: new Date() }, other)
      yield* records
    },
  }
  await expect(load({ ...town, now: new Date() }, slow)).rejects.toThrow('Another import of old is running')
  expect(await town.db.selectFrom('thread').select('id').execute()).toHaveLength(1)
  expect(await broken(town)).toEqual([])
})

test('what is not on its way to its end yet is something for the doctor', async () => {
  const stopped: Reader = {
    ...reader([]),
    // biome-ignore lint/correctness/useYield: it ends before the first record.
    async *records() {
      throw new Error('The disk is gone.')
    },
  }
  await expect(load(town, stopped)).rejects.toThrow('The disk is gone.')
  expect(await broken(town)).toEqual(['every import has come to its end: old: start it again, it goes on where it stopped'])
  await bring(space, ...people, thread('1'))
  expect(await broken(town)).toEqual([])
})

test('who came in the batch before can be mentioned', async () => {
  const crowd = Array.from({ length: 810 }, (_, index) => member(`p${index}`))
  const opening = { id: '1o', author: 'ada', body: { markdown: 'Ask @p0, @p700 or @p805.' }, createdAt: at(2) }
  await bring(space, ...people, ...crowd, thread('1', { opening }))
  const mentioned = await town.db.selectFrom('mention').innerJoin('member', 'member.id', 'memberId').select('handle').orderBy('handle').execute()
  expect(mentioned.map((each) => each.handle)).toEqual(['p0', 'p700', 'p805'])
})

test('somebody whose name is taken is called the same wherever they come to', async () => {
  const records = [space, member('ada', { handle: 'admin' }), member('bob')]
  await bring(...records)
  const handles = async () => (await town.db.selectFrom('member').select('handle').orderBy('handle').execute()).map((each) => each.handle)
  const first = await handles()
  town = await emptyTown()
  // Numbers that were given and given up, as after a kill.
  for (let time = 0; time < 3; time++) await sql`select nextval(pg_get_serial_sequence('member', 'id'))`.execute(town.db)
  await bring(...records)
  expect(await handles()).toEqual(first)
  expect(first[0]).toMatch(/^admin-\w+$/)
})
