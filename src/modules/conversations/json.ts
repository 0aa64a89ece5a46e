/** What the API shows of threads and posts. */
import { z } from 'zod'
import { Instant } from '#platform/input.ts'
import { reactionKinds } from './pages/reaction-kinds.ts'
import { reasonKinds } from './for-you.ts'
import { PollJson } from './poll-shapes.ts'
import { followLevels } from './shapes.ts'

export const PersonJson = z.object({
  id: z.number(),
  handle: z.string(),
  name: z.string(),
  role: z.string(),
  picture: z.string().nullable(),
})
const TopicJson = z.object({ slug: z.string(), name: z.string() })
const Kind = z.enum(['question', 'discussion'])
const flags = (...names: string[]) => z.object(Object.fromEntries(names.map((name) => [name, z.boolean()])))

/** A thread as far as one needs it to go there. */
export const RefJson = z.object({ id: z.number(), kind: Kind, slug: z.string() })

export const ThreadJson = RefJson.extend({
  title: z.string(),
  place: z.object({ id: z.number(), slug: z.string(), name: z.string() }),
  author: PersonJson,
  topics: z.array(TopicJson),
  products: z.array(z.string()),
  createdAt: Instant,
  activeAt: Instant,
  firstResponseAt: Instant.nullable(),
  acceptedPostId: z.number().nullable(),
  acceptedAt: Instant.nullable(),
  acceptedBy: PersonJson.nullable(),
  answerCount: z.number(),
  commentCount: z.number(),
  sameCount: z.number(),
  helpfulCount: z.number(),
  viewCount: z.number(),
  pinnedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closedReason: z.string().nullable(),
  removedAt: Instant.nullable(),
  mergedIntoId: z.number().nullable(),
  mine: z.object({ level: z.enum(followLevels), same: z.boolean(), readAt: Instant.nullable() }),
  may: flags(
    'answer',
    'edit',
    'accept',
    'same',
    'follow',
    'close',
    'reopen',
    'pin',
    'move',
    'reshape',
    'remove',
    'restore',
  ),
})

export const BarePostJson = z.object({
  id: z.number(),
  threadId: z.number(),
  parentId: z.number().nullable(),
  kind: z.enum(['opening', 'answer', 'reply', 'comment']),
  author: PersonJson,
  body: z.string(),
  html: z.string(),
  createdAt: Instant,
  editedAt: Instant.nullable(),
  version: z.number(),
  helpfulCount: z.number(),
  commentCount: z.number(),
  removedAt: Instant.nullable(),
  mine: z.boolean(),
  may: flags('edit', 'remove', 'restore', 'vote', 'comment', 'accept', 'history', 'poll', 'react', 'bookmark'),
  bookmarked: z.boolean(),
  /** How many said which word; and which of them the viewer did. */
  reactions: z.record(z.string(), z.number()),
  reacted: z.array(z.enum(reactionKinds)),
  /** With what the viewer voted; null where there is none. */
  poll: PollJson.nullable(),
})

/** A post with its comments: the first ones in lists, all of them at `/posts/:id/comments`. */
export const PostJson = BarePostJson.extend({ comments: z.array(BarePostJson) })
export const PostsJson = z.object({
  answers: z.array(PostJson),
  sort: z.string(),
  next: z.string().nullable(),
})

export const WholeThreadJson = ThreadJson.extend({
  opening: PostJson,
  accepted: PostJson.nullable(),
  answers: z.array(PostJson),
  sort: z.string(),
  next: z.string().nullable(),
})

export const RowJson = RefJson.extend({
  title: z.string(),
  excerpt: z.string(),
  place: z.object({ slug: z.string(), name: z.string() }),
  author: PersonJson,
  lastAuthor: PersonJson.nullable(),
  createdAt: Instant,
  activeAt: Instant,
  acceptedPostId: z.number().nullable(),
  answerCount: z.number(),
  sameCount: z.number(),
  helpfulCount: z.number(),
  viewCount: z.number(),
  pinnedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  unread: z.boolean(),
  isNew: z.boolean(),
  fresh: z.number(),
  reason: z.object({ kind: z.enum(reasonKinds), name: z.string() }).optional(),
})
export const RowsJson = z.object({ rows: z.array(RowJson), next: z.string().nullable() })

export const RevisionJson = z.object({
  number: z.number(),
  title: z.string().nullable(),
  topics: z.array(z.string()).nullable(),
  body: z.string(),
  at: Instant,
  reason: z.string(),
  author: PersonJson.nullable(),
})

export const DraftJson = z.object({
  place: z.string(),
  title: z.string(),
  body: z.string(),
  details: z.record(z.string(), z.unknown()),
  version: z.number(),
  updatedAt: Instant,
})

export const TopicsJson = z.object({
  rows: z.array(
    z.object({
      id: z.number(),
      slug: z.string(),
      name: z.string(),
      description: z.string(),
      threads: z.number(),
    }),
  ),
  next: z.string().nullable(),
})

export const WritingsJson = z.object({
  tab: z.string(),
  rows: z.array(
    z.object({
      id: z.number(),
      threadId: z.number(),
      kind: Kind,
      slug: z.string(),
      title: z.string(),
      excerpt: z.string(),
      createdAt: Instant,
      helpfulCount: z.number(),
      answerCount: z.number(),
      acceptedPostId: z.number().nullable(),
      place: z.object({ slug: z.string(), name: z.string() }),
    }),
  ),
  next: z.string().nullable(),
})

export const MatchesJson = z.object({
  matches: z.array(
    RefJson.omit({ slug: true }).extend({ title: z.string(), path: z.string(), state: z.string() }),
  ),
  topics: z.array(TopicJson),
  space: z.object({ id: z.number(), slug: z.string(), name: z.string() }).nullable(),
})

export const AnswerJson = z.object({ thread: ThreadJson, answer: BarePostJson.nullable() })
