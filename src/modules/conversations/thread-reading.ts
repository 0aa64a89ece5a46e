/** A whole thread page: the thread, a page of its posts, and what stands beside them. */
import type { Ctx } from '#platform/ctx.ts'
import {
  type AnswersPage,
  answersPage,
  type ThreadPosts,
  threadPosts,
  type Unseen,
  unseen,
} from './answer-queries.ts'
import { type Draft, draftAt } from './drafts.ts'
import {
  linkedThreads,
  type Linked,
  type Neighbour,
  type Pace,
  paceBySpace,
  type Participant,
  participants,
  relatedThreads,
} from './rail-queries.ts'
import { noteRead, readsWritten, type Shown } from './reads.ts'
import type { ThreadQuery } from './shapes.ts'
import { type ThreadView, threadShown } from './thread-queries.ts'
import { noteView } from './views.ts'

export interface Beside {
  unseen: Unseen
  linked: Linked[]
  related: Neighbour[]
  people: Participant[]
  pace: Pace | null
  draft: Draft | null
}

export interface ThreadReading extends ThreadView, ThreadPosts {}

export interface ThreadPageReading extends ThreadReading {
  beside: Beside
}

/** The thread with one page of its answers. */
export async function readThread(ctx: Ctx, thread: ThreadView, query: ThreadQuery): Promise<ThreadReading> {
  return { ...thread, ...(await threadPosts(ctx, thread, query)) }
}

export async function readThreadPage(
  ctx: Ctx,
  thread: ThreadView,
  query: ThreadQuery,
): Promise<ThreadPageReading> {
  return { ...(await readThread(ctx, thread, query)), beside: await besides(ctx, thread) }
}

async function besides(ctx: Ctx, thread: ThreadView): Promise<Beside> {
  const linked = await linkedThreads(ctx, thread.id)
  const [news, related, people, pace, draft] = await Promise.all([
    unseen(ctx, thread),
    relatedThreads(
      ctx,
      thread,
      linked.map((each) => each.id),
    ),
    participants(ctx, thread.id),
    paceBySpace(ctx),
    draftAt(ctx, `thread:${thread.id}`),
  ])
  return { unseen: news, linked, related, people, pace: pace.get(thread.place.id) ?? null, draft }
}

export interface MoreAnswers extends AnswersPage {
  thread: ThreadView
}

/** The next page of answers, for the end of the one before. */
export async function readAnswers(ctx: Ctx, id: number, query: ThreadQuery): Promise<MoreAnswers> {
  const thread = await threadShown(ctx, id)
  return { ...(await answersPage(ctx, thread, query)), thread }
}

type Headers = Record<string, string | string[] | undefined>

// Pointing at a link fetches its page, too; and a picture's address is no page that anybody reads.
const isLookedAt = (headers: Headers) =>
  !/prefetch/.test(`${headers['sec-purpose']} ${headers['x-sec-purpose']} ${headers.purpose}`) &&
  /^(document|empty|undefined)$/.test(String(headers['sec-fetch-dest']))

/** Notes that a thread page was opened. The reader does not wait for it. */
export function noteReading(ctx: Ctx, thread: Shown, headers: Headers): void {
  if (!isLookedAt(headers)) return
  noteView(ctx, thread.id, String(headers['user-agent'] ?? ''))
  noteRead(ctx, thread)
}

/** The same for a page that was not read anew: nothing is marked where nothing is new. */
export function noteReadingOf(ctx: Ctx, thread: Shown, news: 'none' | 'old' | 'counted', headers: Headers): void {
  if (!isLookedAt(headers)) return
  noteView(ctx, thread.id, String(headers['user-agent'] ?? ''))
  if (news !== 'none') noteRead(ctx, thread, news === 'counted')
}

/** The thread and what was told about it count as read. */
export async function readThroughout(ctx: Ctx, thread: Shown): Promise<void> {
  noteRead(ctx, thread)
  await readsWritten(ctx)
}
