/**
 * What every reader yields, whatever it reads: a neutral stream of records, each with the id that it has at its source.
 *
 * The order is the reader's duty: whatever a record points at comes before it (spaces and topics, people, threads with
 * their opening, posts, links). A record that points at nothing known is skipped and counted.
 */
import type { WholeGroup } from '#modules/groups/index.ts'
import type { Level, Role } from '#platform/ctx.ts'
import type { Flavour } from '#platform/text/index.ts'

/** A text as its source has it; the loader turns HTML into our Markdown. */
export type Text = { markdown: string } | { html: string; flavour: Flavour }

/** Where in the source a record stands, for the report. */
import type { PollRow, ReactionRow } from '#modules/conversations/index.ts'

export interface Place {
  file: string
  row: number
}

/** In place of a row: what is meant stands all over the file. */
export const wholeFile = 0

interface Record {
  id: string
  at?: Place
}

export interface MemberRecord extends Record {
  kind: 'member'
  name: string
  /** Wished; another one is given where it is taken. */
  handle?: string
  role?: Exclude<Role, 'guest'>
  joinedAt: Date
  lastSeenAt?: Date | null
  headline?: string
  about?: Text
  location?: string
  website?: string
  expertise?: string[]
  products?: string[]
  picture?: string | null
  /** Kept for the claim of the account only, unless the archive is one of ours. */
  email?: string | null
  emailHash?: string | null
  /** Not an account at the source, only a name under a text. */
  nameOnly?: boolean
  /** As they were in one of our archives; elsewhere an author is imported now. */
  standing?: {
    importedAt: Date | null
    claimedAt: Date | null
    suspendedAt: Date | null
    removedAt: Date | null
    version: number
    email: string | null
  }
  paths?: string[]
}

export interface SpaceRecord extends Record {
  kind: 'space'
  name: string
  slug?: string
  description?: string
  spine?: number
  position?: number
  parent?: string | null
  see?: Level
  ask?: Level
  answer?: Level
  createdAt?: Date
  archivedAt?: Date | null
  version?: number
  paths?: string[]
  /** What makes it a group. */
  group?: Pick<WholeGroup, 'visibility' | 'joining' | 'mentioning' | 'rules'> & {
    members: (Omit<WholeGroup['members'][number], 'id'> & { member: string })[]
    files: (Omit<WholeGroup['files'][number], 'byId'> & { by: string })[]
  }
}

/** Its id is its slug. */
export interface TopicRecord extends Record {
  kind: 'topic'
  name?: string
  description?: Text
  synonyms?: string[]
  createdAt?: Date
  version?: number
  paths?: string[]
}

export interface Vote {
  /** Nobody for votes that the source does not name. */
  member: string | null
  value: 1 | -1
  at: Date
}

export interface Reaction {
  member: string
  kind: ReactionRow['kind']
  at: Date
}

/** Of our own archives. Ballots of an anonymous poll name nobody. */
export interface Poll {
  author: string
  question: string
  way: PollRow['way']
  most: number | null
  anonymous: boolean
  results: PollRow['results']
  options: string[]
  createdAt: Date
  closesAt: Date | null
  closedAt: Date | null
  removedAt: Date | null
  removedBy: string | null
  ballots: { member: string | null; choices: number[]; at: Date | null }[]
}

export interface Revision {
  title: string | null
  topics: string[] | null
  body: Text
  author: string | null
  at: Date
  reason: string
}

/** What openings and other posts have in common. */
export interface Writing {
  id: string
  author: string
  body: Text
  /** As its author said. */
  language?: string
  createdAt: Date
  editedAt?: Date | null
  editedBy?: string | null
  removedAt?: Date | null
  removedBy?: string | null
  votes?: Vote[]
  reactions?: Reaction[]
  polls?: Poll[]
  /** The whole history, the shown text last. Without it the loader keeps what it sees change between two runs. */
  revisions?: Revision[]
  paths?: string[]
}

export interface Follower extends PersonAt {
  /** Of our own archives; watching without. */
  level?: string
  /** Whether it was chosen or came by asking or writing. */
  cause?: string
}

export interface PersonAt {
  member: string
  at: Date
}

export interface ThreadRecord extends Record {
  kind: 'thread'
  type: 'question' | 'discussion'
  space: string
  author: string
  title: string
  slug?: string
  topics: string[]
  products?: string[]
  createdAt: Date
  views?: number
  pinnedAt?: Date | null
  closedAt?: Date | null
  closedBy?: string | null
  closedReason?: string | null
  removedAt?: Date | null
  removedBy?: string | null
  mergedInto?: string | null
  version?: number
  followers?: Follower[]
  same?: PersonAt[]
  paths?: string[]
  /** Null for a thread whose posts were merged into another. */
  opening: Writing | null
}

export interface PostRecord extends Record, Writing {
  kind: 'post'
  thread: string
  type: 'answer' | 'reply' | 'comment'
  parent?: string | null
  accepted?: { at: Date; by: string | null } | null
}

export interface LinkRecord extends Record {
  kind: 'link'
  from: string
  to: string
  /** Whether the ids are those of threads, or of posts that stand in the threads that are meant. */
  ends: 'threads' | 'posts'
  type: 'duplicate' | 'linked' | 'split' | 'shown'
  linkedAt: Date
}

export interface RedirectRecord extends Record {
  kind: 'redirect'
  path: string
  target: 'member' | 'space' | 'topic' | 'thread' | 'post'
  to: string
}

export interface SettingsRecord extends Record {
  kind: 'settings'
  values: object
}

/** Something that the reader leaves out, and why: a key of `importing:skipped`. */
export interface SkipRecord {
  kind: 'skip'
  reason: string
  at: Place
  count?: number
}

/** A picture or an attachment that posts show; its bytes come beside the records. */
export interface FileRecord extends Record {
  kind: 'file'
  owner: string
  name: string
  type: string
  size: number
  stored: number
  width: number | null
  height: number | null
  blur: string
  webp: number[]
  avif: number[]
  madeAt: Date
}

export type Loaded =
  | MemberRecord
  | FileRecord
  | SpaceRecord
  | TopicRecord
  | ThreadRecord
  | PostRecord
  | LinkRecord
  | RedirectRecord
  | SettingsRecord
export type AnyRecord = Loaded | SkipRecord

/** A source that can be read again and again, always in the same order. */
export interface Reader {
  /** What the source is called: the same name for the same place in another year. */
  key: string
  kind: 'stackexchange' | 'discourse' | 'folkmoot' | 'sample'
  /** Changes when the input does: an interrupted run goes on only with the same input. */
  fingerprint: string
  records(): AsyncIterable<AnyRecord>
  /** How much was read, of how much, in bytes. */
  progress(): { done: number; of: number }
  /** Where the source was: its links that name no host are meant from there. */
  readonly baseUrl?: string
  /** Whether mentions in its texts name the handles that its people get here. */
  mentions: boolean
  /** Ours: people keep who they are, and ids are kept where nothing has them yet. */
  ours?: boolean
  close?(): Promise<void>
}
