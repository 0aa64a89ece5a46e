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
    with seen as (
      select *, kind = 'question' as asked, kind = 'question' and created_at > ${since(day)} as asked_now,
        kind = 'question' and created_at > ${since(7 * day)} as of_week, accepted_at > ${since(30 * day)} as lately
      from thread where removed_at is null and space_id in (${spacesInSight(ctx)})),
    told as (
      select count(*)::int as threads, count(*) filter (where asked)::int as questions,
        count(*) filter (where asked_now)::int as asked_today,
        count(*) filter (where asked_now and answer_count > 0)::int as answered_today,
        (percentile_cont(0.5) within group (order by extract(epoch from first_response_at - created_at) / 60)
          filter (where of_week and first_response_at is not null))::float as first_response_minutes,
        count(*) filter (where of_week and first_response_at is not null)::int as responded,
        count(*) filter (where of_week and first_response_at is null)::int as still_waiting,
        count(*) filter (where accepted_post_id is not null)::int as solved,
        count(*) filter (where lately)::int as accepted
      from seen),
    peers as (
      select count(*)::int as accepted_of_peers from seen join post on post.id = seen.accepted_post_id
      join member on member.id = post.author_id where seen.lately and member.role in ('member', 'champion')),
    people as (
      select count(*)::int as members, count(*) filter (where last_seen_at > ${since(hereFor)})::int as here,
        count(*) filter (where joined_at > ${since(30 * day)} and imported_at is null)::int as joined_this_month
      from member where removed_at is null and suspended_at is null)
    select * from told, peers, people`.execute(ctx.db)
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
