/** What a word is worth in a document: how often it stands where, against how long such texts are. */
import type { Weights } from './weights.ts'

/** How often a word stands in each part, told by the letters of its positions: AACD. */
export function countsOf(letters: string) {
  const counts = { title: 0, topics: 0, asked: 0, said: 0 }
  for (const letter of letters) counts[partOf[letter as 'A'] ?? 'asked']++
  return counts
}
export type Counts = ReturnType<typeof countsOf>

const partOf = { A: 'title', B: 'topics', C: 'asked', D: 'said' } as const

/** What a part of a text counts when it is asked about: its title more than its body. */
export const saidOf = ({ title, topics, asked }: Counts, weights: Weights) =>
  weights.title * title + weights.topics * topics + asked

export interface Lengths {
  saidLength: number
  repliesLength: number
}

// A worth between 0 and 1 is kept as a whole number.
export const scale = 10_000

/**
 * BM25 over one stream of title, topics and what was asked, with what was said in answer as a second stream, each
 * against the average length of its own kind.
 */
export function impactOf(counts: Counts, own: Lengths, average: Lengths, weights: Weights): number {
  const times =
    saidOf(counts, weights) / dampened(own.saidLength, average.saidLength, weights.saidLength) +
    (weights.replies * counts.said) / dampened(own.repliesLength, average.repliesLength, weights.repliesLength)
  return Math.max(1, Math.round((scale * times) / (weights.saturation + times)))
}

const dampened = (own: number, average: number, share: number) => 1 - share + (share * own) / (average || 1)
