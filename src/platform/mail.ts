/**
 * Outgoing mail. A mail is a row written in the transaction of the change that causes it; `mail-delivery` takes it from
 * there, so nothing is lost between the two. Without SMTP_URL the rows stay, and development shows them on /dev/mail.
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Config } from './config.ts'
import type { Ctx } from './ctx.ts'
import { job, queue } from './jobs.ts'
import { deliverDue } from './mail-delivery.ts'

export interface Letter {
  kind: string
  to: string
  subject: string
  html: string
  text: string
  headers?: Record<string, string>
}

// A line break in an address or a subject would let a writer add headers of their own.
const oneLine = (text: string) => text.replace(/[\r\n\t]+/g, ' ').trim().slice(0, 300)

// Transactions that have woken the delivery: once is enough for all their mails.
const woken = new WeakSet<object>()

/** Writes the mail into the out-tray, within the caller's transaction. @returns its id */
export async function sendMail(tx: Ctx, letter: Letter): Promise<number> {
  const messageId = `<${randomUUID()}@${hostOf(tx)}>`
  const { id } = await tx.db
    .insertInto('mail')
    .values({
      kind: letter.kind,
      recipient: oneLine(letter.to),
      subject: oneLine(letter.subject),
      html: letter.html,
      text: letter.text,
      messageId,
      headers: JSON.stringify(letter.headers ?? {}),
      createdAt: tx.now,
      nextAt: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (!woken.has(tx.wiring.after)) await queue(tx, deliverMails, {})
  woken.add(tx.wiring.after)
  return id
}

/** What stands behind the @ of our own mails. */
export const hostOf = ({ config }: Pick<Ctx, 'config'>) => new URL(config.baseUrl).hostname

/** Empties the out-tray: when a mail was written, and each minute for what is to be tried again. */
export const deliverMails = job('mail.deliver', z.object({}), deliverDue, '* * * * *')

/** No mail leaves this machine, and no page shows them either: nobody can join, or get in by mail. */
export const isMailless = ({ smtpUrl, development }: Config): boolean => !smtpUrl && !development
