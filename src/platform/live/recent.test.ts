import { expect, test } from 'vitest'
import { keptFor } from './event.ts'
import { Recent } from './recent.ts'

const event = (seq: number, at = Date.now()) => ({ seq, name: 'a.b', place: 'lists', about: null, ids: '{}', at: new Date(at) })

test('gives what came after a number, up to another', () => {
  const recent = new Recent()
  recent.begin(4, 4, 0)
  recent.add([5, 6, 7, 8].map((seq) => event(seq)), 1)
  expect(recent.between(5, 7).map(({ seq }) => seq)).toEqual([6, 7])
  expect(recent.between(8, 8)).toEqual([])
  expect([recent.knows(3), recent.knows(4), recent.knows(8), recent.knows(9)]).toEqual([false, true, true, false])
})

test('forgets after ten minutes, and knows what it has forgotten', () => {
  const now = Date.now()
  const recent = new Recent()
  recent.begin(0, 0, now)
  recent.add([event(1, now), event(2, now + keptFor / 2)], now)
  recent.add([event(3, now + keptFor + 1_000)], now + keptFor + 1_000)
  expect(recent.floor).toBe(1)
  expect(recent.between(0, 3).map(({ seq }) => seq)).toEqual([2, 3])
})

test('says what was known at a moment: a page shows no less', () => {
  const recent = new Recent()
  recent.begin(10, 10, 1_000)
  recent.add([event(11)], 2_000)
  recent.add([event(12), event(13)], 3_000)
  expect([1_500, 2_000, 2_999, 3_000, 9_000].map((at) => recent.positionAt(at))).toEqual([10, 11, 11, 13, 13])
})
