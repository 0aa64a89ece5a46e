import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ranking, runOff } from './runoff.ts'

/** `2: 1 3` is two ballots that put 1 before 3. */
const ballots = (text: string): Ranking[] =>
  text.split(',').map((each) => {
    const [count, choices = ''] = each.split(':')
    return { count: Number(count), choices: choices.trim().split(/\s+/).map(Number) }
  })

describe('known elections', () => {
  test('the capital of Tennessee: Knoxville wins with the fewest but one first choices', () => {
    const [memphis, nashville, chattanooga, knoxville] = [1, 2, 3, 4]
    const { rounds, winners } = runOff([1, 2, 3, 4], ballots('42: 1 2 3 4, 26: 2 3 4 1, 15: 3 4 2 1, 17: 4 3 2 1'))
    expect(winners).toEqual([knoxville])
    expect(rounds.map((round) => round.out)).toEqual([[chattanooga], [nashville], []])
    expect(rounds.at(-1)!.voices).toEqual([{ number: memphis, count: 42 }, { number: knoxville, count: 58 }])
  })

  test('the mayor of Burlington in 2009: the last three', () => {
    const [wright, kiss, montroll] = [1, 2, 3]
    const { rounds, winners } = runOff([1, 2, 3], ballots(
      '1332: 3 2 1, 767: 3 1 2, 455: 3, 2043: 2 3 1, 371: 2 1 3, 568: 2, 1513: 1 3 2, 495: 1 2 3, 1289: 1',
    ))
    expect(rounds[0]).toMatchObject({ out: [montroll], exhausted: 0 })
    expect(rounds[0]!.voices.map((each) => each.count)).toEqual([3297, 2982, 2554])
    expect(rounds[1]).toMatchObject({ exhausted: 455, voices: [{ number: wright, count: 4064 }, { number: kiss, count: 4314 }] })
    expect(winners).toEqual([kiss])
  })
})

describe('ties', () => {
  test('among the fewest: who had fewer in the round before falls out', () => {
    // First 6, 4, 2, 3. The third falls out and one of its voices goes to the fourth, which is now equal to the second; but it had fewer.
    const { rounds } = runOff([1, 2, 3, 4], ballots('6: 1, 4: 2, 1: 3 4, 1: 3, 3: 4'))
    expect(rounds.map((round) => round.out)).toEqual([[3], [4], []])
    expect(rounds[1]!.voices.map((each) => each.count)).toEqual([6, 4, 4])
  })

  test('that never differed: who stands further down falls out', () => {
    expect(runOff([1, 2, 3], ballots('3: 1, 2: 2, 2: 3')).rounds[0]!.out).toEqual([3])
  })

  test('of all that are left: they share it', () => {
    expect(runOff([1, 2, 3], ballots('2: 1, 2: 2')).winners).toEqual([1, 2])
    expect(runOff([1, 2], ballots('1: 1, 1: 2')).winners).toEqual([1, 2])
  })
})

test('nobody voted: nobody wins', () => {
  expect(runOff([1, 2], [])).toMatchObject({ winners: [], rounds: [{ exhausted: 0, out: [] }] })
})

test('whatever is voted: no ballot is lost, it ends, and who has more than half of the first choices wins', () => {
  const ranking = fc.record({ choices: fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), count: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(fc.array(ranking, { minLength: 1, maxLength: 30 }), (rankings) => {
      const all = rankings.reduce((sum, { count }) => sum + count, 0)
      const { rounds, winners } = runOff([1, 2, 3, 4, 5, 6], rankings)
      for (const { voices, exhausted } of rounds) expect(voices.reduce((sum, { count }) => sum + count, exhausted)).toBe(all)
      const top = rounds[0]!.voices.find(({ count }) => count * 2 > all)
      if (top) expect(winners).toEqual([top.number])
      expect(winners.length).toBeGreaterThan(0)
    }),
  )
})
