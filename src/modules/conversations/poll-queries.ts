/** One poll by itself, and who voted what in an open one. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { may } from './permissions.ts'
import { found } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type Bare, barePolls, type PollView, viewedPolls } from './poll-reading.ts'
import { type PostInThread, postShown } from './post-queries.ts'

export interface PollInPost extends PollView {
  post: PostInThread
}

/** One poll with the post it stands in. @throws NotFound when the post is out of sight, or the poll removed */
export async function pollShown(ctx: Ctx, id: number): Promise<PollInPost> {
  const row = found(await barePolls(ctx).where('poll.id', '=', id).where('poll.removedAt', 'is', null).executeTakeFirst()) as Bare
  const post = await postShown(ctx, row.postId)
  // What was removed shows its author and the team what stood there, not what is voted on.
  found(post.removedAt === null || may.seeRemoved(ctx.viewer, post.thread.space) ? post : null)
  const [poll] = await viewedPolls(ctx, [row], new Map([[post.id, post]]))
  return { ...poll!, post }
}

export interface OptionVoters {
  number: number
  people: Person[]
}

// Nobody reads more faces; the export of an open poll has them all.
const mostVoters = 100

/** Who chose what in an open poll, as far as its results are shown. Of an anonymous one nobody. */
export async function pollVoters(ctx: Ctx, poll: PollView): Promise<OptionVoters[]> {
  if (poll.anonymous || poll.options.every(({ count }) => count === null)) return []
  const { rows } = await sql<{ number: number; member: Person }>`
    select chosen.number, ${person('chosen.member_id')} as member from (
      select choice.number::int as number, ballot.member_id, row_number() over (partition by choice.number order by ballot.at, ballot.member_id) as place
      from ballot cross join lateral unnest(ballot.choices) with ordinality as choice (number, rank)
      where ballot.poll_id = ${poll.id} and ballot.member_id is not null and (${poll.way !== 'ranked'} or choice.rank = 1)) chosen
    where chosen.place <= ${mostVoters} order by chosen.number, chosen.place`.execute(ctx.db)
  const byOption = Map.groupBy(rows, (row) => row.number)
  return poll.options.map(({ number }) => ({ number, people: (byOption.get(number) ?? []).map(({ member }) => member) }))
}
