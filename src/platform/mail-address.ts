/** Addresses from which mails come back, and the address that they come back to. */
import { sql } from 'kysely'
import type { Config } from './config.ts'
import type { Ctx } from './ctx.ts'

// A single one may be a full mailbox or a server that was set up wrongly for an hour.
const bouncesToStop = 2

/** One more mail came back from there for good. After two nothing but account mails goes there. */
export async function noteBounce({ db }: Pick<Ctx, 'db'>, address: string, error: string): Promise<void> {
  await sql`insert into mail_address (address, bounces, last_error, last_at) values (${address.toLowerCase()}, 1, ${error.slice(0, 500)}, now())
    on conflict (address) do update set bounces = mail_address.bounces + 1, last_error = excluded.last_error, last_at = now(),
      stopped_at = case when mail_address.bounces + 1 >= ${bouncesToStop} then coalesce(mail_address.stopped_at, now()) end`.execute(db)
}

/** Its owner says that it works. */
export async function clearBounces({ db }: Pick<Ctx, 'db'>, address: string): Promise<void> {
  await db.deleteFrom('mailAddress').where('address', '=', address.toLowerCase()).execute()
}

/** Whether news is not sent to the address of a query any more. */
export const isStopped = (address: string) => sql<boolean>`exists (select 1 from mail_address where address = lower(${sql.ref(address)}) and stopped_at is not null)`

/** `reply@example.com` with a word of ours: `reply+word@example.com`. */
export function withTag(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`
}

/** The word behind the plus, when this is our own address; null for any other. */
export function tagOf({ mailIn }: Pick<Config, 'mailIn'>, address: string): string | null {
  if (!mailIn) return null
  const at = mailIn.address.lastIndexOf('@')
  const [local, host] = [mailIn.address.slice(0, at).toLowerCase(), mailIn.address.slice(at).toLowerCase()]
  const given = address.toLowerCase()
  return given.startsWith(`${local}+`) && given.endsWith(host) ? given.slice(local.length + 1, given.length - host.length) : null
}

/** Where a mail of ours comes back to: its id, and letters of its own Message-ID, which nobody else can know. */
export function bounceTag({ id, messageId }: { id: number; messageId: string }): string {
  return `b${id}.${messageId.replace(/[^a-z0-9]/gi, '').slice(0, 16).toLowerCase()}`
}
