/** What happens in conversations. Facts hold ids and small enums, never text. */
import { z } from 'zod'
import type { Mark } from '#platform/changes.ts'
import { factKind, nowhere } from '#platform/facts.ts'
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
const onItsPage = (id: number): Mark[] => [`thread:${id}`]

export const threadStarted = factKind(
  'thread.started',
  z.object({ kind: Kind, askId: z.number().optional() }),
  asSubject,
)
export const threadEdited = factKind('thread.edited', z.object({ version: z.number() }))
export const threadClosed = factKind('thread.closed', aboutThread, asSubject)
export const threadReopened = factKind('thread.reopened', aboutThread, asSubject)
export const threadPinned = factKind('thread.pinned', aboutThread, asSubject)
export const threadUnpinned = factKind('thread.unpinned', aboutThread, asSubject)
export const threadMoved = factKind('thread.moved', z.object({ from: z.number(), to: z.number() }))
export const threadMerged = factKind('thread.merged', z.object({ into: z.number() }))
export const threadSplit = factKind('thread.split', z.object({ from: z.number(), posts: z.number() }))
export const threadConverted = factKind('thread.converted', z.object({ to: Kind }))
export const threadRemoved = factKind('thread.removed', aboutThread)
export const threadRestored = factKind('thread.restored', aboutThread)
/** Somebody chose how much they want to hear of a thread, or of all in a space, a topic, or by a member. */
export const levelSet = factKind(
  'level.set',
  z.object({ kind: z.enum(['thread', ...followedKinds]), level: z.enum(followLevels) }),
  nowhere,
)
/** "I have this too", said and taken back. */
export const threadJoined = factKind('thread.joined', z.object({}), onItsPage)
export const threadLeft = factKind('thread.left', z.object({}), onItsPage)
/** Reads of a thread since the last batch, by signed-in members or by guests. */
export const threadViewed = factKind('thread.viewed', z.object({ views: z.number(), members: z.number() }), nowhere)
export const threadLinked = factKind('thread.linked', z.object({ to: z.number(), kind: z.string() }))

export const postWritten = factKind('post.written', aboutPost, ofPost)
export const postEdited = factKind('post.edited', aboutPost.extend({ version: z.number() }), ofPost)
export const postRemoved = factKind('post.removed', aboutPost, ofPost)
export const postRestored = factKind('post.restored', aboutPost, ofPost)
export const postMoved = factKind('post.moved', aboutPost.extend({ from: z.number() }))
export const postVoted = factKind('post.voted', aboutPost.extend({ value: z.number() }), ofPost)
export const postUnvoted = factKind('post.unvoted', aboutPost, ofPost)
export const answerAccepted = factKind(
  'answer.accepted',
  z.object({ threadId: z.number(), authorId: z.number(), byAsker: z.boolean() }),
  ofPost,
)
export const answerUnaccepted = factKind(
  'answer.unaccepted',
  z.object({ threadId: z.number(), authorId: z.number() }),
  ofPost,
)

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
  postEdited,
  postRemoved,
  postRestored,
  postMoved,
  postVoted,
  postUnvoted,
  answerAccepted,
  answerUnaccepted,
  answersShown,
  answerOpened,
  askStopped,
  questionDeflected,
]
