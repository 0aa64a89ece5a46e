/**
 * Instant run-off: whoever ranks several options has one voice, which counts for the highest of them that is still in.
 *
 * An option with more than half of the voices that still count wins. While there is none, the option with the fewest
 * falls out. When several have the fewest, the one that had fewer in the latest round in which they differed falls out;
 * if they never differed, the one that stands further down in the poll. When all that are left have equally many, they
 * share the win. A ballot whose options have all fallen out counts no more.
 */

/** Equal ballots together: the order in which options were put, and how many put them so. */
export interface Ranking {
  choices: readonly number[]
  count: number
}

export interface Round {
  /** Voices of the options that are still in, in the order of the poll. */
  voices: { number: number; count: number }[]
  /** Ballots of which no option is left. */
  exhausted: number
  /** What falls out after this round. Those whom nobody puts first fall out together: no voice moves by it. */
  out: number[]
}

export interface Outcome {
  rounds: Round[]
  /** One, several that are equal, or none when nobody voted. */
  winners: number[]
}

export function runOff(options: readonly number[], rankings: readonly Ranking[]): Outcome {
  const rounds: Round[] = []
  let left = [...options]
  for (;;) {
    const round = countOf(left, rankings)
    const winners = winnersOf(round)
    rounds.push(round)
    if (winners !== null) return { rounds, winners }
    round.out = fallsOut(rounds)
    left = left.filter((number) => !round.out.includes(number))
  }
}

function countOf(left: readonly number[], rankings: readonly Ranking[]): Round {
  const counts = new Map(left.map((number) => [number, 0]))
  let exhausted = 0
  for (const { choices, count } of rankings) {
    const first = choices.find((number) => counts.has(number))
    if (first === undefined) exhausted += count
    else counts.set(first, counts.get(first)! + count)
  }
  return { voices: [...counts].map(([number, count]) => ({ number, count })), exhausted, out: [] }
}

/** @returns null when nothing is decided yet */
function winnersOf({ voices }: Round): number[] | null {
  const all = voices.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return []
  const top = Math.max(...voices.map(({ count }) => count))
  const best = voices.filter(({ count }) => count === top)
  if (top * 2 > all || best.length === voices.length) return best.map(({ number }) => number)
  return null
}

function fallsOut(rounds: readonly Round[]): number[] {
  const { voices } = rounds.at(-1)!
  const without = voices.filter(({ count }) => count === 0)
  if (without.length > 0) return without.map(({ number }) => number)
  let weakest = voices.map(({ number }) => number)
  for (const round of rounds.toReversed()) {
    const had = (number: number) => round.voices.find((each) => each.number === number)!.count
    const fewest = Math.min(...weakest.map(had))
    weakest = weakest.filter((number) => had(number) === fewest)
    if (weakest.length === 1) break
  }
  return weakest.slice(-1)
}
