import path from 'node:path'
import { expect, test } from 'vitest'
import { keyOf } from './input.ts'
import { Spool } from './spool.ts'
import { tempFolder } from '#test/importing/town.ts'

test('rows come out grouped and in the order of their numbers', () => {
  const spool = new Spool<string>(path.join(tempFolder(), 'spool'))
  for (const number of [70_000, 3, 2_047, 2_048, 3, 1]) spool.add(number, `row of ${number}`)
  spool.add(3, 'the last of 3')
  expect([...spool.groups()]).toEqual([
    [1, ['row of 1']],
    [3, ['row of 3', 'row of 3', 'the last of 3']],
    [2_047, ['row of 2047']],
    [2_048, ['row of 2048']],
    [70_000, ['row of 70000']],
  ])
  // A second time, as often as needed.
  expect([...spool.groups()]).toHaveLength(5)
  spool.remove()
})

test.each([
  ['beer.stackexchange.com-2014-05.tar.gz', 'beer.stackexchange.com'],
  ['/data/beer.stackexchange.com-2020-06/', 'beer.stackexchange.com'],
  ['beer.stackexchange.com_20200601.7z', 'beer.stackexchange.com'],
  ['meta.beer.stackexchange.com-2014-05.tar.gz', 'meta.beer.stackexchange.com'],
  ['forum.example.com-2020-06-30.jsonl.gz', 'forum.example.com'],
  ['Our Forum.json', 'our-forum'],
])('the source in %s is called %s', (name, key) => {
  expect(keyOf(name)).toBe(key)
})
