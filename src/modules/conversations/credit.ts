/** What members are counted for: what they started, answered, got accepted and were found helpful with, while in sight. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import {
  addMemberCounts,
  type Counted,
  countForMember,
  holdMembers,
  type MemberCounts,
  setMemberCounts,
} from '#modules/members/index.ts'
import type { HeldThread } from './sight.ts'

/** Counts one change in a thread. In one that is removed nothing counts. */
export async function credit(
  tx: Ctx,
  authorId: number,
  thread: Pick<HeldThread, 'removedAt' | 'space'>,
  changes: Partial<Record<Counted, number>>,
): Promise<void> {
  if (thread.removedAt === null) await countForMember(tx, authorId, thread.space.see, changes)
}

/**
 * Before threads are removed, moved, merged, split or converted: takes away what they give to their authors. `giveCredit`
 * afterwards counts what they give then, so that the figures are exact whatever was done in between.
 */
export const takeCredit = (tx: Ctx, threadIds: readonly number[]) => changeCredit(tx, threadIds, -1)
export const giveCredit = (tx: Ctx, threadIds: readonly number[]) => changeCredit(tx, threadIds, 1)

async function changeCredit(tx: Ctx, threadIds: readonly number[], by: 1 | -1) {
  const rows = await credits(tx, sql`thread.id = any(${idList(threadIds)})`, sql`thread.id = any(${idList(threadIds)})`)
  await holdMembers(
    tx,
    rows.map((row) => row.id),
  )
  await addMemberCounts(tx, rows, by)
}

/** Sets what these members count anew, from what stands in the tables. */
export async function tallyMembers(tx: Ctx, memberIds: readonly number[]): Promise<void> {
  // Held first: what somebody writes meanwhile is either in the tables by now, or waits to be added.
  await holdMembers(tx, memberIds)
  const ids = idList(memberIds)
  const told = await credits(tx, sql`thread.author_id = any(${ids})`, sql`post.author_id = any(${ids})`)
  const byId = new Map(told.map((row) => [row.id, row]))
  await setMemberCounts(
    tx,
    memberIds.map((id) => byId.get(id) ?? { id, ...nothing }),
  )
}

const nothing: Omit<MemberCounts, 'id'> = {
  questionCount: 0,
  discussionCount: 0,
  answerCount: 0,
  acceptedCount: 0,
  helpfulCount: 0,
  insideQuestionCount: 0,
  insideDiscussionCount: 0,
  insideAnswerCount: 0,
  insideAcceptedCount: 0,
  insideHelpfulCount: 0,
}

/** The counts of each author over these threads and posts. */
async function credits(tx: Ctx, threads: RawBuilder<unknown>, posts: RawBuilder<unknown>): Promise<MemberCounts[]> {
  const { rows } = await sql<MemberCounts>`
    select author_id as id, ${sums} from (${creditsOf(threads, posts)}) credit group by author_id`.execute(tx.db)
  return rows.map((row) => ({ ...row, id: Number(row.id) }))
}

const counters = ['question_count', 'discussion_count', 'answer_count', 'accepted_count', 'helpful_count']

const sums = sql.join(
  counters.flatMap((name) => [
    sql`coalesce(sum(${sql.id(name)}) filter (where see = 'everyone'), 0)::int as ${sql.id(name)}`,
    sql`coalesce(sum(${sql.id(name)}) filter (where see in ('everyone', 'members')), 0)::int as ${sql.id(`inside_${name}`)}`,
  ]),
)

/** The members whose figures are not what stands in the tables: there must be none. */
export async function miscounted(ctx: Pick<Ctx, 'db'>, limit: number): Promise<number[]> {
  const columns = counters.flatMap((name) => [name, `inside_${name}`])
  const kept = sql.join(columns.map((name) => sql`member.${sql.id(name)}`))
  const told = sql.join(columns.map((name) => sql`coalesce(told.${sql.id(name)}, 0)`))
  const { rows } = await sql<{ id: number }>`
    select member.id from member
    left join (select author_id, ${sums} from (${creditsOf(sql`true`, sql`true`)}) credit group by author_id) told
      on told.author_id = member.id
    where (${kept}) <> (${told}) limit ${limit}`.execute(ctx.db)
  return rows.map((row) => Number(row.id))
}

/** One row for each thread and each post that counts, with the level that may see it. */
const creditsOf = (threads: RawBuilder<unknown>, posts: RawBuilder<unknown>) => sql`
  select thread.author_id, space.see,
    (thread.kind = 'question')::int as question_count, (thread.kind = 'discussion')::int as discussion_count,
    0 as answer_count, 0 as accepted_count, 0 as helpful_count
  from thread join space on space.id = thread.space_id where thread.removed_at is null and ${threads}
  union all
  select post.author_id, space.see, 0, 0, (post.kind in ('answer', 'reply'))::int,
    (thread.accepted_post_id is not null and post.id = thread.accepted_post_id)::int, post.helpful_count
  from post join thread on thread.id = post.thread_id join space on space.id = thread.space_id
  where thread.removed_at is null and post.removed_at is null and ${posts}`
