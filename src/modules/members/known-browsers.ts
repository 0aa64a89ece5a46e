/**
 * Tells the owner of an account when a browser signs in that has not before: the one sign of a stolen
 * password.
 */
import type { Ctx } from '#platform/ctx.ts'
import { sendMail } from '#platform/mail.ts'
import { secretMark } from '#platform/secrets.ts'
import { authOf } from './auth.ts'
import { browserOf } from './browsers.ts'
import { ownCookie, ownName, readCookie } from './cookies.ts'
import { letter } from './mails.tsx'
import { t } from '../../texts/index.ts'
import type { From } from './sign-in.ts'

const cookieName = 'known'
const rememberedFor = 400 * 86_400

/** @returns the cookie by which the browser is known from now on */
export async function noteBrowser(
  tx: Ctx,
  account: { id: string; email: string },
  hasSignedInBefore: boolean,
  from: From,
): Promise<string> {
  const mark = secretMark(authOf(tx).secret, `known:${account.id}`)
  const isKnown = readCookie(from.headers, ownName(tx.config, cookieName)) === mark
  if (!isKnown && hasSignedInBefore)
    await sendMail(
      tx,
      await letter(tx, {
        kind: 'newBrowser',
        to: account.email,
        path: '/settings/account',
        params: { browser: inWords(from) },
      }),
    )
  return ownCookie(tx.config, cookieName, mark, rememberedFor)
}

function inWords({ headers }: From): string {
  const { program, system } = browserOf(String(headers['user-agent'] ?? ''))
  if (program && system) return t('members:account.browserOn', { program, system })
  return program ?? system ?? t('members:account.browserUnknown')
}
