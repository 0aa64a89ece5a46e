/** The results of a poll as a table for spreadsheets. Of an anonymous one without a line that is of anybody. */
import type { Ctx } from '#platform/ctx.ts'
import { csv } from '#platform/csv.ts'
import { Conflict, demand } from '#platform/problems.ts'
import { may } from './permissions.ts'
import { type PollInPost, pollShown } from './poll-queries.ts'

/** @param words the heads of the columns */
export interface ExportWords {
  option: string
  votes: string
  member: string
}

export interface Exported {
  id: number
  /** Options with their counts. */
  results: (string | number)[][]
  /** Who voted what, in the order of their choices; only of an open poll. */
  ballots: (string | number)[][]
}

export async function exportPoll(ctx: Ctx, id: number): Promise<Exported> {
  const poll = await pollShown(ctx, id)
  demand(may.keepPoll(ctx.viewer, poll.post), 'conversations:poll.problem.mayNotKeep')
  if (poll.options.some(({ count }) => count === null)) throw new Conflict('conversations:poll.problem.notYet')
  return { id, results: poll.options.map(({ text, count }) => [text, count!]), ballots: poll.anonymous ? [] : await openBallots(ctx, poll) }
}

async function openBallots(ctx: Ctx, poll: PollInPost): Promise<(string | number)[][]> {
  const rows = await ctx.db.selectFrom('ballot').innerJoin('member', 'member.id', 'ballot.memberId')
    .select(['member.handle', 'ballot.choices']).where('ballot.pollId', '=', poll.id).orderBy('member.handle').execute()
  const textOf = new Map(poll.options.map(({ number, text }) => [number, text]))
  return rows.map(({ handle, choices }) => [handle, ...[...(choices as unknown as Iterable<number>)].map((number) => textOf.get(Number(number)) ?? '')])
}

export const csvOf = ({ results, ballots }: Exported, words: ExportWords): string =>
  csv([[words.option, words.votes], ...results, ...(ballots.length > 0 ? [[], [words.member, words.option], ...ballots] : [])])
