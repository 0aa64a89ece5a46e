/** The lines of an archive as records. */
import { formsOf } from '../addresses.ts'
import type { FileRecord, MemberRecord, Poll, PostRecord, Reaction, Revision, SpaceRecord, ThreadRecord, TopicRecord, Vote, Writing } from '../records.ts'
import { type Line, type Part, shapes } from './format.ts'

/** What belongs to one post, and to one thread, as it waits on the disk. */
export type Around = { post: Line<'posts'> } | { revision: Line<'revisions'> } | { vote: Line<'votes'> } | { reaction: Line<'reactions'> } | { poll: Line<'polls'> }
export type Parts = { thread: Line<'threads'> } | { opening: Writing } | { follow: Line<'follows'> } | { same: Line<'same'> }

// What waited on the disk has its times as text.
export const reread = <Name extends Part>(part: Name, line: Line<Name>): Line<Name> => shapes[part].parse(line) as Line<Name>

const keyOf = (id: number | null) => (id === null ? null : String(id))

export function spaceRecord({ id, parentId, group, ...space }: Line<'spaces'>): SpaceRecord {
  const members = group?.members.map(({ memberId, ...row }) => ({ member: String(memberId), ...row })) ?? []
  return { kind: 'space', id: String(id), parent: keyOf(parentId), ...space, ...(group && { group: { ...group, members, files: group.files.map(({ byId, ...row }) => ({ by: String(byId), ...row })) } }) }
}

export function topicRecord({ slug, name, description, synonyms, createdAt, version }: Line<'topics'>): TopicRecord {
  return {
    kind: 'topic',
    id: slug,
    name,
    ...(description && { description: { markdown: description } }),
    synonyms,
    createdAt,
    version,
  }
}

export function memberRecord(line: Line<'members'>): MemberRecord {
  const { id, about, importedAt, claimedAt, suspendedAt, removedAt, version, email, ...member } = line
  return {
    kind: 'member',
    id: String(id),
    ...member,
    ...(about && { about: { markdown: about } }),
    email,
    standing: { importedAt, claimedAt, suspendedAt, removedAt, version, email },
  }
}

export const fileRecord = ({ key, ownerId, ...file }: Line<'files'>): FileRecord => ({ kind: 'file', id: key, owner: String(ownerId), ...file })

export function threadRecord(thread: Line<'threads'>, rows: readonly Parts[], site: string): ThreadRecord {
  const { id, kind, spaceId, authorId, closedById, removedById, mergedIntoId, ...rest } = thread
  const followers = rows.flatMap((row) => ('follow' in row ? [reread('follows', row.follow)] : []))
  const same = rows.flatMap((row) => ('same' in row ? [reread('same', row.same)] : []))
  const opening = rows.flatMap((row) => ('opening' in row ? [row.opening] : []))[0]
  return {
    kind: 'thread',
    id: String(id),
    type: kind,
    space: String(spaceId),
    author: String(authorId),
    closedBy: keyOf(closedById),
    removedBy: keyOf(removedById),
    mergedInto: keyOf(mergedIntoId),
    ...rest,
    followers: followers.map(({ memberId, at, level, cause }) => ({ member: String(memberId), at, level, cause })),
    same: same.map(({ memberId, at }) => ({ member: String(memberId), at })),
    paths: formsOf(site, `/${kind}s/${id}`),
    opening: opening ? withTimes(opening) : null,
  }
}

interface Gathered {
  line: Line<'posts'>
  writing: Writing
}

/** A post with its votes and its history. */
export function together(rows: readonly Around[]): Gathered | null {
  const line = rows.flatMap((row) => ('post' in row ? [reread('posts', row.post)] : []))[0]
  if (!line) return null
  const revisions = rows.flatMap((row) => ('revision' in row ? [revisionOf(reread('revisions', row.revision))] : []))
  const votes = rows.flatMap((row): Vote[] =>
    'vote' in row ? [{ member: keyOf(row.vote.memberId), value: row.vote.value, at: reread('votes', row.vote).at }] : [],
  )
  const reactions = rows.flatMap((row): Reaction[] =>
    'reaction' in row ? [{ member: String(row.reaction.memberId), kind: row.reaction.kind, at: reread('reactions', row.reaction).at }] : [],
  )
  const polls = rows.flatMap((row) => ('poll' in row ? [pollOf(reread('polls', row.poll))] : []))
  const { id, authorId, body, language, createdAt, editedAt, editedById, removedAt, removedById } = line
  const writing = {
    id: String(id),
    author: String(authorId),
    body: { markdown: body },
    ...(language && { language }),
    createdAt,
    editedAt,
    editedBy: keyOf(editedById),
    removedAt,
    removedBy: keyOf(removedById),
    votes,
    revisions,
    ...(reactions.length > 0 && { reactions }),
    ...(polls.length > 0 && { polls }),
  }
  return { line, writing }
}

const pollOf = ({ authorId, removedById, ballots, postId: _, ...poll }: Line<'polls'>): Poll => ({
  ...poll,
  author: String(authorId),
  removedBy: keyOf(removedById),
  ballots: ballots.map(({ memberId, ...ballot }) => ({ member: keyOf(memberId), ...ballot })),
})

const revisionOf = ({ title, topics, body, authorId, at, reason }: Line<'revisions'>): Revision => ({
  title,
  topics,
  body: { markdown: body },
  author: keyOf(authorId),
  at,
  reason,
})

export function postRecord({ line, writing }: Gathered): PostRecord {
  return {
    kind: 'post',
    ...writing,
    thread: String(line.threadId),
    type: line.kind as PostRecord['type'],
    parent: keyOf(line.parentId),
    accepted: line.acceptedAt ? { at: line.acceptedAt, by: keyOf(line.acceptedById) } : null,
  }
}

const maybeDate = (time: Date | string | null | undefined) => (time ? new Date(time) : null)

function withTimes(opening: Writing): Writing {
  return {
    ...opening,
    createdAt: new Date(opening.createdAt),
    editedAt: maybeDate(opening.editedAt),
    removedAt: maybeDate(opening.removedAt),
    votes: (opening.votes ?? []).map((vote) => ({ ...vote, at: new Date(vote.at) })),
    ...(opening.reactions && { reactions: opening.reactions.map((each) => ({ ...each, at: new Date(each.at) })) }),
    ...(opening.polls && { polls: opening.polls.map(pollWithTimes) }),
    revisions: (opening.revisions ?? []).map((revision) => ({ ...revision, at: new Date(revision.at) })),
  }
}

const pollWithTimes = (poll: Poll): Poll => ({
  ...poll,
  createdAt: new Date(poll.createdAt),
  closesAt: maybeDate(poll.closesAt),
  closedAt: maybeDate(poll.closedAt),
  removedAt: maybeDate(poll.removedAt),
  ballots: poll.ballots.map((ballot) => ({ ...ballot, at: maybeDate(ballot.at) })),
})
