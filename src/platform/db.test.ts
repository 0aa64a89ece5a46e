import { expect, test } from 'vitest'
import { freshDatabase } from '#test/database.ts'

test('one who writes without a pause does not stop the process: what waits has its turn', async () => {
  const { db, close } = await freshDatabase()
  let turns = 0
  const clock = setInterval(() => { turns++ }, 1)
  const began = performance.now()
  while (performance.now() - began < 400) await db.transaction().execute((tx) => tx.selectFrom('fact').select('id').limit(1).execute())
  clearInterval(clock)
  await close()
  expect(turns).toBeGreaterThan(4)
})
