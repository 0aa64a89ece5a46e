/** What the team does with whole threads: close, pin, move, merge, split, convert, remove. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { countForMember } from '#modules/members/index.ts'
import { slugOf, spaceShown } from '#modules/spaces/index.ts'
import { takeMark } from './acceptance.ts'
import { linkThreads } from './asks.ts'
import {
  postMoved, threadClosed, threadConverted, threadMerged, threadMoved, threadPinned, threadRemoved, threadReopened, threadRestored,
  threadSplit, threadStarted, threadUnpinned,
} from './facts.ts'
import { followQuietly } from './follows.ts'
import { may } from './permissions.ts'
import { type HeldThread, holdThread } from './sight.ts'
import { retally, retallyPost } from './tally.ts'

const refTo = (thread: HeldThread) => ({ id: thread.id, kind: thread.kind, slug: thread.slug })
const about = (thread: HeldThread) => ({ subjectId: thread.id, spaceId: thread.spaceId })

export async function closeThread(ctx: Ctx, id: number, reason: string) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.close(tx.viewer, thread), 'conversations:problem.mayNotClose')
    if (thread.closedAt === null) {
      await tx.db.updateTable('thread').set({ closedAt: tx.now, closedById: tx.viewer.id, closedReason: reason || null }).where('id', '=', id).execute()
      await record(tx, threadClosed, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}

export async function reopenThread(ctx: Ctx, id: number) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.reopen(tx.viewer, thread))
    if (thread.mergedIntoId !== null) throw new Conflict('conversations:problem.merged')
    if (thread.closedAt !== null) {
      await tx.db.updateTable('thread').set({ closedAt: null, closedById: null, closedReason: null }).where('id', '=', id).execute()
      await record(tx, threadReopened, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}

export async function pinThread(ctx: Ctx, id: number, pinned: boolean) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.pin(tx.viewer, thread))
    if ((thread.pinnedAt !== null) !== pinned) {
      await tx.db.updateTable('thread').set({ pinnedAt: pinned ? tx.now : null }).where('id', '=', id).execute()
      await record(tx, pinned ? threadPinned : threadUnpinned, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}

/** Moves a thread to another space. Both the source and the target are checked. */
export async function moveThread(ctx: Ctx, id: number, spaceId: number) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.move(tx.viewer, thread))
    const target = await spaceShown(tx, { id: spaceId })
    demand(may.ask(tx.viewer, target), 'conversations:problem.mayNotAsk')
    if (target.id !== thread.spaceId) {
      await tx.db.updateTable('thread').set({ spaceId: target.id }).where('id', '=', id).execute()
      await record(tx, threadMoved, { subjectId: id, spaceId: target.id, data: { from: thread.spaceId, to: target.id } })
    }
    return refTo(thread)
  })
}

/** Puts the posts of one thread into another, at their time; the old address leads to the new place. */
export async function mergeThread(ctx: Ctx, id: number, into: number) {
  if (id === into) throw new Conflict('conversations:problem.mergeSelf')
  return transaction(ctx, async (tx) => {
    // The lower id first: two merges of the same pair must not wait for each other.
    const [low, high] = [await holdThread(tx, Math.min(id, into)), await holdThread(tx, Math.max(id, into))]
    const [from, target] = low.id === id ? [low, high] : [high, low]
    demand(may.reshape(tx.viewer, from) && may.reshape(tx.viewer, target))
    if (from.mergedIntoId !== null || target.mergedIntoId !== null) throw new Conflict('conversations:problem.merged')
    await takeMark(tx, from.id, from.acceptedPostId, from.spaceId)
    await carryPosts(tx, from, target)
    await tx.db.updateTable('thread')
      .set({ mergedIntoId: target.id, removedAt: tx.now, removedById: tx.viewer.id, closedAt: tx.now, closedById: tx.viewer.id })
      .where('id', '=', from.id).execute()
    await tx.db.updateTable('thread').set({ mergedIntoId: target.id }).where('mergedIntoId', '=', from.id).execute()
    await retally(tx, target.id)
    await retally(tx, from.id)
    await linkThreads(tx, from.id, target.id, 'duplicate')
    await record(tx, threadMerged, { ...about(from), data: { into: target.id } })
    return refTo(target)
  })
}

// Nothing that was said is lost: answers and replies go along, and the opening stands in the target as a reply, or under
// the other question as a comment ("I have this too, on a Moss 5"). The emptied thread only keeps its address.
async function carryPosts(tx: Ctx, from: HeldThread, target: HeldThread) {
  const there = await openingOf(tx, target.id)
  const here = await openingOf(tx, from.id)
  const asReply = target.kind === 'discussion'
  await tx.db.updateTable('post').set({ threadId: target.id, kind: asReply ? 'reply' : 'answer' })
    .where('threadId', '=', from.id).where('kind', 'in', ['answer', 'reply']).execute()
  if (!asReply) await tx.db.updateTable('post').set({ parentId: there.id }).where('parentId', '=', here.id).execute()
  await tx.db.updateTable('post').set({ threadId: target.id }).where('threadId', '=', from.id).where('kind', '=', 'comment').execute()
  await tx.db.updateTable('post').set({ threadId: target.id, kind: asReply ? 'reply' : 'comment', parentId: asReply ? null : there.id })
    .where('id', '=', here.id).execute()
  await countForMember(tx, here.authorId, { ...(from.kind === 'question' ? { questionCount: -1 } : { discussionCount: -1 }), ...(asReply && { answerCount: 1 }) })
  await retallyPost(tx, there.id)
  await retallyPost(tx, here.id)
  await carryFollowers(tx, from.id, target.id)
  await record(tx, postMoved, { subjectId: here.id, spaceId: target.spaceId, data: { threadId: target.id, authorId: here.authorId, kind: asReply ? 'reply' : 'comment', from: from.id } })
}

const openingOf = (tx: Ctx, threadId: number) =>
  tx.db.selectFrom('post').select(['id', 'authorId']).where('threadId', '=', threadId).where('kind', '=', 'opening').executeTakeFirstOrThrow()

async function carryFollowers(tx: Ctx, from: number, to: number) {
  const followers = await tx.db.selectFrom('threadFollow').select('memberId').where('threadId', '=', from).execute()
  for (const { memberId } of followers) await followQuietly(tx, to, memberId)
}

/** Makes a new thread of some answers or replies: the first of them opens it, the others follow, comments go along. */
export async function splitThread(ctx: Ctx, id: number, title: string, postIds: readonly number[]) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.reshape(tx.viewer, thread))
    const posts = await tx.db.selectFrom('post').selectAll().where('threadId', '=', id).where('id', 'in', [...postIds])
      .where('kind', 'in', ['answer', 'reply']).where('removedAt', 'is', null).orderBy('createdAt').orderBy('id').forUpdate().execute()
    const first = posts[0]
    if (!first) throw new Conflict('conversations:problem.choosePosts')
    if (posts.some((post) => post.id === thread.acceptedPostId)) await takeMark(tx, id, thread.acceptedPostId, thread.spaceId)
    const added = await tx.db.insertInto('thread')
      .values({ kind: thread.kind, spaceId: thread.spaceId, authorId: first.authorId, title, slug: slugOf(title) || thread.kind, createdAt: first.createdAt, activeAt: tx.now })
      .returning(['id', 'slug']).executeTakeFirstOrThrow()
    await takePosts(tx, thread, added.id, posts)
    await countForMember(tx, first.authorId, { answerCount: -1, ...(thread.kind === 'question' ? { questionCount: 1 } : { discussionCount: 1 }) })
    await followQuietly(tx, added.id, first.authorId)
    await retally(tx, id)
    await retally(tx, added.id)
    await linkThreads(tx, added.id, id, 'split')
    await record({ ...tx, viewer: { ...tx.viewer, id: first.authorId } }, threadStarted, { subjectId: added.id, spaceId: thread.spaceId, data: { kind: thread.kind } })
    await record(tx, threadSplit, { subjectId: added.id, spaceId: thread.spaceId, data: { from: id, posts: posts.length } })
    return { id: added.id, kind: thread.kind, slug: added.slug }
  })
}

async function takePosts(tx: Ctx, thread: HeldThread, to: number, posts: { id: number; authorId: number; kind: string }[]) {
  const ids = posts.map((post) => post.id)
  await tx.db.updateTable('post').set({ threadId: to }).where((eb) => eb.or([eb('id', 'in', ids), eb('parentId', 'in', ids)])).execute()
  await tx.db.updateTable('post').set({ kind: 'opening' }).where('id', '=', ids[0]!).execute()
  for (const post of posts) {
    await record(tx, postMoved, { subjectId: post.id, spaceId: thread.spaceId, data: { threadId: to, authorId: post.authorId, kind: post.kind as 'answer', from: thread.id } })
  }
}

/** A question becomes a discussion, or the other way round; its answers become replies, or back. */
export async function convertThread(ctx: Ctx, id: number, to: 'question' | 'discussion') {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.reshape(tx.viewer, thread))
    if (thread.kind === to) return refTo(thread)
    await takeMark(tx, id, thread.acceptedPostId, thread.spaceId)
    await tx.db.updateTable('thread').set({ kind: to }).where('id', '=', id).execute()
    await tx.db.updateTable('post').set({ kind: to === 'question' ? 'answer' : 'reply' }).where('threadId', '=', id).where('kind', 'in', ['answer', 'reply']).execute()
    const by = to === 'question' ? 1 : -1
    await countForMember(tx, thread.authorId, { questionCount: by, discussionCount: -by })
    await record(tx, threadConverted, { ...about(thread), data: { to } })
    return { ...refTo(thread), kind: to }
  })
}

export async function removeThread(ctx: Ctx, id: number) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.removeThread(tx.viewer, thread), 'conversations:problem.mayNotRemove')
    if (thread.removedAt === null) {
      await tx.db.updateTable('thread').set({ removedAt: tx.now, removedById: tx.viewer.id }).where('id', '=', id).execute()
      await countForMember(tx, thread.authorId, thread.kind === 'question' ? { questionCount: -1 } : { discussionCount: -1 })
      await record(tx, threadRemoved, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}

/** Brings a removed thread back: for whoever removed it, and for the team. */
export async function restoreThread(ctx: Ctx, id: number) {
  return transaction(ctx, async (tx) => {
    const row = found(await tx.db.selectFrom('thread').select(['removedById', 'mergedIntoId']).where('id', '=', id).executeTakeFirst())
    // For anybody else there is no such thread; a refusal would tell that there is.
    found((tx.viewer.id !== null && row.removedById === tx.viewer.id) || may.seeRemoved(tx.viewer, undefined) ? row : null)
    const thread = await holdThread({ ...tx, viewer: { ...tx.viewer, role: may.seeRemoved(tx.viewer, undefined) ? tx.viewer.role : 'moderator' } }, id)
    demand(may.removeThread(tx.viewer, thread))
    if (row.mergedIntoId !== null) throw new Conflict('conversations:problem.merged')
    if (thread.removedAt !== null) {
      await tx.db.updateTable('thread').set({ removedAt: null, removedById: null }).where('id', '=', id).execute()
      await countForMember(tx, thread.authorId, thread.kind === 'question' ? { questionCount: 1 } : { discussionCount: 1 })
      await record(tx, threadRestored, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}
