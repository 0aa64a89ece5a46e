/** When to remind, and the job that does it: a notice in the inbox, once. */
import { sql } from 'kysely'
import { z } from 'zod'
import { momentOf, wallAt } from '#platform/clock.ts'
import { type Ctx, type Level, reaches, type Role, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { job } from '#platform/jobs.ts'
import { Invalid } from '#platform/problems.ts'
import { readLocal } from '#platform/zoned.ts'
import { notify } from '#modules/notifications/index.ts'
import { bookmarkReminded } from './facts.ts'
import type { RemindWhen } from './pages/remind-when.ts'
import { pathOf, postPath } from './sight.ts'

const [morning, evening] = [9, 18]
const anHour = 3_600_000

/** @param date what was typed for `date` @param zone of the member */
export function reminderAt(when: Exclude<RemindWhen, 'keep'>, { now, zone, date }: { now: Date; zone: string; date: string }): Date | null {
  if (when === 'never') return null
  if (when === 'hour') return new Date(now.getTime() + anHour)
  if (when === 'date') return chosen(readLocal(date, zone), now)
  const today = wallAt(now, zone)
  const at = (days: number, hour: number) => momentOf({ ...today, day: today.day + days, hour, minute: 0 }, zone)
  if (when === 'tomorrow') return at(1, morning)
  if (when === 'week') return at(daysToMonday(today), morning)
  // Whoever says so in the evening means the next one.
  return at(0, evening).getTime() - now.getTime() > anHour / 2 ? at(0, evening) : at(1, evening)
}

const daysToMonday = ({ year, month, day }: { year: number; month: number; day: number }) => 7 - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7)

const fiveYears = 5 * 366 * 24 * anHour

function chosen(at: Date | null, now: Date): Date {
  if (at === null) throw new Invalid({ date: 'conversations:bookmark.problem.date' })
  const ahead = at.getTime() - now.getTime()
  if (ahead <= 0 || ahead > fiveYears) throw new Invalid({ date: 'conversations:bookmark.problem.past' })
  return at
}

interface Due {
  memberId: number
  role: Role
  postId: number
  postKind: string
  note: string
  removed: boolean
  /** They are in the group of the space. */
  within: boolean
  id: number
  kind: string
  slug: string
  title: string
  spaceId: number
  see: Level
}

const atOnce = 200

export const remind = job('conversations.remind', z.object({}), async (ctx) => {
  while ((await remindSome(ctx)) === atOnce);
}, '* * * * *')

/** Marking them and telling of them is one transaction; what another process holds is left to it. */
async function remindSome(ctx: Ctx): Promise<number> {
  return transaction(ctx, async (tx) => {
    const { rows } = await sql<Due>`
      with due as (
        select member_id, post_id from bookmark where remind_at <= ${tx.now} and reminded_at is null
        order by remind_at limit ${atOnce} for update skip locked),
      reminded as (
        update bookmark set reminded_at = ${tx.now} from due where bookmark.member_id = due.member_id and bookmark.post_id = due.post_id
        returning bookmark.member_id, bookmark.post_id, bookmark.note)
      select member.id::float8 as member_id, member.role, post.id::float8 as post_id, post.kind as post_kind, reminded.note,
        exists (select 1 from group_member where group_member.space_id = space.id and group_member.member_id = member.id and group_member.state = 'in') as within,
        (post.removed_at is not null or thread.removed_at is not null or member.removed_at is not null) as removed,
        thread.id::float8 as id, thread.kind, thread.slug, thread.title, thread.space_id::float8 as space_id, space.see
      from reminded join member on member.id = reminded.member_id join post on post.id = reminded.post_id
        join thread on thread.id = post.thread_id join space on space.id = thread.space_id`.execute(tx.db)
    for (const each of rows) if (!each.removed && (reaches(each, each.see) || each.within)) await tell(tx, each)
    return rows.length
  })
}

async function tell(tx: Ctx, due: Due): Promise<void> {
  const factId = await record(tx, bookmarkReminded, { subjectId: due.postId, spaceId: due.spaceId, data: { threadId: due.id, memberId: due.memberId } })
  const path = due.postKind === 'opening' ? pathOf(due) : postPath(due, due.postId)
  await notify(tx, [{ memberId: due.memberId, kind: 'reminder' }], { factId, actorId: null, title: due.note || due.title, path, spaceId: due.spaceId, threadId: due.id })
}
