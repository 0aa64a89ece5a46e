/** What conversations do when something has happened: keep the index, tell those who follow. */
import { listener } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { spaceChanged } from '#modules/spaces/index.ts'
import { indexThreads, threadsChanged } from './documents.ts'
import {
  answerAccepted,
  answerUnaccepted,
  postEdited,
  postMoved,
  postReacted,
  postRemoved,
  postRestored,
  postWritten,
  threadConverted,
  threadEdited,
  threadMerged,
  threadMoved,
  threadRemoved,
  threadRestored,
  threadSplit,
  threadStarted,
} from './facts.ts'
import { recountAuthors } from './jobs.ts'
import { drawWithoutFile } from './post-files.ts'
import { drawWithPreview } from './post-links.ts'
import { tellOfThanks } from './reactions.ts'
import { tellOfAcceptance, tellOfNamed, tellOfPost, tellOfThread } from './telling.ts'

// What takes something out of sight, or changes what it says, is followed before anything else: nobody must find by what
// is not there any more. What only adds may wait a moment, so that a flood of it is put in once.
const changesThread = [threadEdited, threadMoved, threadMerged, threadSplit, threadConverted, threadRemoved]
const changesPost = [postEdited, postRemoved, postMoved]
const addsThread = [threadStarted, threadRestored]
// A post that was just written is noted by the listener that tells of it: posts are most of what happens, and each
// listener is a job and a transaction of its own.
const addsToThread = [postRestored, answerAccepted, answerUnaccepted]

export const listeners = [
  drawWithoutFile,
  drawWithPreview,

  listener('index-thread', changesThread, async (tx, fact) => {
    const data = fact.data as { into?: number; from?: number }
    const others =
      fact.name === threadMerged.name ? [data.into!] : fact.name === threadSplit.name ? [data.from!] : []
    await indexThreads(tx, [fact.subjectId, ...others])
  }),

  listener('index-thread-of-post', changesPost, async (tx, fact) => indexThreads(tx, [fact.data.threadId])),

  listener('note-thread', addsThread, async (tx, fact) => threadsChanged(tx, [fact.subjectId])),

  listener('note-thread-of-post', addsToThread, async (tx, fact) => threadsChanged(tx, [fact.data.threadId])),

  listener('count-in-sight', [spaceChanged], async (tx, fact) => {
    if (fact.data.fields.includes('see')) await queue(tx, recountAuthors, { spaceId: fact.subjectId })
  }),

  listener('note-and-tell-of-post', [postWritten], async (tx, fact) => {
    await threadsChanged(tx, [fact.data.threadId])
    await tellOfPost(tx, fact.id, fact.subjectId)
  }),

  listener('tell-of-thread', [threadStarted], async (tx, fact) => tellOfThread(tx, fact.id, fact.subjectId)),

  listener('tell-of-named', [postEdited, threadEdited], async (tx, fact) => {
    const { members, groups } = fact.data
    if (members || groups) await tellOfNamed(tx, fact.id, fact.name === postEdited.name ? { postId: fact.subjectId } : { threadId: fact.subjectId }, { members, groups })
  }),

  listener('tell-of-acceptance', [answerAccepted], async (tx, fact) => tellOfAcceptance(tx, fact, fact.subjectId)),

  listener('tell-of-thanks', [postReacted], async (tx, fact) => {
    if (fact.data.reaction === 'thanks') await tellOfThanks(tx, fact.id, fact.subjectId, fact.actorId!)
  }),
]
