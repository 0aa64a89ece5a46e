/** Polls as they are shown: with what the viewer voted, and with counts as soon as they may see them. */
import { sql } from 'kysely'
import type { Ctx, Viewer } from '#platform/ctx.ts'
import { idList, textList } from '#platform/many.ts'
import { may, type PostRights } from './permissions.ts'
import type { PollResults, PollWay } from './poll-shapes.ts'
import { isClosed } from './polls.ts'
import { type Ranking, type Round, runOff } from './runoff.ts'
import { voterIn } from './voter.ts'

export interface PollView {
  id: number
  postId: number
  threadId: number
  question: string
  way: PollWay
  most: number | null
  anonymous: boolean
  results: PollResults
  createdAt: Date
  closesAt: Date | null
  closedAt: Date | null
  /** Nobody can vote any more, and what is counted is final. */
  closed: boolean
  voterCount: number
  /** Counts are null while the viewer may not see them. Of ranked ballots they are first choices. */
  options: { number: number; text: string; count: number | null }[]
  rounds: Round[] | null
  winners: number[] | null
  mine: number[] | null
  version: number
  may: PollMay
}

export interface PollMay {
  vote: boolean
  /** Edit, close, remove, export. */
  keep: boolean
}

export type Bare = Omit<PollView, 'closed' | 'rounds' | 'winners' | 'mine' | 'may' | 'threadId' | 'options'> & {
  options: { number: number; text: string; count: number }[]
}
/** The posts that polls stand in, with what decides who may what. */
type Around = PostRights & { id: number; threadId: number }

/** The polls of these posts, by post. Whoever calls has made sure that the viewer may see the posts. */
export async function pollsIn(ctx: Ctx, posts: readonly Around[]): Promise<Map<number, PollView>> {
  if (posts.length === 0) return new Map()
  const byId = new Map(posts.map((post) => [post.id, post]))
  const rows = await barePolls(ctx).where('poll.postId', 'in', [...byId.keys()]).where('poll.removedAt', 'is', null).execute()
  return new Map((await viewedPolls(ctx, rows as Bare[], byId)).map((poll) => [poll.postId, poll]))
}

export const barePolls = ({ db }: Pick<Ctx, 'db'>) =>
  db.selectFrom('poll')
    .select(['id', 'postId', 'question', 'way', 'most', 'anonymous', 'results', 'createdAt', 'closesAt', 'closedAt', 'voterCount', 'version'])
    .select(sql<Bare['options']>`(select json_agg(json_build_object('number', number, 'text', text, 'count', ballot_count) order by number) from poll_option where poll_id = poll.id)`.as('options'))

export async function viewedPolls(ctx: Ctx, polls: readonly Bare[], posts: ReadonlyMap<number, Around>): Promise<PollView[]> {
  const mine = await ownBallots(ctx, polls)
  return Promise.all(polls.map((poll) => viewedPoll(ctx, poll, posts.get(poll.postId)!, mine.get(poll.id) ?? null)))
}

async function viewedPoll(ctx: Ctx, poll: Bare, post: Around, mine: number[] | null): Promise<PollView> {
  const closed = isClosed(poll, ctx.now)
  const whole = { ...poll, threadId: post.threadId, closed, mine, may: pollMay(ctx.viewer, post, closed) }
  if (!seesResults(whole)) return { ...whole, options: poll.options.map((each) => ({ ...each, count: null })), rounds: null, winners: null }
  if (poll.way !== 'ranked') return { ...whole, rounds: null, winners: closed ? most(poll.options) : null }
  return { ...whole, ...runOff(poll.options.map(({ number }) => number), await rankings(ctx, poll.id)) }
}

const pollMay = (viewer: Viewer, post: PostRights, closed: boolean): PollMay => ({
  vote: !closed && may.votePoll(viewer, post),
  keep: may.keepPoll(viewer, post),
})

const seesResults = (poll: Pick<PollView, 'closed' | 'results' | 'mine' | 'may'>) =>
  poll.closed || poll.results === 'always' || (poll.results === 'voted' && (poll.mine !== null || poll.may.keep))

function most(options: Bare['options']): number[] {
  const top = Math.max(...options.map(({ count }) => count))
  return top === 0 ? [] : options.filter(({ count }) => count === top).map(({ number }) => number)
}

async function rankings(ctx: Pick<Ctx, 'db'>, pollId: number): Promise<Ranking[]> {
  const { rows } = await sql<Ranking>`
    select array_to_json(choices) as choices, count(*)::int as count from ballot where poll_id = ${pollId} group by choices`.execute(ctx.db)
  return rows
}

async function ownBallots(ctx: Ctx, polls: readonly Bare[]): Promise<Map<number, number[]>> {
  if (ctx.viewer.id === null || polls.length === 0) return new Map()
  const voters = polls.map((poll) => voterIn(ctx, poll, ctx.viewer.id!))
  const { rows } = await sql<{ pollId: number; choices: number[] }>`
    select ballot.poll_id::float8 as poll_id, array_to_json(ballot.choices) as choices
    from unnest(${idList(polls.map(({ id }) => id))}, ${textList(voters)}) as own (poll_id, voter)
    join ballot on ballot.poll_id = own.poll_id and ballot.voter = own.voter`.execute(ctx.db)
  return new Map(rows.map(({ pollId, choices }) => [pollId, choices]))
}
