/** The figures at the door. Each says over what it was counted, so that a small number is shown as a small number. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { spacesInSight } from '#modules/spaces/index.ts'

export interface Figures {
  questions: number
  threads: number
  askedToday: number
  answeredToday: number
  /** Median minutes until somebody else wrote, of the questions of the last 7 days that have had a response. */
  firstResponseMinutes: number | null
  responded: number
  stillWaiting: number
  solved: number
  /** Accepted answers of the last 30 days, and those that members and champions wrote. */
  accepted: number
  acceptedOfPeers: number
  members: number
  joinedThisMonth: number
  here: number
}

const day = 86_400_000
// Signed in and seen within this time: here now.
export const hereFor = 15 * 60_000

export async function figures(ctx: Ctx): Promise<Figures> {
  const since = (milliseconds: number) => new Date(ctx.now.getTime() - milliseconds)
  const { rows } = await sql<Figures>`
    select told.*, people.* from (select
      count(*)::int as threads,
      count(*) filter (where kind = 'question')::int as questions,
      count(*) filter (where kind = 'question' and created_at > ${since(day)})::int as asked_today,
      count(*) filter (where kind = 'question' and created_at > ${since(day)} and answer_count > 0)::int as answered_today,
      (percentile_cont(0.5) within group (order by extract(epoch from first_response_at - created_at) / 60)
        filter (where kind = 'question' and first_response_at is not null and created_at > ${since(7 * day)}))::float as first_response_minutes,
      count(*) filter (where kind = 'question' and first_response_at is not null and created_at > ${since(7 * day)})::int as responded,
      count(*) filter (where kind = 'question' and first_response_at is null and created_at > ${since(7 * day)})::int as still_waiting,
      count(*) filter (where accepted_post_id is not null)::int as solved,
      count(*) filter (where accepted_at > ${since(30 * day)})::int as accepted,
      count(*) filter (where accepted_at > ${since(30 * day)} and peer)::int as accepted_of_peers
      from thread left join lateral (select member.role in ('member', 'champion') as peer from post join member on member.id = post.author_id
        where post.id = thread.accepted_post_id and thread.accepted_at > ${since(30 * day)}) answer on true
      where thread.removed_at is null and thread.space_id in (${spacesInSight(ctx)})) told,
    (select count(*)::int as members, count(*) filter (where joined_at > ${since(30 * day)} and imported_at is null)::int as joined_this_month,
      count(*) filter (where last_seen_at > ${since(hereFor)})::int as here
      from member where removed_at is null and suspended_at is null) people`.execute(ctx.db)
  return rows[0]!
}

export interface Shelf {
  slug: string
  name: string
  spine: number
  questions: number
  /** Share of the questions that somebody has answered, 0 to 1; null without questions. */
  answered: number | null
}
