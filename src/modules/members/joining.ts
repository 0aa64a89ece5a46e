/**
 * Joining: name, address, password; then a mail proves the address, and only then is there an account. Two
 * who claim one address (its owner and a stranger) have a ticket each, so that nobody's account ever carries
 * another one's password.
 */
import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { type Settings, settings } from '#modules/community/index.ts'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { sendMail } from '#platform/mail.ts'
import { Forbidden, Invalid } from '#platform/problems.ts'
import { addAccount, memberOf } from './accounts.ts'
import { ownCookie, ownName, readCookie } from './cookies.ts'
import { count, joiningFromAddress, mailsToAddress, networkOf, signInFromAddress } from './limits.ts'
import { letter } from './mails.tsx'
import { refuseMistaken } from './names.ts'
import { type From, letIn, type SignedIn } from './sign-in.ts'
import { digest, giveTicket, seeTicket, takeTicket } from './tickets.ts'

const validFor = 24 * 3600
const cookieName = 'joining'

interface Wish {
  name: string
  email: string
  password: string
}

/** Answers alike for an address that has an account; its owner is told by mail. */
export async function askToJoin(ctx: Ctx, wish: Wish, from: From): Promise<{ cookies: string[] }> {
  const community = await settings(ctx)
  refuseOutsiders(community, wish.email)
  await refuseMistaken(ctx, wish.name, community.name)
  await count(ctx, 'join.from', networkOf(from.ip), joiningFromAddress)
  await count(ctx, 'mail.to', wish.email, mailsToAddress)
  const browser = randomBytes(24).toString('base64url')
  const password = await hashPassword(wish.password)
  await transaction(ctx, async (tx) => {
    const token = await giveTicket(tx, 'join', { ...wish, password, browser: digest(browser) }, validFor)
    const known = await tx.db
      .selectFrom('authUser')
      .select('id')
      .where('email', '=', wish.email)
      .executeTakeFirst()
    await sendMail(tx, await (known ? knownLetter(tx, wish.email) : verifyLetter(tx, wish, token)))
  })
  return { cookies: [ownCookie(ctx.config, cookieName, browser, validFor)] }
}

function refuseOutsiders({ joining, domains }: Settings, email: string) {
  if (joining === 'closed') throw new Forbidden('members:join.closed')
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (joining === 'domains' && !domains.some((each) => each.toLowerCase() === domain))
    throw new Invalid({ email: 'members:join.otherDomain' })
}

const verifyLetter = (tx: Ctx, { email, name }: Wish, token: string) =>
  letter(tx, { kind: 'verify', to: email, path: `/verify?token=${token}`, params: { name } })
const knownLetter = (tx: Ctx, email: string) => letter(tx, { kind: 'known', to: email, path: '/sign-in' })

export interface Verification {
  token: string
  /** Null when the link is too old or used. */
  name: string | null
  /** In another browser than the one of the sign-up, the password proves that both are one person's. */
  sameBrowser: boolean
}

export async function verification(
  ctx: Ctx,
  token: string,
  from: Pick<From, 'headers'>,
): Promise<Verification> {
  const ticket = await seeTicket(ctx, 'join', token)
  return {
    token,
    name: ticket?.name ?? null,
    sameBrowser: ticket !== null && isSame(ctx, ticket.browser, from),
  }
}

function isSame(ctx: Ctx, browser: string, { headers }: Pick<From, 'headers'>) {
  const given = readCookie(headers, ownName(ctx.config, cookieName))
  return given !== null && digest(given) === browser
}

export async function finishJoining(
  ctx: Ctx,
  { token, password }: { token: string; password?: string | undefined },
  from: From,
): Promise<SignedIn> {
  await count(ctx, 'verify.from', networkOf(from.ip), signInFromAddress)
  const ticket = await seeTicket(ctx, 'join', token)
  if (!ticket) throw new Invalid({ token: 'members:verify.old' })
  if (
    !isSame(ctx, ticket.browser, from) &&
    !(await verifyPassword({ hash: ticket.password, password: password ?? '' }))
  ) {
    throw new Invalid({ password: 'members:verify.wrongPassword' })
  }
  const account = await transaction(ctx, async (tx) => {
    if (!(await takeTicket(tx, 'join', token))) throw new Invalid({ token: 'members:verify.old' })
    const added = await addAccount(tx, ticket)
    await memberOf(tx, added)
    return added
  })
  const signedIn = await letIn(ctx, account.id, 'verification', from)
  return { ...signedIn, cookies: [...signedIn.cookies, ownCookie(ctx.config, cookieName, '', 0)] }
}
