/** What conversations do when something has happened: keep the index, tell those who follow. */
import type { Ctx } from '#platform/ctx.ts'
import { listener } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { settings } from '#modules/community/index.ts'
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
import { mailAboutPost } from './mails.tsx'
import { pathOf } from './sight.ts'

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
    const thread = await threadOf(tx, fact.data.threadId)
    const post = await tx.db
      .selectFrom('post')
      .select(['id', 'kind', 'removedAt'])
      .where('id', '=', fact.subjectId)
      .executeTakeFirst()
    if (!thread || !post || post.removedAt) return
    const path = `${pathOf(thread)}?post=${post.id}#post-${post.id}`
    const news = {
      factId: fact.id,
      actorId: fact.data.authorId,
      title: thread.title,
      path,
      spaceId: thread.spaceId,
      threadId: thread.id,
    }
    const mentioned = (
      await tx.db.selectFrom('mention').select('memberId').where('postId', '=', post.id).execute()
    ).map((row) => row.memberId)
    const followers = (
      await tx.db.selectFrom('threadFollow').select('memberId').where('threadId', '=', thread.id).execute()
    ).map((row) => row.memberId)
    const toldOfMention = await notify(tx, mentioned, { ...news, kind: 'mention' })
    const [asker, others] = [followers.filter((id) => id === thread.authorId), followers.filter((id) => id !== thread.authorId)]
    const toldAsker = await notify(tx, asker, { ...news, kind: post.kind as 'answer' })
    const toldOthers = await notify(tx, others, { ...news, kind: post.kind === 'answer' ? 'followed' : (post.kind as 'reply') })
    const about = { postId: post.id, settings: await settings(tx) }
    await mailAboutPost(tx, toldOfMention, { ...about, kind: 'mentions' })
    await mailAboutPost(tx, [...toldAsker, ...toldOthers], { ...about, kind: 'answers' })
  }),

  listener('tell-of-mention-in-opening', [threadStarted], async (tx, fact) => {
    const thread = await threadOf(tx, fact.subjectId)
    if (!thread) return
    const opening = await tx.db
      .selectFrom('post')
      .select('id')
      .where('threadId', '=', thread.id)
      .where('kind', '=', 'opening')
      .executeTakeFirstOrThrow()
    const mentioned = (
      await tx.db.selectFrom('mention').select('memberId').where('postId', '=', opening.id).execute()
    ).map((row) => row.memberId)
    await notify(tx, mentioned, {
      factId: fact.id,
      kind: 'mention',
      actorId: thread.authorId,
      title: thread.title,
      path: pathOf(thread),
      spaceId: thread.spaceId,
      threadId: thread.id,
    })
  }),

  listener('tell-of-acceptance', [answerAccepted], async (tx, fact) => {
    const thread = await threadOf(tx, fact.data.threadId)
    if (!thread) return
    const path = `${pathOf(thread)}#post-${fact.subjectId}`
    await notify(tx, [fact.data.authorId], {
      factId: fact.id,
      kind: 'accepted',
      actorId: fact.actorId,
      title: thread.title,
      path,
      spaceId: thread.spaceId,
      threadId: thread.id,
    })
  }),
]
