import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import type { Work } from './messages.ts'
import { Pool } from './pool.ts'
import { labels } from './test-page.ts'

const url = new URL('./test-worker.ts', import.meta.url)
const saying = (source: string): Work => ({
  kind: 'cook',
  source,
  options: { mentions: [], groups: [], files: [], previews: [], baseUrl: '', headings: 3, labels, colourTime: 100 },
})

let pool: Pool
afterEach(() => pool.close())

describe('a pool of threads that may misbehave', () => {
  test('stops a job that does not end, and goes on with a new thread', async () => {
    pool = new Pool({ url })
    const began = performance.now()
    expect(await pool.run(saying('hang'), { time: 100 })).toMatchObject({ failure: { reason: 'time' } })
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(await pool.run(saying('hello'))).toEqual({ id: expect.any(Number), result: 'hello' })
    expect(pool.restarts).toBe(1)
  })

  test('one bad job in a batch costs no other', async () => {
    pool = new Pool({ url })
    const sources = ['a', 'b', 'hang', 'c', 'leave', 'd', 'fail', 'e']
    const outcomes = await Promise.all(
      sources.map((source) => pool.run(saying(source), { time: 100, patient: true })),
    )
    expect(
      outcomes.map((outcome) => ('result' in outcome ? outcome.result : outcome.failure.reason)),
    ).toEqual(['a', 'b', 'time', 'c', 'error', 'd', 'error', 'e'])
  })

  test('stops a job that eats its memory', async () => {
    pool = new Pool({ url, memory: 32 })
    const outcomes = await Promise.all(
      ['a', 'eat', 'b'].map((source) => pool.run(saying(source), { time: 10_000, patient: true })),
    )
    expect(
      outcomes.map((outcome) => ('result' in outcome ? outcome.result : outcome.failure.reason)),
    ).toEqual(['a', 'memory', 'b'])
  }, 20_000)

  test('a job that throws says why and needs no new thread', async () => {
    pool = new Pool({ url })
    expect(await pool.run(saying('fail'))).toMatchObject({
      failure: { reason: 'error', message: expect.stringContaining('on purpose') },
    })
    expect(pool.restarts).toBe(0)
  })

  test('a single post goes before an import that waits', async () => {
    pool = new Pool({ url })
    const order: string[] = []
    const patient = Array.from({ length: 100 }, (_, i) =>
      pool.run(saying(`import ${i}`), { patient: true }).then(() => order.push('import')),
    )
    await pool.run(saying('post')).then(() => order.push('post'))
    expect(order.length).toBeLessThan(100)
    await Promise.all(patient)
  })

  test('several threads share the work', async () => {
    pool = new Pool({ url, workers: 2 })
    const slow = pool.run(saying('hang'), { time: 1_500 })
    const quick = await Promise.race([pool.run(saying('quick')), slow])
    expect(quick).toMatchObject({ result: 'quick' })
    await slow
  })

  test('a thread without work is ended, and the next text has a new one', async () => {
    pool = new Pool({ url, idle: 20 })
    const threads: Worker[] = []
    process.on('worker', (thread) => threads.push(thread))
    await pool.run(saying('a'))
    await once(threads[0]!, 'exit')
    expect(await pool.run(saying('b'))).toMatchObject({ result: 'b' })
    expect(threads).toHaveLength(2)
    expect(pool.restarts).toBe(0)
    process.removeAllListeners('worker')
  })

  test('a thread that cannot start is an error, not a degraded post', async () => {
    pool = new Pool({ url: new URL('./missing-worker.ts', import.meta.url) })
    await expect(pool.run(saying('a'))).rejects.toThrow(/missing-worker/)
  })

  test('closing answers everybody who waits', async () => {
    pool = new Pool({ url })
    const waiting = [pool.run(saying('hang'), { time: 5_000 }), pool.run(saying('a'), { patient: true })]
    const answers = Promise.allSettled(waiting)
    await pool.close()
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(pool.run(saying('a'))).rejects.toThrow(/closed/)
  })
})
