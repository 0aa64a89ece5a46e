/**
 * Ballots: one a member, to be changed and withdrawn until the poll is closed.
 *
 * A ballot of an anonymous poll carries a mark instead of the member: their id and the poll's, keyed with the secret of
 * the installation. It lets them vote once and change it, and tells nobody who reads the database, a backup of it, an
 * export or a page who they are. Whoever has the secret, too, could try all members until the marks fit; therefore the
 * marks are replaced by random ones as soon as the poll is closed (`poll-closing.ts`). Nothing else says that somebody
 * voted there: no time, no fact, and no notice that names a choice.
 */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record, tellChanged } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { Conflict, demand, Invalid } from '#platform/problems.ts'
import { pollUnvoted, pollVoted } from './facts.ts'
import { may } from './permissions.ts'
import { pollLimits } from './poll-shapes.ts'
import { type HeldPoll, holdPoll } from './polls.ts'
import { voterIn } from './voter.ts'

/** Votes, or votes otherwise: what counts is the last. @param seen the version of the poll that was voted on */
export async function castBallot(ctx: Ctx, pollId: number, wished: readonly number[], seen?: number): Promise<void> {
  await spend(ctx, `ballot:${ctx.viewer.id}`, { max: pollLimits.ballotsADay, seconds: 86_400 })
  await transaction(ctx, async (tx) => {
    const poll = await holdOpen(tx, pollId)
    if (seen !== undefined && seen !== poll.version) throw new Conflict('conversations:poll.problem.outdated')
    const choices = checked(poll, wished)
    const before = await takeBallot(tx, poll)
    await tx.db.insertInto('ballot').values({ pollId, voter: voterIn(tx, poll, memberId(tx)), choices: choices as never, ...signed(tx, poll) }).execute()
    await count(tx, poll, before, choices)
    if (!poll.anonymous) await record(tx, pollVoted, { subjectId: pollId, spaceId: poll.post.thread.spaceId, data: { ...about(poll), changed: before !== null } })
  })
}

/** Takes a vote back. Who has none has done so already. */
export async function withdrawBallot(ctx: Ctx, pollId: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    const poll = await holdOpen(tx, pollId)
    const before = await takeBallot(tx, poll)
    if (before === null) return
    await count(tx, poll, before, null)
    if (!poll.anonymous) await record(tx, pollUnvoted, { subjectId: pollId, spaceId: poll.post.thread.spaceId, data: about(poll) })
  })
}

async function holdOpen(tx: Ctx, pollId: number): Promise<HeldPoll> {
  const poll = await holdPoll(tx, pollId)
  demand(may.votePoll(tx.viewer, poll.post), 'conversations:poll.problem.mayNotVote')
  if (poll.closed) throw new Conflict('conversations:poll.problem.closed')
  return poll
}

const signed = (tx: Ctx, { anonymous }: HeldPoll) => (anonymous ? { memberId: null, at: null } : { memberId: memberId(tx), at: tx.now })
const about = ({ post }: HeldPoll) => ({ threadId: post.threadId, postId: post.id })

const refuse = (problem: string): never => {
  throw new Invalid({ choices: `conversations:poll.problem.${problem}` })
}

function checked(poll: HeldPoll, wished: readonly number[]): number[] {
  if (wished.length === 0) refuse('nothing')
  if (wished.some((number) => !poll.numbers.includes(number))) refuse('unknown')
  if (new Set(wished).size < wished.length) refuse('twice')
  if (poll.way === 'single' && wished.length > 1) refuse('one')
  if (poll.way === 'multiple' && wished.length > (poll.most ?? poll.numbers.length)) refuse('tooMany')
  // What is ticked is a set; equal ones are written alike.
  return poll.way === 'multiple' ? wished.toSorted((one, other) => one - other) : [...wished]
}

async function takeBallot(tx: Ctx, poll: HeldPoll): Promise<number[] | null> {
  const { rows } = await sql<{ choices: number[] }>`
    delete from ballot where poll_id = ${poll.id} and voter = ${voterIn(tx, poll, memberId(tx))} returning array_to_json(choices) as choices`.execute(tx.db)
  return rows[0]?.choices ?? null
}

/** The poll is held, so nobody else counts meanwhile. */
async function count(tx: Ctx, poll: HeldPoll, before: number[] | null, after: number[] | null): Promise<void> {
  const counted = (choices: number[] | null) => (choices === null ? [] : poll.way === 'ranked' ? choices.slice(0, 1) : choices)
  const [less, more] = [counted(before), counted(after)]
  for (const number of new Set([...less, ...more])) {
    const by = Number(more.includes(number)) - Number(less.includes(number))
    if (by !== 0) await tx.db.updateTable('pollOption').set({ ballotCount: sql`ballot_count + ${by}` }).where('pollId', '=', poll.id).where('number', '=', number).execute()
  }
  const voters = Number(after !== null) - Number(before !== null)
  if (voters !== 0) await tx.db.updateTable('poll').set({ voterCount: sql`voter_count + ${voters}` }).where('id', '=', poll.id).execute()
  tellChanged(tx, [`thread:${poll.post.threadId}`])
}
