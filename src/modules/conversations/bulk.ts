/**
 * Many threads and posts at once, for imports and the sample. Rows only: who may, what is told and what is counted is
 * the business of the caller, who ends with `tallyThreads` and `tallyMembers` (bulk-tally.ts).
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList, putMany, setMany } from '#platform/many.ts'
import { heatThreads } from './jobs.ts'

export interface ThreadColumns {
  id: number
  kind: 'question' | 'discussion'
  spaceId: number
  authorId: number
  title: string
  slug: string
  products: string[]
  createdAt: Date
  activeAt: Date
  viewCount: number
  pinnedAt: Date | null
  closedAt: Date | null
  closedById: number | null
  closedReason: string | null
  version: number
}

export interface PostColumns {
  id: number
  threadId: number
  kind: 'opening' | 'answer' | 'reply' | 'comment'
  parentId: number | null
  authorId: number
  body: string
  html: string
  htmlVersion: number
  excerpt: string
  language: string | null
  languageChosen: boolean
  createdAt: Date
  editedAt: Date | null
  editedById: number | null
  version: number
}

export interface RevisionRow {
  postId: number
  number: number
  title: string | null
  topics: string[] | null
  body: string
  authorId: number | null
  at: Date
  reason: string
}

export interface VoteRow {
  postId: number
  memberId: number | null
  value: 1 | -1
  at: Date
}

export interface LinkRow {
  fromThreadId: number
  toThreadId: number
  kind: 'duplicate' | 'linked' | 'split' | 'shown'
  at: Date
}

export const putThreads = (tx: Ctx, rows: readonly ThreadColumns[]) => putMany(tx, 'thread', rows, { key: ['id'] })
export const changeThreads = (tx: Ctx, rows: readonly Omit<ThreadColumns, 'activeAt'>[]) => setMany(tx, 'thread', rows)
export const putPosts = (tx: Ctx, rows: readonly PostColumns[]) => putMany(tx, 'post', rows, { key: ['id'] })

export const changePosts = (tx: Ctx, rows: readonly PostColumns[]) => setMany(tx, 'post', rows)

const withinPosts = (ids: readonly number[]) => sql<boolean>`post_id = any(${idList(ids)})`
const withinThreads = (ids: readonly number[]) => sql<boolean>`thread_id = any(${idList(ids)})`

/** Replaces the whole history of these posts. */
export async function putRevisions(tx: Ctx, postIds: readonly number[], rows: readonly RevisionRow[]): Promise<void> {
  await tx.db.deleteFrom('postRevision').where(withinPosts(postIds)).execute()
  await putMany(tx, 'postRevision', rows)
}

/** Adds to the history of posts; what is there already stays. */
export const addRevisions = (tx: Ctx, rows: readonly RevisionRow[]) => putMany(tx, 'postRevision', rows, { skip: true })

/**
 * Replaces the imported votes of these posts: those without a name, and those of people who have not been here
 * themselves yet. A vote that somebody gave here stays.
 */
export async function putVotes(tx: Ctx, postIds: readonly number[], rows: readonly VoteRow[]): Promise<void> {
  await sql`delete from vote where post_id = any(${idList(postIds)}) and (member_id is null
    or exists (select 1 from member where member.id = vote.member_id and imported_at is not null and claimed_at is null))`.execute(tx.db)
  await putMany(tx, 'vote', rows, { skip: true })
}

interface Person {
  threadId: number
  memberId: number
  at: Date
}

export const putFollows = (tx: Ctx, rows: readonly (Person & { level: string; cause: string })[]) => putMany(tx, 'threadFollow', rows, { skip: true })
export const putSames = (tx: Ctx, rows: readonly Person[]) => putMany(tx, 'threadSame', rows, { skip: true })
export const putReadLines = (tx: Ctx, rows: readonly { memberId: number; at: Date }[]) =>
  putMany(tx, 'readLine', rows, { skip: true })

/** Takes from these threads what imported people, who have not been here yet, followed and had too. */
export async function dropImportedPeople(tx: Ctx, threadIds: readonly number[]): Promise<void> {
  for (const table of ['thread_follow', 'thread_same']) {
    await sql`delete from ${sql.id(table)} using member where thread_id = any(${idList(threadIds)})
      and member.id = member_id and imported_at is not null and claimed_at is null`.execute(tx.db)
  }
}

export const putLinks = (tx: Ctx, rows: readonly LinkRow[]) =>
  putMany(tx, 'threadLink', rows, { key: ['fromThreadId', 'toThreadId', 'kind'] })

export async function dropLinks(tx: Ctx, rows: readonly Omit<LinkRow, 'at'>[]): Promise<void> {
  for (const { fromThreadId, toThreadId, kind } of rows) {
    await tx.db
      .deleteFrom('threadLink')
      .where('fromThreadId', '=', fromThreadId)
      .where('toThreadId', '=', toThreadId)
      .where('kind', '=', kind)
      .execute()
  }
}

/** Replaces the topics of these threads. Their time is set by `tallyThreads`. */
export async function putTopicsOfThreads(
  tx: Ctx,
  threadIds: readonly number[],
  rows: readonly { threadId: number; topicId: number; activeAt: Date }[],
) {
  await tx.db.deleteFrom('threadTopic').where(withinThreads(threadIds)).execute()
  await putMany(tx, 'threadTopic', rows, { skip: true })
}

/** Replaces who is mentioned in these posts. */
export async function putMentions(
  tx: Ctx,
  postIds: readonly number[],
  rows: readonly { postId: number; memberId: number }[],
): Promise<void> {
  await tx.db.deleteFrom('mention').where(withinPosts(postIds)).execute()
  await putMany(tx, 'mention', rows, { skip: true })
}

export interface AcceptedRow {
  threadId: number
  postId: number
  at: Date
  byId: number | null
}

/** Sets marks; an older mark of the same thread gives way. */
export const setAccepted = (tx: Ctx, rows: readonly AcceptedRow[]) =>
  setMany(
    tx,
    'thread',
    rows.map(({ threadId, postId, at, byId }) => ({ id: threadId, acceptedPostId: postId, acceptedAt: at, acceptedById: byId })),
  )

/** Takes the mark from these answers where they have it. @returns the answers that had it */
export async function dropAccepted(
  tx: Ctx,
  postIds: readonly number[],
): Promise<{ threadId: number; postId: number; authorId: number; spaceId: number }[]> {
  const { rows } = await sql<{ threadId: number; postId: number; authorId: number; spaceId: number }>`
    update thread set accepted_post_id = null, accepted_at = null, accepted_by_id = null from post
    where post.id = any(${idList(postIds)}) and thread.id = post.thread_id and thread.accepted_post_id = post.id
    returning thread.id as thread_id, post.id as post_id, post.author_id, thread.space_id`.execute(tx.db)
  return rows
}

interface Removal {
  id: number
  removedAt: Date | null
  removedById: number | null
}

export const setThreadsRemoved = (tx: Ctx, rows: readonly Removal[]) => setMany(tx, 'thread', rows)
export const setPostsRemoved = (tx: Ctx, rows: readonly Removal[]) => setMany(tx, 'post', rows)
export const setMerged = (tx: Ctx, rows: readonly { id: number; mergedIntoId: number }[]) => setMany(tx, 'thread', rows)

/** Lets replies stand by themselves whose parent is gone. A comment goes with what it hangs under. */
export async function freeReplies(tx: Ctx, parentIds: readonly number[]): Promise<void> {
  await sql`update post set parent_id = null where parent_id = any(${idList(parentIds)}) and kind in ('answer', 'reply')`.execute(tx.db)
}

/** Who wrote in these threads. */
export async function authorsOf(ctx: Pick<Ctx, 'db'>, threadIds: readonly number[]): Promise<number[]> {
  const rows = await ctx.db.selectFrom('post').select('authorId').distinct().where(withinThreads(threadIds)).execute()
  return rows.map((row) => row.authorId)
}

/** Takes threads out of these topics, and whoever followed them. */
export async function leaveTopics(tx: Ctx, topicIds: readonly number[]): Promise<void> {
  await sql`delete from thread_topic where topic_id = any(${idList(topicIds)})`.execute(tx.db)
  await sql`delete from follow where kind = 'topic' and subject_id = any(${idList(topicIds)})`.execute(tx.db)
}

/** Sets the interest in all threads, as the job does by the clock. */
export const warmThreads = (ctx: Ctx) => heatThreads.run(ctx, {})
