/** The end of a poll: by its time or by hand. Results are final, who voted is told, and the marks of anonymous ballots go. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, type Level, transaction, type Viewer } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { idList, textList } from '#platform/many.ts'
import { Conflict } from '#platform/problems.ts'
import { notify } from '#modules/notifications/index.ts'
import { pollClosed } from './facts.ts'
import { hearersOf } from './hearers.ts'
import { type HeldPoll, holdKept, say } from './polls.ts'
import { pathOf, postPath } from './sight.ts'
import { voterIn } from './voter.ts'

export async function closePoll(ctx: Ctx, id: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    const poll = await holdKept(tx, id)
    if (poll.closed) throw new Conflict('conversations:poll.problem.closed')
    await end(tx, poll)
  })
}

/** Every minute: those whose time has come, removed ones, too, so that no mark outlives its poll. */
export const closePolls = job('conversations.closePolls', z.object({}), async (ctx) => {
  const due = await ctx.db.selectFrom('poll').innerJoin('post', 'post.id', 'poll.postId').innerJoin('thread', 'thread.id', 'post.threadId').select(['poll.id', 'thread.spaceId'])
    .where('poll.closedAt', 'is', null).where('poll.closesAt', '<=', ctx.now).orderBy('poll.closesAt').limit(200).execute()
  for (const { id, spaceId } of due) await transaction({ ...ctx, viewer: houseIn(spaceId) }, (tx) => endOnce(tx, id))
}, '* * * * *')

// Whoever looks for what is due sees all of it, in groups too.
const houseIn = (spaceId: number): Viewer => ({ id: null, role: 'administrator', name: '', handle: '', picture: null, groups: [{ spaceId, role: 'owner' }] })

async function endOnce(tx: Ctx, id: number): Promise<void> {
  const poll = await holdKept(tx, id, true)
  const open = await tx.db.selectFrom('poll').select('id').where('id', '=', id).where('closedAt', 'is', null).executeTakeFirst()
  if (open) await end(tx, poll)
}

async function end(tx: Ctx, poll: HeldPoll): Promise<void> {
  await tx.db.updateTable('poll').set({ closedAt: tx.now }).where('id', '=', poll.id).execute()
  const factId = await say(tx, pollClosed, poll)
  if (isThere(poll)) await tellVoters(tx, poll, factId)
  if (poll.anonymous) await forgetVoters(tx, poll.id)
}

const isThere = ({ removedAt, post }: HeldPoll) => removedAt === null && post.removedAt === null && post.thread.removedAt === null

async function tellVoters(tx: Ctx, poll: HeldPoll, factId: number): Promise<void> {
  const { thread } = poll.post
  const about = { id: thread.id, authorId: thread.authorId, spaceId: thread.spaceId, see: thread.space.see as Level }
  const voters = new Set(await votersOf(tx, poll))
  const hearers = await hearersOf(tx, { thread: about, by: tx.viewer.id ?? 0, meant: [...voters] })
  const told = hearers.filter(({ id, muted }) => voters.has(id) && !muted).map(({ id }) => ({ memberId: id, kind: 'pollClosed' as const }))
  const path = poll.post.kind === 'opening' ? `${pathOf(thread)}#poll-${poll.id}` : postPath(thread, poll.post.id)
  await notify(tx, told, { factId, actorId: tx.viewer.id, title: poll.question, path, spaceId: thread.spaceId, threadId: thread.id })
}

async function votersOf(tx: Ctx, poll: HeldPoll): Promise<number[]> {
  if (poll.anonymous) return markedVoters(tx, poll)
  const rows = await tx.db.selectFrom('ballot').select('memberId').where('pollId', '=', poll.id).where('memberId', 'is not', null).execute()
  return rows.map((row) => row.memberId!)
}

const atOnce = 5_000

/** Tries all members, once, right before the marks are thrown away: that they voted, not what. */
async function markedVoters(tx: Ctx, poll: HeldPoll): Promise<number[]> {
  const marks = new Set((await tx.db.selectFrom('ballot').select('voter').where('pollId', '=', poll.id).execute()).map(({ voter }) => voter))
  const voters: number[] = []
  for (let after = 0; voters.length < marks.size; ) {
    const members = await tx.db.selectFrom('member').select('id').where('id', '>', after).orderBy('id').limit(atOnce).execute()
    if (members.length === 0) break
    for (const { id } of members) if (marks.has(voterIn(tx, poll, id))) voters.push(id)
    after = members.at(-1)!.id
  }
  return voters
}

/** The ballots are written anew in a random order, so that neither a mark nor a place in the table says whose they were. */
async function forgetVoters(tx: Ctx, pollId: number): Promise<void> {
  const { rows } = await sql<{ choices: number[] }>`
    delete from ballot where poll_id = ${pollId} returning array_to_json(choices) as choices`.execute(tx.db)
  const fresh = rows.map(({ choices }) => ({ voter: randomUUID(), choices: `{${choices.join()}}` })).sort((one, other) => (one.voter < other.voter ? -1 : 1))
  await sql`insert into ballot (poll_id, voter, choices)
    select polls.id, fresh.voter, fresh.choices::smallint[]
    from unnest(${idList(fresh.map(() => pollId))}, ${textList(fresh.map(({ voter }) => voter))}, ${textList(fresh.map(({ choices }) => choices))}) as fresh (poll_id, voter, choices)
    join poll polls on polls.id = fresh.poll_id`.execute(tx.db)
}
