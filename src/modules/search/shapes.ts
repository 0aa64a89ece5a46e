/** What comes in for a search, and what the API shows of its results. */
import { z } from 'zod'
import { cleanText, Id, Instant, Words } from '#platform/input.ts'
import { momentOf } from '#platform/paging.ts'
import { documentKinds } from './documents.ts'
import { states } from './filters.ts'
import { longestSearch } from './words.ts'

const Text = z
  .string()
  .default('')
  .catch('')
  .transform((text) => cleanText(text).slice(0, longestSearch))

const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => momentOf(day) !== null)
  .transform((day) => momentOf(day)!.toISOString().slice(0, 10))
  .optional()
  .catch(undefined)

export const written = ['always', 'year', 'month', 'week'] as const

/** A filter that we do not know narrows nothing: a search is never an error. */
export const SearchQuery = z.object({
  q: Text,
  kind: z.enum(documentKinds).optional().catch(undefined),
  state: z.enum(states).optional().catch(undefined),
  space: Words.catch([]),
  written: z.enum(written).default('always').catch('always'),
  lang: z.string().regex(/^[a-z]{2,3}$/).optional().catch(undefined),
  by: Text,
  topic: Text,
  /** Days, as the calendar writes them. */
  after: Day,
  before: Day,
  from: z.coerce.number().int().min(0).max(1000).default(0).catch(0),
  /** The reader has just said that an answer helped. */
  thanks: z.string().optional().catch(undefined),
})
export type SearchQuery = z.output<typeof SearchQuery>

export const SuggestionQuery = z.object({ q: Text })

export const Chosen = z.object({ q: Text, kind: z.enum(documentKinds), id: Id })

const PieceJson = z.object({ text: z.string(), mark: z.boolean() })
export const FoundJson = z.object({
  kind: z.enum(documentKinds),
  id: z.number(),
  title: z.string(),
  path: z.string(),
  state: z.string(),
  excerpt: z.array(PieceJson),
  author: z.object({ id: z.number(), handle: z.string(), name: z.string() }).nullable(),
  space: z.object({ slug: z.string(), name: z.string() }).nullable(),
  createdAt: Instant,
  activeAt: Instant,
})
export const ResultsJson = z.object({
  total: z.number(),
  kinds: z.record(z.string(), z.number()),
  rows: z.array(FoundJson),
  next: z.number().nullable(),
  didYouMean: z.string().nullable(),
  /** What was typed and could not be followed, in words. */
  hints: z.array(z.string()),
})
