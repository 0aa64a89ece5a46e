/**
 * Brings mails from the out-tray to the mail server. Whoever delivers takes a few at a time and says until when nobody
 * else may; who dies on the way leaves at most the one mail in doubt that was being handed over, and it goes again with
 * the same Message-ID, by which mail programs know it. A server that is away is asked again, later and later, for days.
 */
import { sql } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import type { Ctx } from './ctx.ts'
import { bounceTag, noteBounce, withTag } from './mail-address.ts'
import { idList } from './many.ts'

interface Waiting {
  id: number
  recipient: string
  subject: string
  html: string
  text: string
  messageId: string
  headers: Record<string, string>
  attempts: number
  createdAt: Date
}

// Handed over one after another; what was taken and not begun comes free again at the end of the lease.
const atOnce = 20
const leaseSeconds = 180
// Nothing is begun that might not be over by the end of the lease.
const beginWithin = 90_000
// A job has five minutes; what is left is for the next.
const workFor = 200_000
// Milliseconds. A silent server must not hold a batch for longer than its lease.
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 }
const days = 86_400_000
const giveUpAfter = 3 * days

let transport: { url: string; mailer: Transporter } | null = null

// One line to the mail server that stays open while there is something to say.
function mailer(url: string): Transporter {
  if (transport?.url === url) return transport.mailer
  transport?.mailer.close()
  transport = { url, mailer: createTransport({ url, pool: true, maxConnections: 1, maxMessages: 500, ...patience } as never) }
  return transport.mailer
}

/** Sends what is due until nothing is left, the time is over, or the mail server does not want to. */
export async function deliverDue(ctx: Ctx): Promise<void> {
  const { smtpUrl } = ctx.config
  if (!smtpUrl) return
  const until = Date.now() + workFor
  while (Date.now() < until) {
    const batch = await take(ctx)
    if (batch.length === 0) return
    if (!(await handOver(ctx, mailer(smtpUrl), batch))) return
  }
}

async function take({ db }: Ctx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    update mail set next_at = now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where id in (select id from mail where sent_at is null and failed_at is null and next_at <= now() order by next_at, id limit ${atOnce} for update skip locked)
    returning id::float8 as id, recipient, subject, html, text, message_id, headers, attempts, created_at`.execute(db)
  return rows.sort((one, other) => one.id - other.id)
}

/** @returns false when the server itself refused: then nothing more is tried for now */
async function handOver(ctx: Ctx, mailer: Transporter, batch: readonly Waiting[]): Promise<boolean> {
  const began = Date.now()
  for (const [index, mail] of batch.entries()) {
    if (Date.now() - began > beginWithin) {
      await giveBack(ctx, batch.slice(index).map((each) => each.id), 0)
      return true
    }
    const refused = await handOverOne(ctx, mailer, mail)
    if (refused === null) continue
    await noteRefusal(ctx, mail, refused)
    if (isAboutMail(refused)) continue
    await giveBack(ctx, batch.slice(index + 1).map((each) => each.id), 30)
    return false
  }
  return true
}

async function handOverOne(ctx: Ctx, mailer: Transporter, mail: Waiting): Promise<SmtpError | null> {
  try {
    await mailer.sendMail({
      from: ctx.config.mailFrom ?? `community@${new URL(ctx.config.baseUrl).hostname}`,
      to: mail.recipient,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      messageId: mail.messageId,
      ...comesBack(ctx, mail),
      date: mail.createdAt,
      headers: mail.headers,
    })
  } catch (error) {
    return error as SmtpError
  }
  await sql`update mail set sent_at = now(), error = null where id = ${mail.id}`.execute(ctx.db)
  return null
}

/** Where mail comes in, what cannot be delivered later comes back to an address that names it. */
function comesBack({ config: { mailIn } }: Ctx, mail: Waiting) {
  return mailIn && { envelope: { from: withTag(mailIn.address, bounceTag(mail)), to: mail.recipient } }
}

interface SmtpError extends Error {
  responseCode?: number
  command?: string
}

/** The server took the connection and refuses this one address or text; others may be welcome. */
const isAboutMail = ({ command, responseCode }: SmtpError) => (command === 'RCPT TO' || command === 'DATA') && responseCode !== undefined && responseCode !== 421

/** "No such address" and "not such a text" are not asked again; anything else is, for three days. */
async function noteRefusal({ db }: Ctx, mail: Waiting, refused: SmtpError): Promise<void> {
  const isFinal = (isAboutMail(refused) && refused.responseCode! >= 500) || Date.now() - mail.createdAt.getTime() > giveUpAfter
  await sql`update mail set error = ${refused.message.slice(0, 500)}, failed_at = ${isFinal ? sql`now()` : null},
    next_at = now() + make_interval(secs => ${secondsUntilNext(mail.attempts)}) where id = ${mail.id}`.execute(db)
  if (refused.command === 'RCPT TO' && refused.responseCode! >= 500) await noteBounce({ db }, mail.recipient, refused.message)
}

const secondsUntilNext = (attempts: number) => Math.min(30 * 2 ** (attempts - 1), 3600)

// They were taken, not tried.
async function giveBack({ db }: Ctx, ids: readonly number[], seconds: number): Promise<void> {
  await sql`update mail set next_at = now() + make_interval(secs => ${seconds}), attempts = attempts - 1 where id = any(${idList(ids)})`.execute(db)
}
