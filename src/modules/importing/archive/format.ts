/**
 * The open archive, version 1: a folder of JSON Lines. docs/archive-format.md describes it for people; here it is for
 * the program. A newer version may add fields, which older readers leave alone; it changes none.
 */
import { z } from 'zod'

export const format = 'folkmoot-archive'
export const version = 1

const Id = z.number().int()
const Time = z.coerce.date()
const MaybeTime = Time.nullable().default(null)
const MaybeId = Id.nullable().default(null)
const Level = z.enum(['everyone', 'members', 'champions', 'team', 'administrators', 'group'])
const Words = z.array(z.string()).default([])

export const Manifest = z.object({
  format: z.literal(format),
  version: z.number().int().max(version),
  exportedAt: Time,
  baseUrl: z.string(),
  name: z.string(),
  /** Whether e-mail addresses are in members.jsonl. */
  addresses: z.boolean(),
  /** How many lines each file has. */
  lines: z.record(z.string(), z.number()),
  files: z.number(),
})
export type Manifest = z.output<typeof Manifest>

const Member = z.object({
  id: Id,
  handle: z.string(),
  name: z.string(),
  role: z.enum(['member', 'champion', 'moderator', 'product_owner', 'support_agent', 'community_manager', 'administrator']),
  headline: z.string().default(''),
  about: z.string().default(''),
  location: z.string().default(''),
  website: z.string().default(''),
  expertise: Words,
  products: Words,
  picture: z.string().nullable().default(null),
  joinedAt: Time,
  lastSeenAt: MaybeTime,
  importedAt: MaybeTime,
  claimedAt: MaybeTime,
  suspendedAt: MaybeTime,
  removedAt: MaybeTime,
  version: z.number().int().default(1),
  email: z.string().nullable().default(null),
})

const File = z.object({
  /** As it stands in addresses. */
  key: z.string().regex(/^[0-9a-f]{24}$/),
  ownerId: Id,
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  stored: z.number().int(),
  width: z.number().int().nullable().default(null),
  height: z.number().int().nullable().default(null),
  blur: z.string().default(''),
  webp: z.array(z.number().int()).default([]),
  avif: z.array(z.number().int()).default([]),
  madeAt: Time,
})

/** What makes a space a group. */
const Group = z.object({
  visibility: z.enum(['public', 'listed', 'hidden']),
  joining: z.enum(['open', 'request', 'invite']),
  rules: z.string().default(''),
  mentioning: z.enum(['nobody', 'keepers', 'members', 'everyone']).default('members'),
  files: z.array(z.object({ key: z.string(), byId: Id, at: Time })).default([]),
  members: z.array(z.object({ memberId: Id, role: z.enum(['owner', 'moderator', 'member']), state: z.enum(['invited', 'asked', 'in']), at: Time })).default([]),
})

const Space = z.object({
  id: Id,
  parentId: MaybeId,
  slug: z.string(),
  name: z.string(),
  description: z.string().default(''),
  spine: z.number().int().default(1),
  position: z.number().int().default(0),
  see: Level,
  ask: Level,
  answer: Level,
  createdAt: Time,
  archivedAt: MaybeTime,
  version: z.number().int().default(1),
  group: Group.nullable().default(null),
})

const Topic = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string().default(''),
  synonyms: Words,
  createdAt: Time,
  version: z.number().int().default(1),
})

const Thread = z.object({
  id: Id,
  kind: z.enum(['question', 'discussion']),
  spaceId: Id,
  authorId: Id,
  title: z.string(),
  slug: z.string(),
  topics: Words,
  products: Words,
  createdAt: Time,
  views: z.number().int().default(0),
  pinnedAt: MaybeTime,
  closedAt: MaybeTime,
  closedById: MaybeId,
  closedReason: z.string().nullable().default(null),
  removedAt: MaybeTime,
  removedById: MaybeId,
  mergedIntoId: MaybeId,
  version: z.number().int().default(1),
})

const Post = z.object({
  id: Id,
  threadId: Id,
  kind: z.enum(['opening', 'answer', 'reply', 'comment']),
  parentId: MaybeId,
  authorId: Id,
  body: z.string().default(''),
  /** As its author said; what was found in the text is found again. */
  language: z.string().regex(/^[a-z]{2,3}$/).nullable().default(null),
  createdAt: Time,
  editedAt: MaybeTime,
  editedById: MaybeId,
  removedAt: MaybeTime,
  removedById: MaybeId,
  /** Of the accepted answer of a question. */
  acceptedAt: MaybeTime,
  acceptedById: MaybeId,
})

const Revision = z.object({
  postId: Id,
  number: z.number().int(),
  title: z.string().nullable().default(null),
  topics: z.array(z.string()).nullable().default(null),
  body: z.string().default(''),
  authorId: MaybeId,
  at: Time,
  reason: z.string().default(''),
})

const Vote = z.object({ postId: Id, memberId: MaybeId, value: z.union([z.literal(1), z.literal(-1)]), at: Time })
const Reaction = z.object({ postId: Id, memberId: Id, kind: z.enum(['thanks', 'love', 'laugh', 'celebrate', 'insightful', 'agree']), at: Time })
/** Of an anonymous poll nobody is named, and ballots stand in the order of their choices. */
const Ballot = z.object({ memberId: MaybeId, choices: z.array(z.number().int()).min(1), at: MaybeTime })
const Poll = z.object({
  postId: Id,
  authorId: Id,
  question: z.string(),
  way: z.enum(['single', 'multiple', 'ranked']),
  most: z.number().int().nullable().default(null),
  anonymous: z.boolean(),
  results: z.enum(['always', 'voted', 'closed']),
  options: z.array(z.string()).min(1),
  createdAt: Time,
  closesAt: MaybeTime,
  closedAt: MaybeTime,
  removedAt: MaybeTime,
  removedById: MaybeId,
  ballots: z.array(Ballot).default([]),
})
const Person = z.object({ threadId: Id, memberId: Id, at: Time })
const Follower = Person.extend({
  level: z.enum(['watching', 'tracking', 'normal', 'muted']).default('watching'),
  cause: z.enum(['chosen', 'asked', 'wrote']).default('chosen'),
})
const Link = z.object({ from: Id, to: Id, kind: z.enum(['duplicate', 'linked', 'split', 'shown']), at: Time })
const Redirect = z.object({
  path: z.string(),
  kind: z.enum(['member', 'space', 'topic', 'thread', 'post']),
  to: z.union([Id, z.string()]),
})

export const shapes = {
  members: Member,
  files: File,
  spaces: Space,
  topics: Topic,
  threads: Thread,
  posts: Post,
  revisions: Revision,
  votes: Vote,
  reactions: Reaction,
  polls: Poll,
  follows: Follower,
  same: Person,
  links: Link,
  redirects: Redirect,
} as const
export type Part = keyof typeof shapes
export type Line<Name extends Part> = z.output<(typeof shapes)[Name]>
