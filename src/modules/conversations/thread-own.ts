/** What one member has of their own on a thread page, in one query; the page itself is drawn for all of their role. */
import { sql } from 'kysely'
import { type Ctx, levelsOf, ungrouped } from '#platform/ctx.ts'
import type { Db } from '#platform/db.ts'
import { found } from '#platform/problems.ts'
import { readyMade } from '#platform/ready-made.ts'
import { together } from '#platform/together.ts'
import { isToldOf } from '#modules/notifications/index.ts'
import { type Unseen, unseen } from './answer-queries.ts'
import type { Draft } from './drafts.ts'
import { levelFor } from './heard.ts'
import type { ReactionKind } from './pages/reaction-kinds.ts'
import type { AnswerView, PostView } from './post-queries.ts'
import { type PollView, pollsIn } from './poll-reading.ts'
import { postMay, threadMay } from './rights.ts'
import type { FollowLevel } from './shapes.ts'
import { threadsInSight } from './sight.ts'
import type { ThreadView } from './thread-queries.ts'
import type { ThreadPageReading } from './thread-reading.ts'
import { horizonAt, readOf } from './unread.ts'

export interface OwnInThread {
  /** The thread with what the viewer has said to it, if they have said anything or it is theirs. */
  thread: ThreadView | null
  /** Posts that are theirs, or that they found helpful; of an asker all, because they choose among them. */
  posts: Map<number, PostView>
  /** Polls that they voted in or keep, by post. */
  polls: Map<number, PollView>
  draft: Draft | null
  unseen: Unseen
  /** Whether something here is new to them, or was told to them and not read; and whether the navigation counts it. */
  news: 'none' | 'old' | 'counted'
}

/** @returns null when the thread is no longer what the page shows */
export async function ownInThread(ctx: Ctx, page: ThreadPageReading): Promise<OwnInThread | null> {
  const me = ctx.viewer.id!
  const posts = postsShown(page)
  const row = found(await ownRow(ctx, { me, thread: page.id, posts: posts.map((post) => post.id) }))
  if (row.activeAt.getTime() !== page.activeAt.getTime() || row.version !== page.version) return null
  const isAsker = page.authorId === me
  const mine = { level: row.level, same: row.same, readAt: row.readAt && new Date(row.readAt) }
  const thread: ThreadView = { ...page, mine, may: isAsker ? threadMay(ctx.viewer, page) : page.may }
  const isNew = mine.readAt === null || mine.readAt < page.activeAt
  const voted = new Set(row.voted)
  const reacted = Map.groupBy(row.reacted, ({ post }) => post)
  const bookmarked = new Set(row.bookmarked)
  const isOwn = ({ id, authorId }: PostView) => isAsker || authorId === me || voted.has(id) || reacted.has(id) || bookmarked.has(id)
  const differing = posts.filter(isOwn)
  return {
    thread: isAsker || mine.level !== 'normal' || mine.same ? thread : null,
    posts: new Map(differing.map((post) => [post.id, { ...post, mine: voted.has(post.id), reacted: (reacted.get(post.id) ?? []).map(({ kind }) => kind), bookmarked: bookmarked.has(post.id), may: postMay(ctx.viewer, page, post) }])),
    polls: await ownPolls(ctx, page, posts),
    draft: row.draft && { ...row.draft, updatedAt: new Date(row.draft.updatedAt) },
    unseen: await unseen(ctx, thread),
    news: row.told || (isNew && page.activeAt > horizonAt(ctx.now)) ? 'counted' : isNew ? 'old' : 'none',
  }
}

async function ownPolls(ctx: Ctx, page: ThreadPageReading, posts: readonly PostView[]): Promise<OwnInThread['polls']> {
  const polls = await pollsIn(ctx, posts.filter(({ poll }) => poll !== null).map((post) => ({ ...post, thread: page })))
  return new Map([...polls].filter(([, { mine, may }]) => mine !== null || may.keep))
}

/** Parts of a page say who wrote and what one may do; what was written stands in the page already. */
export function withoutTexts(page: ThreadPageReading): ThreadPageReading {
  const bare = <Post extends PostView>(post: Post): Post => ({ ...post, body: '', html: '' })
  const whole = (post: AnswerView): AnswerView => ({ ...bare(post), comments: post.comments.map(bare) })
  return { ...page, opening: whole(page.opening), accepted: page.accepted && whole(page.accepted), answers: page.answers.map(whole) }
}

function postsShown({ opening, accepted, answers }: ThreadPageReading): PostView[] {
  const whole: AnswerView[] = [opening, ...(accepted ? [accepted] : []), ...answers]
  return whole.flatMap((post) => [post, ...post.comments])
}

interface OwnRow {
  activeAt: Date
  version: number
  level: FollowLevel
  same: boolean
  readAt: Date | null
  voted: number[]
  bookmarked: number[]
  reacted: { post: number; kind: ReactionKind }[]
  draft: Draft | null
  told: boolean
}

interface Asked {
  me: number
  thread: number
  posts: number[]
}

// What is asked at the same moment is one statement: to send a question costs more than to answer it.
const ownRowsFor = (ctx: Ctx) => readyMade<{ asked: string }, OwnRow & { n: number }>(ctx.db, ({ asked }) => sql`
  select asked.n, thread.active_at, thread.version,
    ${levelFor(sql.ref('asked.me'))} as level,
    exists (select 1 from thread_same where thread_id = thread.id and member_id = asked.me) as same,
    ${readOf(sql.ref('asked.me'))} as read_at,
    (select coalesce(json_agg(post_id), '[]') from vote where member_id = asked.me and post_id = any(asked.posts)) as voted,
    (select coalesce(json_agg(json_build_object('post', post_id, 'kind', kind)), '[]') from reaction where member_id = asked.me and post_id = any(asked.posts)) as reacted,
    (select coalesce(json_agg(post_id), '[]') from bookmark where member_id = asked.me and post_id = any(asked.posts)) as bookmarked,
    (select json_build_object('place', place, 'title', title, 'body', body, 'details', details, 'version', version, 'updatedAt', updated_at)
      from draft where member_id = asked.me and place = 'thread:' || asked.thread) as draft,
    ${isToldOf(sql.ref('asked.me'))} as told
  from json_to_recordset(${asked}::json) as asked (n int, me bigint, thread bigint, posts bigint[])
  cross join lateral (${threadsInSight(ctx).where('thread.id', '=', sql.ref<number>('asked.thread')).select(['thread.id', 'thread.authorId', 'thread.spaceId', 'thread.activeAt', 'thread.version'])} offset 0) thread`)

type AskOwn = (asked: Asked) => Promise<OwnRow | undefined>

// By what the viewer may see: the levels are written into the statement. Many share it, so it knows of nobody's groups;
// the page itself was drawn for somebody without any.
const ready = new WeakMap<Db, Map<number, AskOwn>>()

function askFor(ctx: Ctx): AskOwn {
  const [{ db }, ask] = [ctx, ownRowsFor(ctx)]
  return together(async (asked) => {
    const rows = await ask(db, { asked: JSON.stringify(asked.map((each, n) => ({ ...each, n }))) })
    const byPlace = new Map(rows.map((row) => [row.n, row]))
    return asked.map((_, n) => byPlace.get(n))
  })
}

function ownRow(ctx: Ctx, asked: Asked): Promise<OwnRow | undefined> {
  const byReach = ready.get(ctx.db) ?? new Map<number, AskOwn>()
  ready.set(ctx.db, byReach)
  const reach = levelsOf(ctx.viewer).length
  const ask = byReach.get(reach) ?? askFor(ungrouped(ctx))
  byReach.set(reach, ask)
  return ask(asked)
}
