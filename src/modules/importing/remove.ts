/** What the source no longer has is removed here; all of it can come back. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { recordPast } from '#platform/past.ts'
import {
  dropLinks,
  freeReplies,
  leaveTopics,
  postRemoved,
  setPostsRemoved,
  setThreadsRemoved,
  threadRemoved,
} from '#modules/conversations/index.ts'
import { setMembersRemoved } from '#modules/members/index.ts'
import { dropDocuments } from '#modules/search/index.ts'
import { dropTopics } from '#modules/spaces/index.ts'
import type { ItemKind, Run } from './items.ts'
import type { OnStep } from './settle.ts'
import { endsOf } from './write-links.ts'

const page = 500

interface Gone {
  foreignId: string
  localId: number
  digest: string
}

export async function removeUnseen(ctx: Ctx, run: Run, onStep: OnStep) {
  const steps: [ItemKind, (tx: Ctx, gone: Gone[]) => Promise<void>][] = [
    ['link', (tx, gone) => dropLinks(tx, gone.map(linkOf))],
    [
      'post',
      (tx, gone) =>
        removePosts(
          tx,
          gone.map((each) => each.localId),
        ),
    ],
    [
      'thread',
      (tx, gone) =>
        removeThreads(
          tx,
          gone.map((each) => each.localId),
        ),
    ],
    [
      'member',
      (tx, gone) =>
        setMembersRemoved(
          tx,
          gone.map((each) => each.localId),
          tx.now,
        ),
    ],
    [
      'topic',
      (tx, gone) =>
        dropEmptyTopics(
          tx,
          gone.map((each) => each.localId),
        ),
    ],
  ]
  for (const [kind, remove] of steps) {
    for (;;) {
      const gone = await unseen(ctx, run, kind)
      if (gone.length === 0) break
      await transaction(ctx, async (tx) => {
        await remove(tx, gone)
        await markGone(tx, run, kind, gone)
      })
      onStep('removing', gone.length, gone.length)
    }
  }
}

const unseen = (ctx: Ctx, { sourceId, run }: Run, kind: ItemKind): Promise<Gone[]> =>
  ctx.db
    .selectFrom('importItem')
    .select(['foreignId', 'localId', 'digest'])
    .where('sourceId', '=', sourceId)
    .where('kind', '=', kind)
    .where('seenRun', '<', run)
    .where('digest', '<>', '')
    .orderBy('localId')
    .limit(page)
    .execute()

/** An empty digest: when the thing comes back one day, it counts as changed. A link is forgotten altogether. */
async function markGone(tx: Ctx, { sourceId, run }: Run, kind: ItemKind, gone: Gone[]) {
  const ids = gone.map((each) => each.foreignId)
  if (kind === 'link')
    await tx.db
      .deleteFrom('importItem')
      .where('sourceId', '=', sourceId)
      .where('kind', '=', kind)
      .where('foreignId', 'in', ids)
      .execute()
  else
    await tx.db
      .updateTable('importItem')
      .set({ digest: '', changedRun: run })
      .where('sourceId', '=', sourceId)
      .where('kind', '=', kind)
      .where('foreignId', 'in', ids)
      .execute()
}

function linkOf({ digest }: Gone) {
  const [from, to, kind] = endsOf(digest)
  return { fromThreadId: Number(from), toThreadId: Number(to), kind: kind as 'linked' }
}

/** Answers, replies and comments; an opening goes with its thread. */
async function removePosts(tx: Ctx, ids: number[]) {
  const posts = await tx.db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.threadId')
    .select(['post.id', 'post.kind', 'post.authorId', 'post.threadId', 'thread.spaceId'])
    .where('post.id', 'in', ids)
    .where('post.removedAt', 'is', null)
    .where('post.kind', '<>', 'opening')
    .execute()
  await setPostsRemoved(
    tx,
    posts.map(({ id }) => ({ id, removedAt: tx.now, removedById: null })),
  )
  await freeReplies(tx, ids)
  await recordPast(
    tx,
    postRemoved,
    posts.map(({ id, spaceId, kind, authorId, threadId }) => ({
      actorId: null,
      subjectId: id,
      spaceId,
      at: tx.now,
      data: { threadId, authorId, kind: kind as 'answer' },
    })),
  )
}

async function removeThreads(tx: Ctx, ids: number[]) {
  const threads = await tx.db
    .selectFrom('thread')
    .select(['id', 'kind', 'spaceId'])
    .where('id', 'in', ids)
    .where('removedAt', 'is', null)
    .execute()
  await setThreadsRemoved(
    tx,
    threads.map(({ id }) => ({ id, removedAt: tx.now, removedById: null })),
  )
  await recordPast(
    tx,
    threadRemoved,
    threads.map(({ id, spaceId, kind }) => ({
      actorId: null,
      subjectId: id,
      spaceId,
      at: tx.now,
      data: { kind: kind as 'question' },
    })),
  )
}

/** A topic that the source has given up goes, unless threads of others, or older ones that stay, stand in it. */
async function dropEmptyTopics(tx: Ctx, ids: number[]) {
  const { rows } = await sql<{ id: number }>`select topic.id from topic where id = any(${idList(ids)})
    and not exists (select 1 from thread_topic join thread on thread.id = thread_id
      where topic_id = topic.id and removed_at is null)`.execute(tx.db)
  const empty = rows.map((row) => Number(row.id))
  await leaveTopics(tx, empty)
  await dropTopics(tx, empty)
  await dropDocuments(tx, ['topic'], empty)
  await tx.db
    .deleteFrom('redirect')
    .where('targetKind', '=', 'topic')
    .where('targetId', 'in', [0, ...empty])
    .execute()
  await tx.db
    .deleteFrom('importItem')
    .where('kind', '=', 'topic')
    .where('localId', 'in', [0, ...empty])
    .execute()
}
