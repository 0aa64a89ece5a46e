/** What conversations do when something has happened: keep the index, tell those who follow. */
import type { Ctx } from '#platform/ctx.ts'
import { listener } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { notify } from '#modules/notifications/index.ts'
import { spaceChanged } from '#modules/spaces/index.ts'
import { indexThreads, threadsChanged } from './documents.ts'
import {
  answerAccepted,
  answerUnaccepted,
  postEdited,
  postMoved,
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
import { pathOf } from './sight.ts'
import { tellOfPost, tellOfThread } from './telling.ts'

// What takes something out of sight, or changes what it says, is followed before anything else: nobody must find by what
// is not there any more. What only adds may wait a moment, so that a flood of it is put in once.
const changesThread = [threadEdited, threadMoved, threadMerged, threadSplit, threadConverted, threadRemoved]
const changesPost = [postEdited, postRemoved, postMoved]
const addsThread = [threadStarted, threadRestored]
// A post that was just written is noted by the listener that tells of it: posts are most of what happens, and each
// listener is a job and a transaction of its own.
const addsToThread = [postRestored, answerAccepted, answerUnaccepted]

async function threadOf(tx: Ctx, id: number) {
  return tx.db
    .selectFrom('thread')
    .select(['id', 'kind', 'slug', 'title', 'spaceId', 'authorId', 'removedAt'])
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

export const listeners = [
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

  listener('tell-of-acceptance', [answerAccepted], async (tx, fact) => {
    const thread = await threadOf(tx, fact.data.threadId)
    if (!thread) return
    const path = `${pathOf(thread)}#post-${fact.subjectId}`
    await notify(tx, [{ memberId: fact.data.authorId, kind: 'accepted' }], {
      factId: fact.id,
      actorId: fact.actorId,
      title: thread.title,
      path,
      spaceId: thread.spaceId,
      threadId: thread.id,
    })
  }),
]
