import { expect, test } from 'vitest'
import { openHouse } from '#test/house.ts'
import { workThrough } from './work-through.ts'

test('a page in which all have quiet hours does not end the work, and one that fails stops no other', async () => {
  const house = await openHouse()
  const pages = [{ due: [1, 2], last: 2 }, { due: [], last: 4 }, { due: [5], last: 5 }, { due: [], last: null }]
  const done: number[] = []
  const write = async (_tx: unknown, due: number) => {
    if (due === 1) throw new Error('no')
    done.push(due)
  }
  await expect(workThrough<number>(house.guest, { page: async () => pages.shift()!, write, what: 'letters' })).rejects.toThrow('1 letters could not be written.')
  expect([done, pages]).toEqual([[2, 5], []])
})
