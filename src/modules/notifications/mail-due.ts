/** When what is told here is due by mail: after a short wait, in which it may be read, and never in quiet hours. */
import { sql } from 'kysely'
import { afterHours } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { queue } from '#platform/jobs.ts'
import { isStopped } from '#platform/mail-address.ts'
import { idList } from '#platform/many.ts'
import { settings } from '#modules/community/index.ts'
import { mailNews } from './mail-news.ts'
import type { NoticeKind, Told } from './notify.ts'
import type { MailKind, When } from './shapes.ts'

const mailKindOf: Record<NoticeKind, MailKind | null> = {
  answer: 'answers',
  ownComment: 'answers',
  followed: 'answers',
  reply: 'answers',
  comment: 'answers',
  mention: 'mentions',
  groupMention: 'mentions',
  question: 'threads',
  discussion: 'threads',
  // What can wait for the next visit.
  accepted: null,
  pollClosed: null,
  reminder: null,
  thanks: null,
  groupInvited: null,
  groupAsked: null,
  groupApproved: null,
  groupSteppedIn: null,
  message: 'messages',
  messageReported: null,
  reportSettled: null,
}

interface Wish {
  id: number
  answers: When
  mentions: When
  threads: When
  messages: When
  quietFrom: number | null
  quietUntil: number | null
  timeZone: string | null
}

export interface MailDue {
  mail_kind: MailKind | null
  mail_at: Date | null
}

/** For each who is told: the kind of mail that it is, and when one is due; no moment for who does not wish it at once. */
export async function mailsDue(tx: Ctx, told: readonly Told[]): Promise<MailDue[]> {
  const wishes = new Map((await wishesOf(tx, told.map(({ memberId }) => memberId))).map((wish) => [wish.id, wish]))
  const { timeZone } = await settings(tx)
  const soon = new Date(tx.now.getTime() + tx.config.mailWait * 1000)
  return told.map(({ memberId, kind }) => {
    const [mailKind, wish] = [mailKindOf[kind], wishes.get(memberId)]
    const isWished = mailKind !== null && wish?.[mailKind] === 'once'
    return { mail_kind: mailKind, mail_at: isWished ? outsideOfQuiet(soon, wish, timeZone) : null }
  })
}

function outsideOfQuiet(moment: Date, { quietFrom, quietUntil, timeZone }: Wish, usual: string): Date {
  if (quietFrom === null || quietUntil === null) return moment
  return afterHours(moment, timeZone ?? usual, { from: quietFrom, until: quietUntil })
}

/** Of those who can have mail at all. */
async function wishesOf(tx: Ctx, ids: readonly number[]): Promise<Wish[]> {
  const { rows } = await sql<Wish>`
    select member.id::float8 as id, coalesce(wish.mail_answers, 'once') as answers, coalesce(wish.mail_mentions, 'once') as mentions,
      coalesce(wish.mail_threads, 'once') as threads, coalesce(wish.mail_messages, 'once') as messages, wish.quiet_from, wish.quiet_until, wish.time_zone
    from member left join notification_preference wish on wish.member_id = member.id
    where member.id = any(${idList(ids)}) and member.email is not null and member.auth_id is not null and not ${isStopped('member.email')}`.execute(tx.db)
  return rows
}

// The clock comes by each minute; whoever waits for less is seen to at once.
const clockComes = 60

export async function wakeMails(tx: Ctx, due: readonly MailDue[]): Promise<void> {
  const first = due.reduce<Date | null>((least, { mail_at: at }) => (at && (!least || at < least) ? at : least), null)
  if (first && tx.config.mailWait < clockComes) await queue(tx, mailNews, {}, first)
}
