/** What happens in conversations. Facts hold ids and small enums, never text. */
import { z } from 'zod'
import type { Mark } from '#platform/changes.ts'
import { factKind, type Live, nowhere } from '#platform/facts.ts'
import { reactionKinds } from './pages/reaction-kinds.ts'
import { followedKinds, followLevels } from './shapes.ts'

const Kind = z.enum(['question', 'discussion'])
const aboutThread = z.object({ kind: Kind })
const aboutPost = z.object({
  threadId: z.number(),
  authorId: z.number(),
  kind: z.enum(['answer', 'reply', 'comment', 'opening']),
})

// What leaves its place, or says something else about who may see it, is not only on its own page.
const inThread = (id: number): Mark[] => [`thread:${id}`, 'lists']
const asSubject = (id: number) => inThread(id)
const ofPost = (_id: number, { threadId }: { threadId: number }) => inThread(threadId)
const everywhere = (): Mark[] => ['everything']
const onItsPage = (id: number): Mark[] => [`thread:${id}`]

// What open pages are told. A page that shows the thread fetches what is named; lists only say that there is something new.
const at = (thread: number) => ({ place: `thread:${thread}`, about: `thread:${thread}` })
const told = (name: string) => (post: number, { threadId: thread }: { threadId: number }) => [{ name, ...at(thread), ids: { thread, post } }]
const wrote = told('post.written')
const changed = told('post.changed')
const turned: Live<any> = (thread) => [{ name: 'thread.changed', ...at(thread), ids: { thread } }]
const turnedBy: Live<any> = (_post, { threadId }: { threadId: number }) => turned(threadId, {})
const began: Live<any> = (thread) => [{ name: 'thread.started', place: 'lists', about: `thread:${thread}`, ids: { thread } }]

export const threadStarted = factKind(
  'thread.started',
  z.object({ kind: Kind, askId: z.number().optional() }),
  asSubject,
  began,
)
/** Whom an edit named who was not named before. */
const newlyNamed = { members: z.array(z.number()).optional(), groups: z.array(z.number()).optional() }
export const threadEdited = factKind('thread.edited', z.object({ version: z.number(), ...newlyNamed }), everywhere, turned)
export const threadClosed = factKind('thread.closed', aboutThread, asSubject, turned)
export const threadReopened = factKind('thread.reopened', aboutThread, asSubject, turned)
export const threadPinned = factKind('thread.pinned', aboutThread, asSubject, turned)
export const threadUnpinned = factKind('thread.unpinned', aboutThread, asSubject, turned)
export const threadMoved = factKind('thread.moved', z.object({ from: z.number(), to: z.number() }), everywhere, turned)
export const threadMerged = factKind('thread.merged', z.object({ into: z.number() }), everywhere, turned)
export const threadSplit = factKind('thread.split', z.object({ from: z.number(), posts: z.number() }), everywhere, (thread, { from }) => [...turned(thread, {}), ...turned(from, {})])
export const threadConverted = factKind('thread.converted', z.object({ to: Kind }), everywhere, turned)
export const threadRemoved = factKind('thread.removed', aboutThread, everywhere, turned)
export const threadRestored = factKind('thread.restored', aboutThread, everywhere, turned)
/** Somebody chose how much they want to hear of a thread, or of all in a space, a topic, or by a member. */
export const levelSet = factKind(
  'level.set',
  z.object({ kind: z.enum(['thread', ...followedKinds]), level: z.enum(followLevels) }),
  nowhere,
)
/** "I have this too", said and taken back. */
export const threadJoined = factKind('thread.joined', z.object({}), onItsPage, turned)
export const threadLeft = factKind('thread.left', z.object({}), onItsPage, turned)
/** Reads of a thread since the last batch, by signed-in members or by guests. */
export const threadViewed = factKind('thread.viewed', z.object({ views: z.number(), members: z.number() }), nowhere)
export const threadLinked = factKind('thread.linked', z.object({ to: z.number(), kind: z.string() }))

export const postWritten = factKind('post.written', aboutPost, ofPost, wrote)
export const postEdited = factKind('post.edited', aboutPost.extend({ version: z.number(), ...newlyNamed }), ofPost, changed)
/** It shows a foreign page as a card since now, or another one. */
export const postPreviewed = factKind('post.previewed', z.object({ threadId: z.number() }), (_id, { threadId }) => inThread(threadId), changed)
export const postRemoved = factKind('post.removed', aboutPost, ofPost, changed)
export const postRestored = factKind('post.restored', aboutPost, ofPost, wrote)
export const postMoved = factKind('post.moved', aboutPost.extend({ from: z.number() }))
export const postVoted = factKind('post.voted', aboutPost.extend({ value: z.number() }), ofPost, changed)
export const postUnvoted = factKind('post.unvoted', aboutPost, ofPost, changed)
export const answerAccepted = factKind(
  'answer.accepted',
  z.object({ threadId: z.number(), authorId: z.number(), byAsker: z.boolean() }),
  ofPost,
  turnedBy,
)
export const answerUnaccepted = factKind(
  'answer.unaccepted',
  z.object({ threadId: z.number(), authorId: z.number() }),
  ofPost,
  turnedBy,
)

const aboutReaction = aboutPost.extend({ reaction: z.enum(reactionKinds) })
const inThreadOf = (_id: number, { threadId }: { threadId: number }): Mark[] => [`thread:${threadId}`]
export const postReacted = factKind('post.reacted', aboutReaction, inThreadOf)
export const postUnreacted = factKind('post.unreacted', aboutReaction, inThreadOf)

/** Subject: the post. Somebody wanted to be reminded of it, and is. */
export const bookmarkReminded = factKind('bookmark.reminded', z.object({ threadId: z.number(), memberId: z.number() }), nowhere)

const aboutPoll = z.object({ threadId: z.number(), postId: z.number() })

/** Subject: the poll. Ballots of anonymous ones are no facts, because a fact says who. */
export const pollMade = factKind('poll.made', aboutPoll, inThreadOf)
export const pollChanged = factKind('poll.changed', aboutPoll, inThreadOf)
export const pollClosed = factKind('poll.closed', aboutPoll, inThreadOf)
export const pollRemoved = factKind('poll.removed', aboutPoll, inThreadOf)
export const pollRestored = factKind('poll.restored', aboutPoll, inThreadOf)
export const pollVoted = factKind('poll.voted', aboutPoll.extend({ changed: z.boolean() }), inThreadOf)
export const pollUnvoted = factKind('poll.unvoted', aboutPoll, inThreadOf)

/** Subject: the ask (one try to ask). */
export const answersShown = factKind('answers.shown', z.object({ threads: z.array(z.number()) }), nowhere)
export const answerOpened = factKind('answer.opened', z.object({ threadId: z.number() }), nowhere)
/** Matches were shown, perhaps opened, and nothing was posted; nothing was said either. */
export const askStopped = factKind(
  'ask.stopped',
  z.object({ shown: z.number(), opened: z.number(), visitor: z.boolean() }),
  nowhere,
)
/** The asker said that this solved it, and did not ask: a deflection. */
export const questionDeflected = factKind(
  'question.deflected',
  z.object({ threadId: z.number(), visitor: z.boolean() }),
  nowhere,
)

export const facts = [
  threadStarted,
  threadEdited,
  threadClosed,
  threadReopened,
  threadPinned,
  threadUnpinned,
  threadMoved,
  threadMerged,
  threadSplit,
  threadConverted,
  threadRemoved,
  threadRestored,
  levelSet,
  threadJoined,
  threadLeft,
  threadViewed,
  threadLinked,
  postWritten,
  postPreviewed,
  postEdited,
  postRemoved,
  postRestored,
  postMoved,
  postVoted,
  postUnvoted,
  answerAccepted,
  answerUnaccepted,
  postReacted,
  postUnreacted,
  bookmarkReminded,
  pollMade,
  pollChanged,
  pollClosed,
  pollRemoved,
  pollRestored,
  pollVoted,
  pollUnvoted,
  answersShown,
  answerOpened,
  askStopped,
  questionDeflected,
]
