/** What a member has read. Everything newer than their mark on a thread, or than their line, is new to them. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { readAbout } from '#modules/notifications/index.ts'

interface Read {
  memberId: number
  threadId: number
  readAt: Date
  /** Whether it was counted among what is new to the member. */
  counted: boolean
}

/** A thread as a page showed it: up to its newest post. */
export interface Shown {
  id: number
  activeAt: Date
}

/** Threads as read up to a moment; a mark never moves back. */
// Moments are kept to the microsecond and shown to the millisecond: the mark stands at the end of it.
async function putReads(ctx: Ctx, reads: Read[]): Promise<void> {
  await ctx.db
    .insertInto('threadRead')
    .values(reads.map(({ counted, readAt, ...row }) => ({ ...row, readAt: sql<Date>`${readAt}::timestamptz + interval '999 microseconds'` })))
    .onConflict((clash) =>
      clash
        .columns(['memberId', 'threadId'])
        .doUpdateSet({ readAt: sql`greatest(thread_read.read_at, excluded.read_at)` }),
    )
    .execute()
  tellChanged(ctx, reads.filter((read) => read.counted).map(({ memberId: id }) => `member:${id}` as const))
}

// Whoever opens a thread does not wait for the mark; those of a moment are set together. One shelf an app: tests open many.
interface Waiting {
  reads: Map<string, Read>
  /** Whose marks are being written just now, and by what. */
  writing: Map<number, Promise<void>>
  timer: NodeJS.Timeout | null
  underWay: Promise<void>
}
const together = 150
const shelves = new WeakMap<object, Waiting>()

function waitingOf({ wiring }: Ctx): Waiting {
  const known = shelves.get(wiring.listeners)
  if (known) return known
  const waiting = { reads: new Map(), writing: new Map<number, Promise<void>>(), timer: null, underWay: Promise.resolve() }
  shelves.set(wiring.listeners, waiting)
  return waiting
}

/**
 * Notes that the viewer has opened a thread, and what was told about it: written in a moment, or before their next page.
 * Read is what the page showed: an answer that was still being written down when it was drawn stays new.
 * @param counted false where the thread is so old that the figures of the navigation do not know it
 */
export function noteRead(ctx: Ctx, { id: threadId, activeAt }: Shown, counted = true): void {
  if (ctx.viewer.id === null) return
  const waiting = waitingOf(ctx)
  waiting.reads.set(`${ctx.viewer.id}:${threadId}`, { memberId: ctx.viewer.id, threadId, readAt: activeAt, counted })
  // A mark that could not be set is set by the next visit.
  waiting.timer ??= setTimeout(() => { readsWritten(ctx).catch(() => {}) }, together)
}

/** Writes what waits. @returns when everything noted so far is there */
export function readsWritten(ctx: Ctx): Promise<void> {
  const waiting = waitingOf(ctx)
  if (waiting.timer !== null) clearTimeout(waiting.timer)
  waiting.timer = null
  if (waiting.reads.size === 0) return waiting.underWay
  // In one order in every process, so that two never wait for each other.
  const reads = [...waiting.reads.values()].sort((one, other) => one.memberId - other.memberId || one.threadId - other.threadId)
  waiting.reads.clear()
  const now = { ...ctx, now: new Date() }
  const underWay = waiting.underWay.catch(() => {}).then(async () => {
    await putReads(now, reads)
    await readAbout(now, reads)
  })
  for (const { memberId: id } of reads) waiting.writing.set(id, underWay)
  const written = () => { for (const { memberId: id } of reads) if (waiting.writing.get(id) === underWay) waiting.writing.delete(id) }
  underWay.then(written, written)
  waiting.underWay = underWay
  return underWay
}

/** Writes what waits, if something of the viewer's own is among it: nobody waits for what others have read. */
export async function ownReadsWritten(ctx: Ctx): Promise<void> {
  if (ctx.viewer.id === null) return
  const { reads, writing } = waitingOf(ctx)
  const isWaiting = [...reads.values()].some(({ memberId: id }) => id === ctx.viewer.id)
  await (isWaiting ? readsWritten(ctx) : writing.get(ctx.viewer.id))
}
