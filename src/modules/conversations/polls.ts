/** Polls: one in a post, made by its author or the team. What is voted on stays as it is from the first vote on. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { type FactKind, record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { Conflict, demand, found, Invalid } from '#platform/problems.ts'
import { readLocal } from '#platform/zoned.ts'
import { settings } from '#modules/community/index.ts'
import { pollChanged, pollMade, pollRemoved, pollRestored } from './facts.ts'
import { may } from './permissions.ts'
import { type EditedPoll, type PollIn, pollLimits, type PollWay } from './poll-shapes.ts'
import { type HeldPost, holdPost } from './sight.ts'

export async function makePoll(ctx: Ctx, postId: number, input: PollIn): Promise<{ id: number }> {
  const row = await rowOf(ctx, input)
  await spend(ctx, `poll:${ctx.viewer.id}`, { max: pollLimits.aDay, seconds: 86_400 })
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, postId)
    demand(may.addPoll(tx.viewer, post), 'conversations:poll.problem.mayNotAdd')
    const there = await tx.db.selectFrom('poll').select('id').where('postId', '=', postId).where('removedAt', 'is', null).executeTakeFirst()
    if (there) throw new Conflict('conversations:poll.problem.oneAPost')
    const { id } = await tx.db.insertInto('poll').values({ postId, authorId: memberId(tx), createdAt: tx.now, ...row }).returning('id').executeTakeFirstOrThrow()
    await setOptions(tx, id, input.options)
    await say(tx, pollMade, { id, post })
    return { id }
  })
}

/** Only while nobody voted: who chose something chose these words. */
export async function changePoll(ctx: Ctx, id: number, { version, ...input }: EditedPoll): Promise<void> {
  const row = await rowOf(ctx, input)
  await transaction(ctx, async (tx) => {
    const poll = await holdKept(tx, id)
    if (poll.closed) throw new Conflict('conversations:poll.problem.closed')
    if (poll.voterCount > 0) throw new Conflict('conversations:poll.problem.voted')
    if (poll.version !== version) throw new Conflict('conversations:poll.problem.outdated')
    await tx.db.updateTable('poll').set({ ...row, version: version + 1 }).where('id', '=', id).execute()
    await setOptions(tx, id, input.options)
    await say(tx, pollChanged, poll)
  })
}

export const removePoll = (ctx: Ctx, id: number): Promise<HeldPoll> => setRemoved(ctx, id, true)
export const restorePoll = (ctx: Ctx, id: number): Promise<HeldPoll> => setRemoved(ctx, id, false)

async function setRemoved(ctx: Ctx, id: number, removed: boolean): Promise<HeldPoll> {
  return transaction(ctx, async (tx) => {
    const poll = await holdKept(tx, id, true)
    if ((poll.removedAt !== null) === removed) return poll
    if (!removed) {
      const other = await tx.db.selectFrom('poll').select('id').where('postId', '=', poll.post.id).where('removedAt', 'is', null).executeTakeFirst()
      if (other) throw new Conflict('conversations:poll.problem.oneAPost')
    }
    await tx.db.updateTable('poll').set({ removedAt: removed ? tx.now : null, removedById: removed ? tx.viewer.id : null }).where('id', '=', id).execute()
    await say(tx, removed ? pollRemoved : pollRestored, poll)
    return poll
  })
}

export const isClosed = (poll: { closedAt: Date | null; closesAt: Date | null }, now: Date) =>
  poll.closedAt !== null || (poll.closesAt !== null && poll.closesAt <= now)

export interface HeldPoll {
  id: number
  way: PollWay
  most: number | null
  anonymous: boolean
  question: string
  version: number
  voterCount: number
  removedAt: Date | null
  /** By its time or by hand. */
  closed: boolean
  numbers: number[]
  post: HeldPost
}

/** Holds the post, then the poll. A removed one is there only for whoever may bring it back. */
export async function holdPoll(tx: Ctx, id: number, evenRemoved = false): Promise<HeldPoll> {
  const { postId } = found(await tx.db.selectFrom('poll').select('postId').where('id', '=', id).executeTakeFirst())
  const post = await holdPost(tx, postId)
  const row = await tx.db.selectFrom('poll')
    .select(['id', 'way', 'most', 'anonymous', 'question', 'version', 'voterCount', 'removedAt', 'closesAt', 'closedAt'])
    .where('id', '=', id).forUpdate().executeTakeFirst()
  const { closesAt, closedAt, ...poll } = found(row)
  if (poll.removedAt !== null && !evenRemoved) found(null)
  const options = await tx.db.selectFrom('pollOption').select('number').where('pollId', '=', id).orderBy('number').execute()
  return { ...poll, way: poll.way as PollWay, post, closed: isClosed({ closesAt, closedAt }, tx.now), numbers: options.map(({ number }) => number) }
}

export async function holdKept(tx: Ctx, id: number, evenRemoved = false): Promise<HeldPoll> {
  const poll = await holdPoll(tx, id, evenRemoved)
  // To others what was removed is not there, whatever they want with it.
  if (poll.removedAt !== null && !may.keepPoll(tx.viewer, poll.post)) found(null)
  demand(may.keepPoll(tx.viewer, poll.post), 'conversations:poll.problem.mayNotKeep')
  return poll
}

export const say = (tx: Ctx, kind: FactKind<typeof pollMade.data>, { id, post }: { id: number; post: HeldPost }): Promise<number> =>
  record(tx, kind, { subjectId: id, spaceId: post.thread.spaceId, data: { threadId: post.threadId, postId: post.id } })

async function rowOf(ctx: Ctx, { question, way, most, anonymous, results, closes }: PollIn) {
  return { question, way, most: way === 'multiple' ? most : null, anonymous, results, closesAt: await closingOf(ctx, closes) }
}

const aMinute = 60_000
const aYear = 366 * 24 * 60 * aMinute

async function closingOf(ctx: Ctx, typed: string | null): Promise<Date | null> {
  if (typed === null) return null
  const at = readLocal(typed, (await settings(ctx)).timeZone)
  if (at === null) throw new Invalid({ closes: 'conversations:poll.problem.closes' })
  const ahead = at.getTime() - ctx.now.getTime()
  if (ahead < aMinute || ahead > aYear) throw new Invalid({ closes: 'conversations:poll.problem.closesWhen' })
  return at
}

async function setOptions(tx: Ctx, pollId: number, options: readonly string[]): Promise<void> {
  await tx.db.deleteFrom('pollOption').where('pollId', '=', pollId).execute()
  await tx.db.insertInto('pollOption').values(options.map((text, index) => ({ pollId, number: index + 1, text }))).execute()
}
