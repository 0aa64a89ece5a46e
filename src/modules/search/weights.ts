/**
 * Every weight of the ranking, in one place. docs/search.md says what each is worth; `search` in the settings of the
 * community overrides any of them.
 */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { settings } from '#modules/community/index.ts'

export const defaultWeights = {
  // What a word is worth in a document, computed when it is put in.
  /** A word in the title, in words of the text. */
  title: 5,
  /** A word among the topics. */
  topics: 2,
  /** What was said in answer, beside what was asked. */
  replies: 0.5,
  /** How soon the repetition of a word stops counting. */
  saturation: 2,
  /** How much a long text takes from each of its words: 0 nothing, 1 in proportion. */
  saidLength: 0.85,
  repliesLength: 0.75,

  // What a word is worth in a search.
  /** A word of the title of a question that is being asked, beside one of its body. */
  queryTitle: 2,
  /** How much more rare words count: the power of their rarity. */
  rarity: 1.25,
  /** A longer form of the word being typed, or the nearest one to a word that nobody uses. */
  guessed: 0.6,

  // What is looked at.
  /** The heaviest words of a long text. */
  mostTerms: 30,
  /** As many entries are read as this share of all documents, … */
  budgetShare: 0.3,
  budgetLeast: 8_000,
  /** … but for these many words whatever they cost, … */
  leastTerms: 4,
  /** … unless it is more than this. */
  budgetMost: 200_000,
  /** From so many entries on a search is watched, and cut off after this many milliseconds: … */
  watchedFrom: 30_000,
  timeLimit: 300,
  /** … then the heaviest words have to do. */
  hastyTerms: 8,
  candidates: 120,
  anchored: 30,

  // How the best are put in order. Words, letters and anchors are parts of the best one's.
  words: 6.5,
  /** Likeness of the titles, letter by letter. */
  letters: 1.8,
  /** The words of threads that lead to this one. */
  anchors: 1.05,
  /** How many threads lead to this one: the logarithm, of at most this many. */
  links: 1.22,
  mostLinks: 20,
  /** Taken for age: for each time that the age in months, and one, has grown by the factor e. */
  age: 0.8,

  // Only on the search page, where a person reads, beside the above.
  solved: 0.5,
  answered: 0.1,
  /** The logarithm of how many found the accepted answer helpful. */
  helpful: 0.15,
  /** What people, topics and spaces keep of their worth beside threads. */
  others: 0.75,
}
export type Weights = typeof defaultWeights

/** Numbers by the names above; what is not named keeps its default. */
export const WeightsSetting = z.partialRecord(
  z.enum(Object.keys(defaultWeights) as [keyof Weights]),
  z.number().min(0).max(1_000_000),
)

export async function weightsOf(ctx: Pick<Ctx, 'db'>): Promise<Weights> {
  const { search } = await settings(ctx)
  const known = WeightsSetting.safeParse(search)
  return known.success ? { ...defaultWeights, ...(known.data as Partial<Weights>) } : defaultWeights
}

/** What the stored impacts depend on: when it changes, they are computed anew. */
export const weightsOfIndex = ({ title, topics, replies, saturation, saidLength, repliesLength }: Weights) =>
  [title, topics, replies, saturation, saidLength, repliesLength].join(' ')
