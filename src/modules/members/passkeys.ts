/**
 * Passkeys: the device signs in by itself. The browser's part is the `passkey` controller; both ends speak
 * JSON.
 */
import { type Ctx, memberId } from '#platform/ctx.ts'
import { demand, found } from '#platform/problems.ts'
import { authOf } from './auth.ts'
import { headersFor } from './cookies.ts'
import { count, networkOf, signInFromAddress } from './limits.ts'
import { may } from './permissions.ts'
import { type From, refused, type SignedIn, welcome } from './sign-in.ts'

export interface Ceremony {
  options: object
  cookies: string[]
}

/**
 * What the browser asks its passkeys. The device must check who holds it: a passkey stands for both factors.
 */
export async function passkeyQuestion(ctx: Ctx, from: From): Promise<Ceremony> {
  const { headers, response } = await authOf(ctx).api.generatePasskeyAuthenticationOptions({
    headers: headersFor(from),
    returnHeaders: true,
  })
  return { options: { ...response, userVerification: 'required' }, cookies: headers.getSetCookie() }
}

export async function signInByPasskey(ctx: Ctx, response: object, from: From): Promise<SignedIn> {
  await count(ctx, 'signIn.from', networkOf(from.ip), signInFromAddress)
  const { headers, response: answer } = await refused({ response: 'members:signIn.passkeyFailed' }, () =>
    authOf(ctx).api.verifyPasskeyAuthentication({
      body: { response: response as never },
      headers: headersFor(from),
      returnHeaders: true,
    }),
  )
  return welcome(ctx, { headers, response: { token: answer.session.token } }, 'passkey', from)
}

export async function newPasskeyQuestion(ctx: Ctx, from: From): Promise<Ceremony> {
  demand(may.keepAccount(ctx.viewer))
  const { headers, response } = await refused({ password: 'members:passkey.failed' }, () =>
    authOf(ctx).api.generatePasskeyRegistrationOptions({
      query: {},
      headers: headersFor(from),
      returnHeaders: true,
    }),
  )
  return { options: response, cookies: headers.getSetCookie() }
}

export async function addPasskey(
  ctx: Ctx,
  { response, name }: { response: object; name: string },
  from: From,
): Promise<void> {
  demand(may.keepAccount(ctx.viewer))
  await refused({ response: 'members:passkey.failed' }, () =>
    authOf(ctx).api.verifyPasskeyRegistration({
      body: { response, ...(name && { name }) },
      headers: headersFor(from),
    }),
  )
}

export async function removePasskey(ctx: Ctx, id: string): Promise<void> {
  demand(may.keepAccount(ctx.viewer))
  found(
    await ctx.db
      .deleteFrom('authPasskey')
      .where('id', '=', id)
      .where('userId', '=', ownAccount(ctx))
      .returning('id')
      .executeTakeFirst(),
  )
}

export interface Passkey {
  id: string
  name: string | null
  createdAt: Date | null
}

export const passkeysOf = (ctx: Ctx): Promise<Passkey[]> =>
  ctx.db
    .selectFrom('authPasskey')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', ownAccount(ctx))
    .orderBy('createdAt')
    .execute()

/** The id of the viewer's account, as a query. */
export const ownAccount = (ctx: Ctx) =>
  ctx.db
    .selectFrom('member')
    .select('member.authId')
    .where('member.id', '=', memberId(ctx))
    .where('member.authId', 'is not', null)
    .$castTo<{ authId: string }>()
