/**
 * The key to the set-up, printed at the start. It is made from the secret of this installation, so that it
 * lies nowhere and stays the same over restarts; it opens nothing any more once the community is installed.
 */
import { settings } from '#modules/community/index.ts'
import { authOf } from '#modules/members/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { isSame, secretMark } from '#platform/secrets.ts'

export async function setupToken(ctx: Ctx): Promise<string> {
  return secretMark(authOf(ctx).secret, 'setup').slice(0, 32)
}

export async function opensSetup(ctx: Ctx, given: string | null | undefined): Promise<boolean> {
  if (!given || (await settings(ctx)).installedAt !== null) return false
  return isSame(given, await setupToken(ctx))
}
