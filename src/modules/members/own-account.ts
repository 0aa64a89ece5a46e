/**
 * One's own account: address, password, the browsers that are signed in. Each change asks for the password
 * again.
 */
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { sendMail } from '#platform/mail.ts'
import { Conflict, demand, found, Invalid } from '#platform/problems.ts'
import { authOf, freshFor } from './auth.ts'
import { storePassword } from './by-mail.ts'
import { count, mailsFromAddress, mailsToAddress, networkOf, signInAtAccount } from './limits.ts'
import { letter } from './mails.tsx'
import { may } from './permissions.ts'
import { sessionToken } from './session.ts'
import type { From } from './sign-in.ts'
import { giveTicket, keysOf, seeTicket, stillFits, takeTicket } from './tickets.ts'

const addressFor = 3600

export interface OwnAccount {
  id: string
  email: string
  twoFactorEnabled: boolean | null
}

export async function ownAccountRow(ctx: Ctx): Promise<OwnAccount> {
  const row = await ctx.db
    .selectFrom('authUser')
    .innerJoin('member', 'member.authId', 'authUser.id')
    .select(['authUser.id', 'authUser.email', 'authUser.twoFactorEnabled'])
    .where('member.id', '=', memberId(ctx))
    .executeTakeFirst()
  return found(row)
}

/** @throws Invalid about `field` when it is not the password */
export async function provePassword(ctx: Ctx, password: string, field = 'password'): Promise<OwnAccount> {
  demand(may.keepAccount(ctx.viewer))
  const account = await ownAccountRow(ctx)
  await count(ctx, 'signIn.at', account.email, signInAtAccount)
  const row = await ctx.db
    .selectFrom('authAccount')
    .select('password')
    .where('userId', '=', account.id)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  const fits = row?.password ? await verifyPassword({ hash: row.password, password }) : false
  if (!fits) throw new Invalid({ [field]: 'members:account.wrongPassword' })
  return account
}

/** All other browsers are signed out, and keys for programs end: whoever knew the old password is out too. */
export async function changePassword(
  ctx: Ctx,
  wish: { current: string; password: string },
  from: From,
): Promise<void> {
  const account = await provePassword(ctx, wish.current, 'current')
  const hash = await hashPassword(wish.password)
  await transaction(ctx, async (tx) => {
    await storePassword(tx, account.id, hash)
    await endOthers(tx, account.id, from)
  })
}

/**
 * A mail goes to the new address; it counts once the link in it is used. For an address with an account it
 * says so there.
 */
export async function askNewAddress(
  ctx: Ctx,
  { email, password }: { email: string; password: string },
  from: From,
): Promise<void> {
  const account = await provePassword(ctx, password)
  if (email === account.email) throw new Invalid({ email: 'members:account.sameAddress' })
  await count(ctx, 'mail.from', networkOf(from.ip), mailsFromAddress)
  await count(ctx, 'mail.to', email, mailsToAddress)
  await transaction(ctx, async (tx) => {
    const token = await giveTicket(tx, 'address', { userId: account.id, keys: await keysOf(tx, account.id), email }, addressFor)
    const wish = (await isTaken(tx, email))
      ? ({ kind: 'known', path: '/sign-in' } as const)
      : ({ kind: 'address', path: `/settings/account/address?token=${token}` } as const)
    await sendMail(tx, await letter(tx, { ...wish, to: email }))
  })
}

const isTaken = async (ctx: Ctx, email: string) =>
  (await ctx.db.selectFrom('authUser').select('id').where('email', '=', email).executeTakeFirst()) !==
  undefined

/** The address of a ticket, if it is the viewer's own and still good. */
export async function waitingAddress(ctx: Ctx, token: string): Promise<{ email: string | null }> {
  const ticket = await seeTicket(ctx, 'address', token)
  const own = ticket && ticket.userId === (await ownAccountRow(ctx)).id && (await stillFits(ctx, ticket))
  return { email: own ? ticket.email : null }
}

export async function useNewAddress(ctx: Ctx, token: string): Promise<void> {
  const account = await ownAccountRow(ctx)
  await transaction(ctx, async (tx) => {
    const ticket = await takeTicket(tx, 'address', token)
    if (!ticket || ticket.userId !== account.id || !(await stillFits(tx, ticket))) throw new Invalid({ token: 'members:link.old' })
    if (await isTaken(tx, ticket.email)) throw new Conflict('members:account.takenAddress')
    await tx.db
      .updateTable('authUser')
      .set({ email: ticket.email, updatedAt: tx.now })
      .where('id', '=', account.id)
      .execute()
    await tx.db.updateTable('member').set({ email: ticket.email }).where('id', '=', memberId(tx)).execute()
    await sendMail(
      tx,
      await letter(tx, {
        kind: 'addressGone',
        to: account.email,
        path: '/',
        params: { email: ticket.email },
      }),
    )
  })
}

export interface OpenSession {
  id: string
  browser: string
  updatedAt: Date
  createdAt: Date
  current: boolean
}

export async function sessionsOf(
  ctx: Ctx,
  from: From,
): Promise<{ sessions: OpenSession[]; isFresh: boolean }> {
  const { id } = await ownAccountRow(ctx)
  const token = sessionToken(authOf(ctx), from.headers)
  const rows = await ctx.db
    .selectFrom('authSession')
    .select(['id', 'token', 'userAgent', 'createdAt', 'updatedAt'])
    .where('userId', '=', id)
    .where('expiresAt', '>', ctx.now)
    .orderBy('updatedAt', 'desc')
    .limit(50)
    .execute()
  const sessions = rows.map(({ token: each, userAgent, ...row }) => ({
    ...row,
    browser: userAgent ?? '',
    current: each === token,
  }))
  const current = sessions.find((each) => each.current)
  return {
    sessions,
    isFresh: current !== undefined && ctx.now.getTime() - current.createdAt.getTime() < freshFor * 1000,
  }
}

export async function endSession(ctx: Ctx, id: string): Promise<void> {
  const account = await ownAccountRow(ctx)
  found(
    await ctx.db
      .deleteFrom('authSession')
      .where('id', '=', id)
      .where('userId', '=', account.id)
      .returning('id')
      .executeTakeFirst(),
  )
  tellChanged(ctx, ['sessions'])
}

export async function endOtherSessions(ctx: Ctx, from: From): Promise<void> {
  await endOthers(ctx, (await ownAccountRow(ctx)).id, from)
}

async function endOthers(ctx: Ctx, userId: string, from: From) {
  const token = sessionToken(authOf(ctx), from.headers) ?? ''
  await ctx.db.deleteFrom('authSession').where('userId', '=', userId).where('token', '!=', token).execute()
  tellChanged(ctx, ['sessions'])
}
