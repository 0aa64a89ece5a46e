/**
 * Ways in by mail: a link instead of the password, a new password. The work is queued, so that the answer
 * cannot tell from its timing whether there was anybody to write to.
 */
import { hashPassword } from 'better-auth/crypto'
import { z } from 'zod'
import { tellChanged } from '#platform/facts.ts'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { job, queue } from '#platform/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { Invalid } from '#platform/problems.ts'
import { endApiTokens } from './api-tokens.ts'
import { count, mailsFromAddress, mailsToAddress, networkOf, signInFromAddress } from './limits.ts'
import { letter } from './mails.tsx'
import { safePath } from './places.ts'
import { type From, letIn, type SignedIn } from './sign-in.ts'
import { giveTicket, keysOf, seeTicket, stillFits, takeTicket } from './tickets.ts'

// Long enough to walk to the other device, short enough that an old mail is worth nothing.
const linkFor = 15 * 60
const resetFor = 60 * 60

/** Mails a link or a new password's address, if the account exists. */
export const mailWayIn = job(
  'members.mailWayIn',
  z.object({ kind: z.enum(['link', 'reset']), email: z.string(), to: z.string().default('/') }),
  async (ctx, { kind, email, to }) =>
    transaction(ctx, (tx) => (kind === 'link' ? mailLink(tx, email, to) : mailReset(tx, email))),
)

export async function askByMail(
  ctx: Ctx,
  kind: 'link' | 'reset',
  email: string,
  from: From,
  to?: string,
): Promise<void> {
  await count(ctx, 'mail.from', networkOf(from.ip), mailsFromAddress)
  await count(ctx, 'mail.to', email, mailsToAddress)
  await transaction(ctx, (tx) => queue(tx, mailWayIn, { kind, email, to: safePath(to) }))
}

async function mailLink(tx: Ctx, email: string, to: string) {
  const account = await accountAt(tx, email)
  if (!account) return
  const token = await giveTicket(tx, 'link', { userId: account.id, keys: await keysOf(tx, account.id), to }, linkFor)
  await sendMail(tx, await letter(tx, { kind: 'link', to: email, path: `/sign-in/link?token=${token}` }))
}

async function mailReset(tx: Ctx, email: string) {
  const account = await accountAt(tx, email)
  if (!account) return
  const token = await giveTicket(tx, 'reset', { userId: account.id, keys: await keysOf(tx, account.id) }, resetFor)
  await sendMail(tx, await letter(tx, { kind: 'reset', to: email, path: `/password/new?token=${token}` }))
}

const accountAt = (tx: Ctx, email: string) =>
  tx.db.selectFrom('authUser').select('id').where('email', '=', email).executeTakeFirst()

export async function useLink(ctx: Ctx, token: string, from: From): Promise<SignedIn & { to: string }> {
  await count(ctx, 'link.from', networkOf(from.ip), signInFromAddress)
  const ticket = await takeTicket(ctx, 'link', token)
  if (!ticket || !(await stillFits(ctx, ticket))) throw new Invalid({ token: 'members:link.old' })
  return { ...(await letIn(ctx, ticket.userId, 'link', from)), to: ticket.to }
}

/** Sets a password by a mailed link. All sessions and all keys for programs end: whoever else was in is out. */
export async function setForgottenPassword(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
  from: From,
): Promise<SignedIn> {
  await count(ctx, 'link.from', networkOf(from.ip), signInFromAddress)
  const hash = await hashPassword(password)
  const userId = await transaction(ctx, async (tx) => {
    const ticket = await takeTicket(tx, 'reset', token)
    if (!ticket || !(await stillFits(tx, ticket))) throw new Invalid({ token: 'members:link.old' })
    await storePassword(tx, ticket.userId, hash)
    await tx.db.deleteFrom('authSession').where('userId', '=', ticket.userId).execute()
    tellChanged(tx, ['sessions'])
    return ticket.userId
  })
  return letIn(ctx, userId, 'reset', from)
}

export async function isTicketGood(ctx: Ctx, purpose: 'link' | 'reset', token: string): Promise<boolean> {
  const ticket = await seeTicket(ctx, purpose, token)
  return ticket !== null && stillFits(ctx, ticket)
}

/** Replaces the password of an account, ends its keys for programs and tells its owner. */
export async function storePassword(tx: Ctx, userId: string, hash: string) {
  await tx.db
    .updateTable('authAccount')
    .set({ password: hash, updatedAt: tx.now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await endApiTokens(tx, userId)
  const { email } = await tx.db
    .selectFrom('authUser')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  await sendMail(tx, await letter(tx, { kind: 'changed', to: email, path: '/password/forgotten' }))
}
