/**
 * Outgoing mail. A mail is a row written in the transaction of the change that causes it, and a job that sends it;
 * nothing is lost between the two. Without SMTP_URL the rows stay, and development shows them on /dev/mail.
 */
import { randomUUID } from 'node:crypto'
import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import type { Config } from './config.ts'
import type { Ctx } from './ctx.ts'
import { job, queue } from './jobs.ts'

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

/** Writes the mail into the out-tray, within the caller's transaction. */
export async function sendMail(tx: Ctx, letter: Letter): Promise<void> {
  const messageId = `<${randomUUID()}@${new URL(tx.config.baseUrl).hostname}>`
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
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await queue(tx, deliverMail, { id })
}

let transport: { url: string; mailer: Transporter } | null = null

// Milliseconds. A server that is silent is asked again later; five of them must fit into the time that a job has.
const patience = { connectionTimeout: 15_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

function mailer(url: string): Transporter {
  if (transport?.url !== url) transport = { url, mailer: createTransport({ url, ...patience }) }
  return transport.mailer
}

/** Sends one mail of the out-tray. Throws when the mail server refuses, so that the queue tries again later. */
export const deliverMail = job('mail.deliver', z.object({ id: z.number() }), async (ctx, { id }) => {
  const { smtpUrl } = ctx.config
  if (!smtpUrl) return
  const row = await ctx.db.selectFrom('mail').selectAll().where('id', '=', id).where('sentAt', 'is', null).executeTakeFirst()
  if (!row) return
  try {
    await mailer(smtpUrl).sendMail({
      from: ctx.config.mailFrom ?? `community@${new URL(ctx.config.baseUrl).hostname}`,
      to: row.recipient,
      subject: row.subject,
      html: row.html,
      text: row.text,
      messageId: row.messageId,
      headers: row.headers as Record<string, string>,
    })
  } catch (error) {
    await noteTry(ctx, id, { error: String((error as Error).message).slice(0, 500) })
    throw error
  }
  await noteTry(ctx, id, { sentAt: new Date(), error: null })
})

async function noteTry(ctx: Ctx, id: number, outcome: { sentAt?: Date; error: string | null }) {
  await ctx.db
    .updateTable('mail')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), ...outcome }))
    .where('id', '=', id)
    .execute()
}

/** No mail leaves this machine, and no page shows them either: nobody can join, or get in by mail. */
export const isMailless = ({ smtpUrl, development }: Config): boolean => !smtpUrl && !development
