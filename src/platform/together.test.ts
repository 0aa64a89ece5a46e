import { expect, test } from 'vitest'
import { together } from './together.ts'

test('what is asked in one turn is asked at once, and each gets its own answer', async () => {
  const asked: number[][] = []
  const double = together(async (numbers: number[]) => {
    asked.push(numbers)
    return numbers.map((each) => each * 2)
  })
  expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6])
  expect(await double(4)).toBe(8)
  expect(asked).toEqual([[1, 2, 3], [4]])
})

test('many are asked in several questions, none twice', async () => {
  const asked: number[][] = []
  const same = together(async (numbers: number[]) => {
    asked.push(numbers)
    return numbers
  })
  const wanted = Array.from({ length: 120 }, (_, index) => index)
  expect(await Promise.all(wanted.map(same))).toEqual(wanted)
  expect(asked.flat()).toEqual(wanted)
  await new Promise(setImmediate)
  expect(asked.map((each) => each.length)).toEqual([50, 50, 20])
})

test('a question that fails fails for those who asked it, not for the next', async () => {
  let fails = true
  const same = together(async (numbers: number[]) => {
    if (fails) throw new Error('away')
    return numbers
  })
  const first = await Promise.allSettled([same(1), same(2)])
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await same(3)).toBe(3)
})
