/** Taking in a mail: it is kept as it came, then acknowledged, then read. */
import { createHash } from 'node:crypto'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { queue } from '#platform/jobs.ts'
import { readMails } from './jobs.ts'

export interface Incoming {
  via: 'smtp' | 'webhook'
  /** Empty for what comes back and for other notes of machines. */
  from: string
  to: readonly string[]
  raw: Buffer
}

/** When this has returned, the mail is ours. The same mail to the same address is taken once. */
export async function receive(ctx: Ctx, { via, from, to, raw }: Incoming): Promise<void> {
  const head = raw.subarray(0, 64_000).toString('latin1').split(/\r?\n\r?\n/, 1)[0]!
  const messageId = /^message-id:\s*(<[^>\s]{1,250}>)/im.exec(head)?.[1] ?? `<none-${createHash('sha256').update(raw).digest('hex')}>`
  await transaction(ctx, async (tx) => {
    const rows = to.map((envelopeTo) => ({ via, envelopeFrom: from.slice(0, 320), envelopeTo: envelopeTo.slice(0, 320).toLowerCase(), messageId, raw, receivedAt: tx.now }))
    await tx.db.insertInto('mailIn').values(rows).onConflict((clash) => clash.columns(['envelopeTo', 'messageId']).doNothing()).execute()
    await queue(tx, readMails, {})
  })
}
