/** Signing in and out. Whatever is wrong, the answer does not tell whether an account exists. */
import { APIError } from 'better-auth/api'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record, tellChanged } from '#platform/facts.ts'
import type { Input } from '#platform/input.ts'
import { found, Invalid, TooMany } from '#platform/problems.ts'
import { memberOf } from './accounts.ts'
import { authOf } from './auth.ts'
import { headersFor } from './cookies.ts'
import { memberSignedIn } from './facts.ts'
import { noteBrowser } from './known-browsers.ts'
import { count, networkOf, secondFactorTries, signInAtAccount, signInFromAddress } from './limits.ts'
import { sessionToken } from './session.ts'

/** The request behind an action: who knocks, from where, with which cookies. */
export type From = Pick<Input<never, never, never>, 'headers' | 'ip'>

export interface SignedIn {
  cookies: string[]
  /** The first factor was right; the second one is asked now. */
  second: boolean
}

export type Way =
  | 'password'
  | 'secondFactor'
  | 'link'
  | 'passkey'
  | 'demo'
  | 'reset'
  | 'verification'
  | 'setup'

/**
 * What the library answers: its cookies, and the token of the session unless it asks for the second factor.
 */
export interface Outcome {
  headers: Headers
  response: { token?: string | null | undefined } | { twoFactorRedirect: boolean }
}

export async function signIn(
  ctx: Ctx,
  { email, password }: { email: string; password: string },
  from: From,
): Promise<SignedIn> {
  await count(ctx, 'signIn.from', networkOf(from.ip), signInFromAddress)
  await count(ctx, 'signIn.at', email, signInAtAccount)
  const outcome = await refused({ password: 'members:signIn.wrong' }, () =>
    authOf(ctx).api.signInEmail({
      body: { email, password },
      headers: headersFor(from),
      returnHeaders: true,
    }),
  )
  return welcome(ctx, outcome, 'password', from)
}

export async function giveSecondFactor(
  ctx: Ctx,
  { code, trust }: { code: string; trust: boolean },
  from: From,
): Promise<SignedIn> {
  await count(ctx, 'second.from', networkOf(from.ip), secondFactorTries)
  const { api } = authOf(ctx)
  const digits = code.replace(/[\s-]/g, '')
  const given = { headers: headersFor(from), returnHeaders: true as const }
  const outcome = await refused({ code: 'members:second.wrong' }, () =>
    /^\d{6}$/.test(digits)
      ? api.verifyTOTP({ body: { code: digits, trustDevice: trust }, ...given })
      : api.verifyBackupCode({ body: { code: code.trim(), trustDevice: trust }, ...given }),
  )
  return welcome(ctx, outcome, 'secondFactor', from)
}

/** Signs in somebody whose first factor was just checked: by a link, a new account, the demo. */
export async function letIn(ctx: Ctx, userId: string, way: Way, from: From): Promise<SignedIn> {
  const outcome = await authOf(ctx).api.letIn({
    body: { userId },
    headers: headersFor(from),
    returnHeaders: true,
  })
  return welcome(ctx, outcome, way, from)
}

export async function signInDemo(ctx: Ctx, handle: string, from: From): Promise<SignedIn> {
  const member = await ctx.db
    .selectFrom('member')
    .select('authId')
    .where('handle', '=', handle)
    .where('authId', 'is not', null)
    .executeTakeFirst()
  const { authId } = found(ctx.config.demo ? member : null)
  return letIn(ctx, authId!, 'demo', from)
}

export async function signOut(ctx: Ctx, from: From): Promise<{ cookies: string[] }> {
  const { headers } = await authOf(ctx).api.signOut({ headers: headersFor(from), returnHeaders: true })
  tellChanged(ctx, ['sessions'])
  return { cookies: headers.getSetCookie() }
}

/** The session is there; now the person: made if new, turned away if suspended, noted. */
export async function welcome(
  ctx: Ctx,
  { headers, response }: Outcome,
  way: Way,
  from: From,
): Promise<SignedIn> {
  const cookies = headers.getSetCookie()
  if (!('token' in response) || !response.token) return { cookies, second: true }
  const account = await ctx.db
    .selectFrom('authSession')
    .innerJoin('authUser', 'authUser.id', 'authSession.userId')
    .select(['authUser.id', 'authUser.name', 'authUser.email'])
    .where('authSession.token', '=', response.token)
    .executeTakeFirstOrThrow()
  const id = await memberOf(ctx, account)
  await ctx.db.updateTable('member').set({ lastSeenAt: ctx.now }).where('id', '=', id).execute()
  await refuseSuspended(ctx, id, response.token)
  await endFormer(ctx, from, response.token)
  const known = await transaction(ctx, async (tx) => {
    const before = await tx.db
      .selectFrom('fact')
      .select('id')
      .where('actorId', '=', id)
      .where('name', '=', memberSignedIn.name)
      .limit(1)
      .executeTakeFirst()
    await record({ ...tx, viewer: { ...tx.viewer, id } }, memberSignedIn, {
      subjectId: id,
      data: { by: way },
    })
    return noteBrowser(tx, account, before !== undefined && !told.has(way), from)
  })
  return { cookies: [...cookies, known], second: false }
}

// Whoever comes by these ways has just been written to, or is nobody's.
const told = new Set<Way>(['verification', 'setup', 'demo', 'reset', 'link'])

async function refuseSuspended(ctx: Ctx, id: number, token: string) {
  const member = await ctx.db
    .selectFrom('member')
    .select(['suspendedAt', 'removedAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (!member.suspendedAt && !member.removedAt) return
  await ctx.db.deleteFrom('authSession').where('token', '=', token).execute()
  tellChanged(ctx, ['sessions'])
  throw new Invalid({ email: 'members:signIn.suspended' })
}

// Whoever used this browser before is signed out; their session would live on unseen.
async function endFormer(ctx: Ctx, from: From, token: string) {
  const former = sessionToken(authOf(ctx), from.headers)
  if (!former || former === token) return
  await ctx.db.deleteFrom('authSession').where('token', '=', former).execute()
  tellChanged(ctx, ['sessions'])
}

const lockedFor = 900
// A malformed answer of a browser is no bug, though the library calls it one.
const malformed = 'FAILED_TO_VERIFY_REGISTRATION'
const past = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'])

/** The library's refusals in our words. Anything else it throws is a bug of ours. */
export async function refused<T>(fields: Record<string, string>, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const code = error instanceof APIError ? String(error.body?.code ?? '') : ''
    if (!(error instanceof APIError) || (error.statusCode >= 500 && code !== malformed)) throw error
    if (code === 'ACCOUNT_TEMPORARILY_LOCKED') throw new TooMany(lockedFor)
    if (past.has(code)) throw new Invalid({ code: 'members:second.expired' })
    if (code === 'SESSION_NOT_FRESH') throw new Invalid({ password: 'members:account.stale' })
    throw new Invalid(fields)
  }
}
