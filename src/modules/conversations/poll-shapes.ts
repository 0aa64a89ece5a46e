/** What comes in for polls and ballots. Shared by forms and the API. */
import { z } from 'zod'
import { Instant } from '#platform/input.ts'
import { pollResults, pollWays } from './pages/poll-ways.ts'

export { type PollResults, pollResults, type PollWay, pollWays } from './pages/poll-ways.ts'

export const pollLimits = { options: { min: 2, max: 20 }, text: 120, question: 200, aDay: 10, ballotsADay: 200 }

const problem = (name: string) => `conversations:poll.problem.${name}`
const tidy = (text: string) => text.trim().replace(/\s+/g, ' ')
const { options, text } = pollLimits

/** One a line, or a list. Empty lines are no options. */
const Options = z
  .union([z.string().max(options.max * 400), z.array(z.string().max(400)).max(200)])
  .transform((given) => (Array.isArray(given) ? given : given.split('\n')).map(tidy).filter(Boolean))
  .refine((all) => all.length >= options.min, problem('fewOptions'))
  .refine((all) => all.length <= options.max, problem('manyOptions'))
  .refine((all) => all.every((each) => each.length <= text), problem('longOption'))
  .refine((all) => new Set(all.map((each) => each.toLowerCase())).size === all.length, problem('sameOption'))

const emptyAsNull = (given: unknown) => (given === '' || given === undefined ? null : given)
const Flag = z.union([z.boolean(), z.stringbool()]).default(false)

/** A day and a time of day as a form writes them, meant in the time zone of the community; or a moment as programs do. */
const Closing = z.preprocess(emptyAsNull, z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/, problem('closes')).nullable())

export const PollIn = z
  .object({
    question: z.string().transform(tidy).pipe(z.string().min(3, problem('question')).max(pollLimits.question, problem('questionLong'))),
    options: Options,
    way: z.enum(pollWays).default('single'),
    most: z.preprocess(emptyAsNull, z.coerce.number(problem('most')).int(problem('most')).min(2, problem('most')).nullable()),
    anonymous: Flag,
    results: z.enum(pollResults).default('always'),
    closes: Closing,
  })
  .refine(({ way, most, options }) => way !== 'multiple' || most === null || most <= options.length, { path: ['most'], message: problem('most') })
export type PollIn = z.output<typeof PollIn>

export const EditedPoll = PollIn.and(z.object({ version: z.coerce.number().int().positive() }))
export type EditedPoll = z.output<typeof EditedPoll>

/** Numbers of options, as boxes that were ticked or places that were filled; of a ranked poll the first choice first. */
export const BallotIn = z.object({
  /** The poll as the voter saw it: one that was changed meanwhile may ask something else, and of open ballots. */
  version: z.coerce.number().int().positive().optional(),
  choices: z
    .union([z.array(z.union([z.string(), z.number()])).max(100), z.string(), z.number()])
    .default([])
    .transform((given) => [given].flat().flatMap((each) => String(each).split(',')).filter(Boolean).map(Number)),
})

const Counted = z.object({ number: z.number(), count: z.number() })

export const PollJson = z.object({
  id: z.number(),
  postId: z.number(),
  threadId: z.number(),
  question: z.string(),
  way: z.enum(pollWays),
  most: z.number().nullable(),
  anonymous: z.boolean(),
  results: z.enum(pollResults),
  createdAt: Instant,
  closesAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closed: z.boolean(),
  voterCount: z.number(),
  /** Without counts where the viewer may not see them yet. */
  options: z.array(z.object({ number: z.number(), text: z.string(), count: z.number().nullable() })),
  rounds: z.array(z.object({ voices: z.array(Counted), exhausted: z.number(), out: z.array(z.number()) })).nullable(),
  winners: z.array(z.number()).nullable(),
  mine: z.array(z.number()).nullable(),
  version: z.number(),
  may: z.object({ vote: z.boolean(), keep: z.boolean() }),
})
