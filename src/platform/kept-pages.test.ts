import { describe, expect, test } from 'vitest'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Changes, type Mark } from './changes.ts'
import { KeptPages } from './kept-pages.ts'
import { packingFor } from './packing.ts'

const life = { fresh: 1_000, stale: 5_000 }
const body = (text: string) => Buffer.from(text)

function shelf(room = 1_000_000) {
  const changes = new Changes()
  const pages = new KeptPages(changes, { life, room })
  const put = (key: string, marks: Mark[], text = key, now = 0) => pages.keep(pages.begin(key, marks), body(text), {}, now)
  return { changes, pages, put }
}

describe('a kept page', () => {
  test('is fresh, then former, then gone', () => {
    const { pages, put } = shelf()
    put('/a', ['thread:1'])
    expect(pages.look('/a', 900)).toMatchObject({ isFresh: true })
    expect(pages.look('/a', 1_100)).toMatchObject({ isFresh: false })
    expect(pages.look('/a', 5_100)).toBeNull()
  })

  test('goes with what it shows, and only with that', () => {
    const { changes, pages, put } = shelf()
    put('/1', ['thread:1'])
    put('/2', ['thread:2'])
    put('/list', ['lists'])
    changes.tell(['thread:1', 'lists'])
    expect(['/1', '/2', '/list'].map((key) => pages.look(key, 0) !== null)).toEqual([false, true, false])
    changes.tell(['everything'])
    expect(pages.look('/2', 0)).toBeNull()
  })

  test('is the same in every packing, packed once', async () => {
    const { pages, put } = shelf()
    const page = put('/a', [], 'What it says. '.repeat(100))
    const [one, other] = [pages.pack(page, 'br'), pages.pack(page, 'br')]
    expect(one).toBe(other)
    expect(String(brotliDecompressSync(await one))).toBe('What it says. '.repeat(100))
    expect(String(gunzipSync(await pages.pack(page, 'gzip')))).toBe('What it says. '.repeat(100))
    expect(String(await pages.pack(page, 'identity'))).toBe('What it says. '.repeat(100))
  })
})

describe('a drawing', () => {
  test('that was begun before a change is given to who waited and kept for nobody', async () => {
    const { changes, pages } = shelf()
    const drawing = pages.begin('/1', ['thread:1'])
    const waited = drawing.done
    changes.tell(['thread:1'])
    expect(pages.drawing('/1')).toBeUndefined()
    pages.keep(drawing, body('as it was'), {}, 0)
    expect(String((await waited)!.bytes.get('identity'))).toBe('as it was')
    expect(pages.look('/1', 0)).toBeNull()
  })

  test('that ends without a page lets the others go on', async () => {
    const { pages } = shelf()
    const drawing = pages.begin('/1', [])
    drawing.finish(null)
    expect(await drawing.done).toBeNull()
    expect(pages.drawing('/1')).toBeUndefined()
  })
})

test('there is room for so much; what was asked for least lately goes', () => {
  const { pages, put } = shelf(100)
  for (const key of ['/a', '/b', '/c']) put(key, ['lists'], 'x'.repeat(33))
  pages.look('/a', 0)
  put('/d', ['lists'], 'x'.repeat(33))
  expect(['/a', '/b', '/c', '/d'].map((key) => pages.look(key, 0) !== null)).toEqual([true, false, true, true])
})

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, *;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.0, gzip;q=0', 'identity'],
  ['br;q=0.5', 'br'],
  ['deflate', 'identity'],
  ['brotli', 'identity'],
])('whoever accepts %s gets %s', (accepted, packing) => {
  expect(packingFor(accepted)).toBe(packing)
})
