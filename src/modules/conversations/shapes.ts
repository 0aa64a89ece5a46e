/** What comes in for threads and posts. Shared by forms and the API. */
import { z } from 'zod'
import { isTimeZone } from '#platform/clock.ts'
import { Id, Words } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { followLevels } from './pages/levels.ts'
import { remindWhens } from './pages/remind-when.ts'

export { type FollowLevel, followLevels } from './pages/levels.ts'

export const bodyLimit = 32_000

export const Kind = z.enum(['question', 'discussion'])
export type Kind = z.output<typeof Kind>

// Letters that nobody sees are no words.
const isSeen = (text: string) => text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\s]/gu, '').length > 0

export const Title = z
  .string()
  .trim()
  .min(10, 'conversations:problem.titleShort')
  .max(200, 'conversations:problem.titleLong')
  .transform((text) => text.replace(/\s+/g, ' '))
  .refine(isSeen, 'conversations:problem.titleShort')
export const Body = z
  .string()
  .min(1, 'conversations:problem.bodyEmpty')
  .max(bodyLimit, 'conversations:problem.bodyLong')
  .refine(isSeen, 'conversations:problem.bodyEmpty')

/** Topics as boxes that were ticked, as a line of words with commas, or both. */
const TopicWords = Words.transform((words) => [
  ...new Set(
    words
      .flatMap((each) => each.split(','))
      .map((each) => each.replace(/^[\s#]+/, '').trim())
      .filter(Boolean),
  ),
])
const Topics = TopicWords.refine((words) => words.length <= 5, 'conversations:problem.topicsMany')

const askToken = z.string().regex(/^[\w-]{20,64}$/)

/** What the button that was pressed wants next. */
const GoOn = z.literal('poll').optional().catch(undefined)

export const NewThread = z.object({
  kind: Kind.default('question'),
  spaceId: z.coerce
    .number({ error: 'conversations:problem.noSpace' })
    .int()
    .positive('conversations:problem.noSpace'),
  title: Title,
  body: Body,
  topics: Topics,
  products: Words.pipe(z.array(z.string().max(60)).max(30)),
  /** The try to ask that led here, so that the question stays linked to the answers that were shown. */
  ask: askToken.optional().catch(undefined),
  goOn: GoOn,
})
export type NewThread = z.output<typeof NewThread>

const typedText = (most: number) =>
  z
    .string()
    .default('')
    .catch('')
    .transform((text) => text.slice(0, most))

/** The ask page as it stands, finished or not: nothing typed is refused, so that nothing is lost. */
export const AskTyped = z.object({
  title: typedText(400),
  body: typedText(64_000),
  spaceId: typedText(20),
  topics: TopicWords.catch([]),
  products: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat())
    .optional()
    .catch(undefined),
  ask: askToken.optional().catch(undefined),
  /** Where the link came from: a space to ask in. */
  space: typedText(80),
  step: z.enum(['look', 'signIn']).optional().catch(undefined),
})
export type AskTyped = z.output<typeof AskTyped>

/** What another app of a phone shares. Many put the address into the text. */
export const Shared = z.object({ title: typedText(400), text: typedText(8_000), url: typedText(2_000) })
export type Shared = z.output<typeof Shared>

export const MatchQuery = AskTyped.pick({ title: true, body: true, topics: true, ask: true })
export const ByToken = z.object({ token: askToken })
export const Solution = z.object({ threadId: Id })

const version = z.coerce.number().int().positive()

/** The language that it is written in, by its code; nothing lets it be found in the text. */
const Written = z.union([z.literal(''), z.string().regex(/^[a-z]{2,3}$/, 'conversations:language.form')]).optional()

export const EditedThread = z.object({
  title: Title,
  body: Body,
  topics: Topics,
  version,
  reason: z.string().trim().max(200).default(''),
  language: Written,
})
export type EditedThread = z.output<typeof EditedThread>

export const NewPost = z.object({ body: Body, goOn: GoOn })
export const EditedPost = z.object({ body: Body, version, reason: z.string().trim().max(200).default(''), language: Written })
export type EditedPost = z.output<typeof EditedPost>

export const Closing = z.object({ reason: z.string().trim().max(200).default('') })
export const Moving = z.object({ spaceId: Id })
const numberIn = (given: string | number) =>
  Number(/(?:^|\/|#)(\d{1,15})(?:[/#?]|$)/.exec(String(given).trim())?.[1] ?? 0)

// The number of a thread, or any address that holds it; `like` is one chosen from a list.
export const Merging = z
  .object({ into: z.union([z.number(), z.string()]).optional(), like: Id.optional() })
  .transform(({ into, like }) => ({ into: numberIn(into ?? '') || like || 0 }))
  .refine(({ into }) => into > 0, { message: 'conversations:problem.mergeWhere', path: ['into'] })

/** So many posts go into another thread at once: each is a fact with its listeners, under the lock of the thread. */
export const splitAtOnce = 200

export const Splitting = z.object({
  title: Title,
  posts: Words.transform((ids) => ids.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0))
    .refine((ids) => ids.length > 0, 'conversations:problem.choosePosts')
    .refine((ids) => ids.length <= splitAtOnce, 'conversations:problem.choosePostsFewer'),
})
export const Converting = z.object({ kind: Kind })
export const Accepting = z.object({ postId: Id })

export const sorts = ['helpful', 'oldest', 'newest'] as const
export type Sort = (typeof sorts)[number]
export const said = [
  'helped',
  'asked',
  'merged',
  'moved',
  'split',
  'converted',
  'restored',
  'edited',
] as const
export type Said = (typeof said)[number]

export const ThreadQuery = z.object({
  sort: z.enum(sorts).optional().catch(undefined),
  /** Where the shown posts start: a key of the list, a day, or `unread`. */
  after: After,
  from: z.string().max(40).optional(),
  post: Id.optional().catch(undefined),
  /** What has just been done, so that the page can say it. */
  said: z.enum(said).optional().catch(undefined),
  /** A post that was just removed and can be brought back. */
  undo: Id.optional().catch(undefined),
  /** The same of a poll. */
  undoPoll: Id.optional().catch(undefined),
})
export type ThreadQuery = z.output<typeof ThreadQuery>

/** A moment in milliseconds: when a page was drawn, when something was done. */
export const Millis = z.coerce.number().int().positive().max(8_000_000_000_000_000).transform((at) => new Date(at))

const backTo = z.string().max(300).regex(/^\/(?:(?:questions|discussions|spaces|topics|groups|catch-up)\b[\w/?=&.~%-]*)?$/).optional().catch(undefined)
const SpaceName = z.string().max(80).optional()

/** Everything or a space as read: up to when its page was drawn. `to` is where a plain form goes on. */
export const Marking = z.object({ space: SpaceName, until: Millis.optional().catch(undefined), to: backTo })
export const MarkTaken = z.object({ space: SpaceName, at: Millis, to: backTo })
export const Passing = z.object({ to: backTo })

export const lists = ['latest', 'unanswered', 'trending', 'followed', 'forYou'] as const
export type ListName = (typeof lists)[number]
export const ListQuery = z.object({
  list: z.enum(lists).default('latest').catch('latest'),
  space: z.string().max(80).optional(),
  topic: z.string().max(80).optional(),
  older: After,
  /** When something was just marked as read, so that it can be taken back. */
  read: Millis.optional().catch(undefined),
  /** A thread that was just said to be of no interest. */
  passed: Id.optional().catch(undefined),
})
export type ListQuery = z.output<typeof ListQuery>

/** Beside single threads: all threads of a space or a topic, and what a member writes. */
export const followedKinds = ['space', 'topic', 'member'] as const
export type FollowedKind = (typeof followedKinds)[number]
export const Following = z.object({
  level: z.enum(followLevels).default('watching'),
  /** Where a plain form goes back to, if not to what it was about. */
  to: z.union([z.literal('/settings/following'), z.string().max(200).regex(/^\/groups\/[\w%-]+$/)]).optional().catch(undefined),
})

/** What is left out stays as it was. */
export const BookmarkIn = z.object({
  note: z.string().trim().max(300, 'conversations:bookmark.problem.note').optional(),
  remind: z.enum(remindWhens).default('keep'),
  /** For `date`: as a form writes it, or with its own zone. */
  date: z.string().max(40).default(''),
  /** Where the member is, as their browser says; else what they chose for mails, else where the community is. */
  zone: z.string().max(60).refine(isTimeZone).optional().catch(undefined),
  to: z.literal('/bookmarks').optional().catch(undefined),
})
export type BookmarkIn = z.output<typeof BookmarkIn>

export const DraftIn = z.object({
  title: z.string().max(400).default(''),
  body: z.string().max(64_000).default(''),
  details: z.record(z.string(), z.unknown()).default({}),
  version: z.coerce.number().int().min(0).default(0),
})
export const Place = z.object({ place: z.string().regex(/^(ask|message:new|(thread|comment|edit|message):\d{1,15})$/) })
