/** The second factor: an authenticator app, and codes on paper for the day the phone is gone. */
import { createOTP } from '@better-auth/utils/otp'
import { symmetricDecrypt } from 'better-auth/crypto'
import qrcode from 'qrcode'
import { settings } from '#modules/community/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { demand } from '#platform/problems.ts'
import { authOf } from './auth.ts'
import { headersFor } from './cookies.ts'
import { count, networkOf, secondFactorTries } from './limits.ts'
import { ownAccountRow, provePassword } from './own-account.ts'
import { may } from './permissions.ts'
import { type From, refused } from './sign-in.ts'

export interface Waiting {
  /** A picture for the camera of the phone, drawn here: the key goes to nobody else. */
  picture: string
  /** The same for typing. */
  key: string
  codes: string[]
}

/** Makes a key and codes; they count once a first code proves that the app has the key. */
export async function startSecondFactor(ctx: Ctx, password: string, from: From): Promise<void> {
  await provePassword(ctx, password)
  await refused({ password: 'members:second.already' }, () =>
    authOf(ctx).api.enableTwoFactor({ body: { password, method: 'totp' }, headers: headersFor(from) }),
  )
}

/**
 * What waits to be proven, or null when there is nothing or it is proven already: then it is never shown
 * again.
 */
export async function waitingSecondFactor(ctx: Ctx): Promise<Waiting | null> {
  demand(may.keepAccount(ctx.viewer))
  const account = await ownAccountRow(ctx)
  const row = await ctx.db
    .selectFrom('authTwoFactor')
    .select('secret')
    .where('userId', '=', account.id)
    .where('verified', '=', false)
    .executeTakeFirst()
  if (!row) return null
  const { secret: key, api } = authOf(ctx)
  const secret = await symmetricDecrypt({ key, data: row.secret })
  const address = createOTP(secret, { digits: 6, period: 30 }).url((await settings(ctx)).name, account.email)
  const { backupCodes } = await api.viewBackupCodes({ body: { userId: account.id } })
  return {
    picture: await qrcode.toString(address, { type: 'svg', margin: 0 }),
    key: new URL(address).searchParams.get('secret') ?? '',
    codes: backupCodes as string[],
  }
}

export async function proveSecondFactor(ctx: Ctx, code: string, from: From): Promise<{ cookies: string[] }> {
  demand(may.keepAccount(ctx.viewer))
  await count(ctx, 'second.from', networkOf(from.ip), secondFactorTries)
  const { headers } = await refused({ code: 'members:second.wrong' }, () =>
    authOf(ctx).api.verifyTOTP({
      body: { code: code.replace(/\s/g, '') },
      headers: headersFor(from),
      returnHeaders: true,
    }),
  )
  return { cookies: headers.getSetCookie() }
}

export async function endSecondFactor(
  ctx: Ctx,
  password: string,
  from: From,
): Promise<{ cookies: string[] }> {
  await provePassword(ctx, password)
  const { headers } = await authOf(ctx).api.disableTwoFactor({
    body: { password },
    headers: headersFor(from),
    returnHeaders: true,
  })
  return { cookies: headers.getSetCookie() }
}

/** New codes; the old ones are void. Shown once, in the answer to this very request. */
export async function newBackupCodes(ctx: Ctx, password: string, from: From): Promise<{ codes: string[] }> {
  await provePassword(ctx, password)
  const { backupCodes } = await refused({ password: 'members:second.off' }, () =>
    authOf(ctx).api.generateBackupCodes({ body: { password }, headers: headersFor(from) }),
  )
  return { codes: backupCodes }
}
