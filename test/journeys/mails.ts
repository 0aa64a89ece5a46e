/** What the demo's mail server got, and an answer to it, as a mail program sends one. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { simpleParser } from 'mailparser'
import nodemailer from 'nodemailer'
import type { Accepted } from '../mail-server.ts'

const folder = () => process.env.JOURNEY_MAILS!
export const all = (): Accepted[] => readdirSync(folder()).map((name) => JSON.parse(readFileSync(path.join(folder(), name), 'utf8')))

/** Waits for a mail to that address with those words in its subject. */
export async function mailTo(to: string, words: string) {
  const found = () => all().filter((mail) => mail.to === to && mail.raw.replace(/\r?\n\s/g, ' ').includes(words))
  await expect.poll(() => found().length, { timeout: 40_000, message: `a mail to ${to} about ${words}` }).toBeGreaterThan(0)
  return simpleParser(found()[0]!.raw)
}

type Mail = Awaited<ReturnType<typeof mailTo>>

/** Answers it, with what it said below, over SMTP to our own listener. */
export async function answerTo(mail: Mail, from: string, words: string) {
  const line = nodemailer.createTransport({ host: '127.0.0.1', port: Number(process.env.JOURNEY_MAIL_IN), secure: false, ignoreTLS: true })
  const quoted = (mail.text ?? '').split('\n').map((each) => `> ${each}`).join('\n')
  await line.sendMail({
    from, to: mail.replyTo!.value[0]!.address!, subject: `Re: ${mail.subject}`, inReplyTo: mail.messageId!, references: mail.messageId!,
    text: `${words}\n\nOn Monday, Brackenhus Commons wrote:\n${quoted}\n`,
  })
  line.close()
}
