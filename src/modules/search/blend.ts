/** Puts candidates in order: a weighted sum of what was found out about each, relative to the best of them. */
import type { Candidate } from './candidates.ts'
import { likeness, trigramsOf } from './trigrams.ts'
import type { Weights } from './weights.ts'

export interface Placed extends Candidate {
  letters: number
  score: number
}

export interface Reading {
  /** What was typed, or the title of what is asked: compared with titles letter by letter. */
  text: string
  now: Date
  /** For a person who reads a page of results: solved ones and helpful answers first among equals. */
  page: boolean
}

/** Best first. */
export function inOrder(candidates: readonly Candidate[], { text, now, page }: Reading, weights: Weights): Placed[] {
  const typed = trigramsOf(text)
  const told = candidates.map((each) => ({ ...each, letters: likeness(typed, trigramsOf(each.title)) }))
  const most = {
    words: Math.max(...told.map((each) => each.words)) || 1,
    letters: Math.max(...told.map((each) => each.letters)) || 1,
    anchors: Math.max(...told.map((each) => each.anchors)) || 1,
  }
  const scoreOf = (each: Omit<Placed, 'score'>) =>
    (weights.words * each.words) / most.words +
    (weights.letters * each.letters) / most.letters +
    (weights.anchors * each.anchors) / most.anchors +
    weights.links * Math.log(1 + Math.min(each.links, weights.mostLinks)) -
    weights.age * Math.log(1 + monthsOf(each, now)) +
    each.weight
  const placed = told.map((each) => ({ ...each, score: page ? onPage(scoreOf(each), each, weights) : scoreOf(each) }))
  return placed.sort((one, other) => other.score - one.score || other.id - one.id)
}

const month = 30.44 * 86_400_000

// People, topics and spaces are not better for being young.
const monthsOf = ({ kind, createdAt }: Candidate, now: Date) =>
  isThread(kind) ? Math.max(0, now.getTime() - new Date(createdAt).getTime()) / month : 0

const isThread = (kind: string) => kind === 'question' || kind === 'discussion'

function onPage(score: number, { kind, state, helpful }: Candidate, weights: Weights): number {
  if (!isThread(kind)) return score - (1 - weights.others) * weights.words
  const answer = state === 'solved' ? weights.solved : state === 'answered' ? weights.answered : 0
  return score + answer + weights.helpful * Math.log(1 + helpful)
}
