/** Our own listener for SMTP: takes mails to our addresses only, and acknowledges none before it is kept. */
import type { AddressInfo } from 'node:net'
import type { SMTPServerSession } from 'smtp-server'
import type { Ctx } from '#platform/ctx.ts'
import { tagOf } from '#platform/mail-address.ts'
import { readReplyAddress } from '#modules/notifications/index.ts'
import { receive } from './receive.ts'
import { largestMail } from './shapes.ts'

export interface MailListener {
  port: number
  close(): Promise<void>
}

const refused = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })

// What a single host may hold open; and how long a silent one may be silent, in milliseconds.
const mostClients = 50
const patience = 60_000

/** @param ctxOf makes a context for each mail */
export async function listenForMail(ctxOf: () => Ctx, { port, host }: { port: number; host: string }): Promise<MailListener> {
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    authOptional: true,
    // Whoever wants TLS puts a relay in front: the listener has no certificate of its own.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    maxClients: mostClients,
    socketTimeout: patience,
    closeTimeout: 5_000,
    onRcptTo: ({ address }, session, done) => done(refusalOf(ctxOf(), address, session)),
    onData: (stream, session, done) => {
      keep(ctxOf(), stream, session).then(() => done(), (error: Error & { responseCode?: number }) => done(error.responseCode ? error : refused(451, '4.3.0 Not now, please try again')))
    },
  })
  // A host that breaks off is no concern of ours.
  server.on('error', () => {})
  await new Promise<void>((ready, failed) => {
    server.server.once('error', failed)
    server.listen(port, host, ready)
  })
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise((closed) => server.close(() => closed())) }
}

// Who guesses addresses learns nothing but that this one is none.
function refusalOf(ctx: Ctx, address: string, { envelope }: SMTPServerSession): Error | null {
  if (envelope.rcptTo.length >= 5) return refused(452, '4.5.3 Too many recipients')
  const isOurs = readReplyAddress(ctx, address) !== null || tagOf(ctx.config, address)?.startsWith('b')
  return isOurs ? null : refused(550, '5.1.1 No such address')
}

async function keep(ctx: Ctx, stream: AsyncIterable<Buffer> & { sizeExceeded?: boolean }, { envelope }: SMTPServerSession): Promise<void> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size <= largestMail) parts.push(part)
  }
  if (size > largestMail) throw refused(552, `5.3.4 A mail may have ${largestMail / 1_000_000} MB at most`)
  await receive(ctx, { via: 'smtp', from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts) })
}
