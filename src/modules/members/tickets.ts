/**
 * Tickets: what a link in a mail carries. Each is good once, for one purpose, for a while; only its hash is
 * kept, so that nobody who reads the database can use one.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'

interface OfAccount {
  userId: string
  /** What one entered the account by when this was given (`keysOf`); once that has changed, the ticket is void. */
  keys: string
}

export interface Tickets {
  /** Somebody asked to join; the account is made when the address is proven. */
  join: { name: string; email: string; password: string; browser: string }
  link: OfAccount & { to: string }
  reset: OfAccount
  address: OfAccount & { email: string }
}
export type Purpose = keyof Tickets

export const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const named = (purpose: Purpose, token: string) => `${purpose}:${digest(token)}`

/** @returns the token that goes into the mail */
export async function giveTicket<P extends Purpose>(
  tx: Ctx,
  purpose: P,
  about: Tickets[P],
  seconds: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await tx.db
    .insertInto('authVerification')
    .values({
      id: randomBytes(16).toString('hex'),
      identifier: named(purpose, token),
      value: JSON.stringify(about),
      expiresAt: new Date(tx.now.getTime() + seconds * 1000),
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .execute()
  return token
}

/** What a ticket is about, without using it up. */
export async function seeTicket<P extends Purpose>(
  ctx: Ctx,
  purpose: P,
  token: string,
): Promise<Tickets[P] | null> {
  const row = await ctx.db
    .selectFrom('authVerification')
    .select('value')
    .where('identifier', '=', named(purpose, token))
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirst()
  return row ? (JSON.parse(row.value) as Tickets[P]) : null
}

/** Uses a ticket up. Of two who come at once, one gets it. */
export async function takeTicket<P extends Purpose>(
  tx: Ctx,
  purpose: P,
  token: string,
): Promise<Tickets[P] | null> {
  const row = await tx.db
    .deleteFrom('authVerification')
    .where('identifier', '=', named(purpose, token))
    .where('expiresAt', '>', tx.now)
    .returning('value')
    .executeTakeFirst()
  return row ? (JSON.parse(row.value) as Tickets[P]) : null
}

/** A mark of the address and the password of an account. */
export async function keysOf(ctx: Ctx, userId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('authUser')
    .leftJoin('authAccount', (join) =>
      join.onRef('authAccount.userId', '=', 'authUser.id').on('authAccount.providerId', '=', 'credential'),
    )
    .select(['authUser.email', 'authAccount.password'])
    .where('authUser.id', '=', userId)
    .executeTakeFirst()
  return digest(`${row?.email} ${row?.password ?? ''}`)
}

/** Whether the account is still entered as it was when the ticket was given. */
export const stillFits = async (ctx: Ctx, ticket: OfAccount): Promise<boolean> =>
  (await keysOf(ctx, ticket.userId)) === ticket.keys
