/** What happens in conversations. Facts hold ids and small enums, never text. */
import { z } from 'zod'
import { factKind } from '#platform/facts.ts'

const Kind = z.enum(['question', 'discussion'])
const aboutThread = z.object({ kind: Kind })
const aboutPost = z.object({
  threadId: z.number(),
  authorId: z.number(),
  kind: z.enum(['answer', 'reply', 'comment', 'opening']),
})

export const threadStarted = factKind(
  'thread.started',
  z.object({ kind: Kind, askId: z.number().optional() }),
)
export const threadEdited = factKind('thread.edited', z.object({ version: z.number() }))
export const threadClosed = factKind('thread.closed', aboutThread)
export const threadReopened = factKind('thread.reopened', aboutThread)
export const threadPinned = factKind('thread.pinned', aboutThread)
export const threadUnpinned = factKind('thread.unpinned', aboutThread)
export const threadMoved = factKind('thread.moved', z.object({ from: z.number(), to: z.number() }))
export const threadMerged = factKind('thread.merged', z.object({ into: z.number() }))
export const threadSplit = factKind('thread.split', z.object({ from: z.number(), posts: z.number() }))
export const threadConverted = factKind('thread.converted', z.object({ to: Kind }))
export const threadRemoved = factKind('thread.removed', aboutThread)
export const threadRestored = factKind('thread.restored', aboutThread)
export const threadFollowed = factKind('thread.followed', z.object({}))
export const threadUnfollowed = factKind('thread.unfollowed', z.object({}))
/** "I have this too", said and taken back. */
export const threadJoined = factKind('thread.joined', z.object({}))
export const threadLeft = factKind('thread.left', z.object({}))
/** Reads of a thread since the last batch, by signed-in members or by guests. */
export const threadViewed = factKind('thread.viewed', z.object({ views: z.number(), members: z.number() }))
export const threadLinked = factKind('thread.linked', z.object({ to: z.number(), kind: z.string() }))

export const postWritten = factKind('post.written', aboutPost)
export const postEdited = factKind('post.edited', aboutPost.extend({ version: z.number() }))
export const postRemoved = factKind('post.removed', aboutPost)
export const postRestored = factKind('post.restored', aboutPost)
export const postMoved = factKind('post.moved', aboutPost.extend({ from: z.number() }))
export const postVoted = factKind('post.voted', aboutPost.extend({ value: z.number() }))
export const postUnvoted = factKind('post.unvoted', aboutPost)
export const answerAccepted = factKind(
  'answer.accepted',
  z.object({ threadId: z.number(), authorId: z.number(), byAsker: z.boolean() }),
)
export const answerUnaccepted = factKind(
  'answer.unaccepted',
  z.object({ threadId: z.number(), authorId: z.number() }),
)

/** Subject: the ask (one try to ask). */
export const answersShown = factKind('answers.shown', z.object({ threads: z.array(z.number()) }))
export const answerOpened = factKind('answer.opened', z.object({ threadId: z.number() }))
/** The asker said that this solved it, and did not ask: a deflection. */
export const questionDeflected = factKind(
  'question.deflected',
  z.object({ threadId: z.number(), visitor: z.boolean() }),
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
  threadFollowed,
  threadUnfollowed,
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
  questionDeflected,
]
