import { afterEach, describe, expect, test } from 'vitest'
import pg from 'pg'
import { Changes, type Mark, shareChanges } from './changes.ts'

const url = process.env.TEST_DATABASE_URL
const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** One process, as it were: what it hears, and how it tells. */
async function processOf() {
  const pool = new pg.Pool({ connectionString: url!, max: 1 })
  const changes = new Changes()
  const heard: Mark[] = []
  changes.hear((marks) => heard.push(...marks))
  const stop = await shareChanges(changes, pool, url!)
  open.push(async () => { await stop(); await pool.end() })
  return { changes, heard, pool }
}

async function until(holds: () => boolean) {
  for (let turn = 0; turn < 200 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(holds()).toBe(true)
}

test('whoever listens is told at once; what changes nothing is not told', () => {
  const changes = new Changes()
  const heard: Mark[][] = []
  changes.hear((marks) => heard.push([...marks]))
  changes.tell(['thread:1', 'lists'])
  changes.tell([])
  expect(heard).toEqual([['thread:1', 'lists']])
})

describe.skipIf(!url)('processes that share a server', () => {
  test('hear of each other, and not of themselves', async () => {
    const [one, other] = [await processOf(), await processOf()]
    one.changes.tell(['thread:7'])
    one.changes.tell(['thread:8', 'lists'])
    await until(() => other.heard.includes('lists'))
    expect(other.heard).toEqual(['thread:7', 'thread:8', 'lists'])
    expect(one.heard).toEqual(['thread:7', 'thread:8', 'lists'])
  })

  test('with more changes than a notice holds, take everything for changed', async () => {
    const [one, other] = [await processOf(), await processOf()]
    for (let id = 0; id < 3000; id++) one.changes.tell([`thread:${id}`])
    await until(() => other.heard.length > 0)
    expect(other.heard).toEqual(['everything'])
  })

  test('take everything for changed when the line was cut, and hear again', async () => {
    const [one, other] = [await processOf(), await processOf()]
    await one.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'folkmoot changes'`)
    await until(() => other.heard.includes('everything'))
    one.changes.tell(['thread:9'])
    await until(() => other.heard.includes('thread:9'))
  })
})
