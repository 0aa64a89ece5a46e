/** The address at which a mail service hands mails over. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { tagOf } from '#platform/mail-address.ts'
import { anyone } from '#platform/permissions.ts'
import { Invalid, NotFound } from '#platform/problems.ts'
import { isSame } from '#platform/secrets.ts'
import { receive } from './receive.ts'

/** A form with the mail as it came (`email`), who sent it and to whom (by commas), and the secret. */
const Handed = z.object({
  secret: z.string().max(200).default(''),
  from: z.string().max(320).default(''),
  to: z.string().max(2_000),
  email: z.union([z.instanceof(Buffer), z.string().transform((text) => Buffer.from(text, 'latin1'))]),
})

export function routes(open: Doors) {
  open.post('/mail-in', {
    may: anyone,
    says: 'mailbox:api.handOver',
    body: Handed,
    json: z.object({ kept: z.boolean() }),
    act: handOver,
    next: () => '/',
  })
}

async function handOver(ctx: Ctx, { body: { secret, from, to, email } }: { body: z.output<typeof Handed> }) {
  const { mailIn } = ctx.config
  // Whoever does not know the secret finds nothing here.
  if (!mailIn?.secret || !isSame(secret, mailIn.secret)) throw new NotFound()
  const ours = to.split(',').map((address) => address.trim()).filter((address) => tagOf(ctx.config, address) !== null)
  if (ours.length === 0) throw new Invalid({ to: 'mailbox:reason.unknown' })
  await receive(ctx, { via: 'webhook', from, to: ours, raw: email })
  return { kept: true }
}
