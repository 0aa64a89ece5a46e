/** What the team does with whole threads: close, pin, move, convert, remove. */
import { type Ctx, reaches, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { spaceShown } from '#modules/spaces/index.ts'
import { clearMark } from './acceptance.ts'
import { giveCredit, takeCredit } from './credit.ts'
import {
  threadClosed,
  threadConverted,
  threadMoved,
  threadPinned,
  threadRemoved,
  threadReopened,
  threadRestored,
  threadUnpinned,
} from './facts.ts'
import { may } from './permissions.ts'
import { carryLines } from './read-lines.ts'
import { type HeldThread, holdThread } from './sight.ts'

const refTo = (thread: HeldThread) => ({ id: thread.id, kind: thread.kind, slug: thread.slug })
const about = (thread: HeldThread) => ({ subjectId: thread.id, spaceId: thread.spaceId })

export async function closeThread(ctx: Ctx, id: number, reason: string) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.close(tx.viewer, thread), 'conversations:problem.mayNotClose')
    if (thread.closedAt === null) {
      await tx.db
        .updateTable('thread')
        .set({ closedAt: tx.now, closedById: tx.viewer.id, closedReason: reason || null })
        .where('id', '=', id)
        .execute()
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
      await tx.db
        .updateTable('thread')
        .set({ closedAt: null, closedById: null, closedReason: null })
        .where('id', '=', id)
        .execute()
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
      await tx.db
        .updateTable('thread')
        .set({ pinnedAt: pinned ? tx.now : null })
        .where('id', '=', id)
        .execute()
      await record(tx, pinned ? threadPinned : threadUnpinned, {
        ...about(thread),
        data: { kind: thread.kind },
      })
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
    demand(may.ask(tx.viewer, target) && may.move(tx.viewer, { ...thread, space: target }), 'conversations:problem.mayNotAsk')
    if (target.id !== thread.spaceId) {
      await takeCredit(tx, [id])
      await carryLines(tx, [id], thread.spaceId)
      await tx.db.updateTable('thread').set({ spaceId: target.id }).where('id', '=', id).execute()
      await giveCredit(tx, [id])
      await record(tx, threadMoved, {
        subjectId: id,
        spaceId: target.id,
        data: { from: thread.spaceId, to: target.id },
      })
    }
    return refTo(thread)
  })
}

/** All of one place stands in another from then on. Who may do that is asked by the caller. */
export async function moveAllThreads(tx: Ctx, from: number, to: number): Promise<void> {
  const ids = (await tx.db.selectFrom('thread').select('id').where('spaceId', '=', from).orderBy('id').forUpdate().execute()).map((row) => row.id)
  if (ids.length === 0) return
  await takeCredit(tx, ids)
  await carryLines(tx, ids, from)
  await tx.db.updateTable('thread').set({ spaceId: to }).where('spaceId', '=', from).execute()
  await giveCredit(tx, ids)
  for (const subjectId of ids) await record(tx, threadMoved, { subjectId, spaceId: to, data: { from, to } })
}

/** A question becomes a discussion, or the other way round; its answers become replies, or back. */
export async function convertThread(ctx: Ctx, id: number, to: 'question' | 'discussion') {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.reshape(tx.viewer, thread))
    if (thread.kind === to) return refTo(thread)
    await takeCredit(tx, [id])
    await clearMark(tx, thread)
    await tx.db.updateTable('thread').set({ kind: to }).where('id', '=', id).execute()
    await tx.db
      .updateTable('post')
      .set({ kind: to === 'question' ? 'answer' : 'reply' })
      .where('threadId', '=', id)
      .where('kind', 'in', ['answer', 'reply'])
      .execute()
    await giveCredit(tx, [id])
    await record(tx, threadConverted, { ...about(thread), data: { to } })
    return { ...refTo(thread), kind: to }
  })
}

export async function removeThread(ctx: Ctx, id: number) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.removeThread(tx.viewer, thread), 'conversations:problem.mayNotRemove')
    if (thread.removedAt === null) {
      await takeCredit(tx, [id])
      await tx.db
        .updateTable('thread')
        .set({ removedAt: tx.now, removedById: tx.viewer.id })
        .where('id', '=', id)
        .execute()
      await record(tx, threadRemoved, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}

/** Brings a removed thread back: for whoever removed it, and for the team. */
export async function restoreThread(ctx: Ctx, id: number) {
  return transaction(ctx, async (tx) => {
    const row = found(
      await tx.db
        .selectFrom('thread')
        .select(['removedById', 'mergedIntoId'])
        .where('id', '=', id)
        .executeTakeFirst(),
    )
    const isOwn = tx.viewer.id !== null && row.removedById === tx.viewer.id
    const thread = await holdThread(isOwn && !reaches(tx.viewer, 'team') ? { ...tx, viewer: { ...tx.viewer, role: 'moderator' } } : tx, id)
    // For anybody else there is no such thread; a refusal would tell that there is.
    found(isOwn || may.seeRemoved(tx.viewer, thread.space) ? row : null)
    demand(may.removeThread(tx.viewer, thread))
    if (row.mergedIntoId !== null) throw new Conflict('conversations:problem.merged')
    if (thread.removedAt !== null) {
      await tx.db
        .updateTable('thread')
        .set({ removedAt: null, removedById: null })
        .where('id', '=', id)
        .execute()
      await giveCredit(tx, [id])
      await record(tx, threadRestored, { ...about(thread), data: { kind: thread.kind } })
    }
    return refTo(thread)
  })
}
