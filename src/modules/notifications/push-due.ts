/** When what is told here is due on the devices of a member: after a moment in which it may be read, and never in quiet hours. */
import { sql } from 'kysely'
import { afterHours } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { queue } from '#platform/jobs.ts'
import { idList } from '#platform/many.ts'
import { settings } from '#modules/community/index.ts'
import type { Told } from './notify.ts'
import { pushKindOf } from './push-kind.ts'
import { pushNews } from './push-news.ts'
import type { PushKind } from './shapes.ts'

interface Wish {
  id: number
  kinds: PushKind[]
  quietFrom: number | null
  quietUntil: number | null
  timeZone: string | null
}

/** For each who is told: when a push is due; no moment for who has no device, or does not wish it. */
export async function pushesDue(tx: Ctx, told: readonly Told[]): Promise<(Date | null)[]> {
  const wishes = new Map((await wishesOf(tx, told.map(({ memberId }) => memberId))).map((wish) => [wish.id, wish]))
  if (wishes.size === 0) return told.map(() => null)
  const { timeZone } = await settings(tx)
  const soon = new Date(tx.now.getTime() + tx.config.pushWait * 1000)
  return told.map(({ memberId, kind }) => {
    const [pushKind, wish] = [pushKindOf(kind), wishes.get(memberId)]
    return pushKind && wish?.kinds.includes(pushKind) ? outsideOfQuiet(soon, wish, timeZone) : null
  })
}

function outsideOfQuiet(moment: Date, { quietFrom, quietUntil, timeZone }: Wish, usual: string): Date {
  if (quietFrom === null || quietUntil === null) return moment
  return afterHours(moment, timeZone ?? usual, { from: quietFrom, until: quietUntil })
}

/** Of those who have turned a device on. */
async function wishesOf(tx: Ctx, ids: readonly number[]): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    select member.id::float8 as id, wish.quiet_from, wish.quiet_until, wish.time_zone,
      array_remove(array[case when coalesce(wish.push_answers, true) then 'answers' end, case when coalesce(wish.push_mentions, true) then 'mentions' end,
        case when coalesce(wish.push_threads, true) then 'threads' end, case when coalesce(wish.push_rest, true) then 'rest' end], null) as kinds
    from (select distinct member_id as id from push_subscription where member_id = any(${idList(ids)})) member
    left join notification_preference wish on wish.member_id = member.id`.execute(tx.db)
  return rows
}

// The clock comes by each minute; whoever waits for less is seen to at once.
const clockComes = 60

export async function wakePushes(tx: Ctx, due: readonly (Date | null)[]): Promise<void> {
  const first = due.reduce<Date | null>((least, at) => (at && (!least || at < least) ? at : least), null)
  if (first && tx.config.pushWait < clockComes) await queue(tx, pushNews, {}, first)
}
