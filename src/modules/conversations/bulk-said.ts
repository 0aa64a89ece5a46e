/** Reactions and polls as they come with an archive. Rows only, as in bulk.ts. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList, putMany } from '#platform/many.ts'
import type { PollResults, PollWay } from './pages/poll-ways.ts'
import type { ReactionKind } from './pages/reaction-kinds.ts'
import { recountReactions } from './reactions.ts'

export interface ReactionRow {
  memberId: number
  postId: number
  kind: ReactionKind
  at: Date
}

/** Adds what is not there, and counts anew. */
export async function putReactions(tx: Ctx, rows: readonly ReactionRow[]): Promise<void> {
  await putMany(tx, 'reaction', rows, { skip: true })
  await recountReactions(tx, sql`post.id = any(${idList([...new Set(rows.map(({ postId }) => postId))])})`)
}

export interface PollRow {
  postId: number
  authorId: number
  question: string
  way: PollWay
  most: number | null
  anonymous: boolean
  results: PollResults
  createdAt: Date
  closesAt: Date | null
  closedAt: Date | null
  removedAt: Date | null
  removedById: number | null
  options: string[]
  ballots: { memberId: number | null; choices: number[]; at: Date | null }[]
}

/** Adds polls to posts that have none. */
export async function putPolls(tx: Ctx, rows: readonly PollRow[]): Promise<void> {
  const ids = [...new Set(rows.map(({ postId }) => postId))]
  const there = new Set((await tx.db.selectFrom('poll').select('postId').where('postId', 'in', ids).execute()).map(({ postId }) => postId))
  for (const row of rows) if (!there.has(row.postId)) await putPoll(tx, row)
}

async function putPoll(tx: Ctx, { options, ballots, ...poll }: PollRow): Promise<void> {
  const { id } = await tx.db.insertInto('poll').values({ ...poll, voterCount: ballots.length }).returning('id').executeTakeFirstOrThrow()
  await putMany(tx, 'pollOption', options.map((text, index) => ({ pollId: id, number: index + 1, text })))
  await putMany(tx, 'ballot', ballots.map((ballot) => ({ pollId: id, voter: poll.anonymous ? randomUUID() : String(ballot.memberId), ...ballot })))
  const counted = poll.way === 'ranked' ? sql`choices[1:1]` : sql`choices`
  await sql`update poll_option set ballot_count = (select count(*) from ballot where ballot.poll_id = ${id} and poll_option.number = any(${counted}))
    where poll_option.poll_id = ${id}`.execute(tx.db)
}
