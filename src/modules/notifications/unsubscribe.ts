/**
 * One click in a mail program ends a kind of mail, without signing in (RFC 8058). The address carries a member and a
 * kind, signed with the secret of the installation; all it can do is to turn that kind off, and on again.
 */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { NotFound } from '#platform/problems.ts'
import { isSame, secretMark } from '#platform/secrets.ts'
import { authOf } from '#modules/members/index.ts'
import { chooseMail, preferences } from './preferences.ts'
import { type MailKind, mailKinds } from './shapes.ts'

interface About {
  memberId: number
  kind: MailKind
}

const markOf = (ctx: Pick<Ctx, 'config'>, about: string) => secretMark(authOf(ctx).secret, `unsubscribe:${about}`)

export function unsubscribeAddress(ctx: Pick<Ctx, 'config'>, { memberId, kind }: About): string {
  const about = `${memberId}.${kind}`
  return `${ctx.config.baseUrl}/unsubscribe/${about}.${markOf(ctx, about)}`
}

/** What mail programs read to offer their own button. */
export const unsubscribeHeaders = (address: string) => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** @throws NotFound for an address that is not ours */
function read(ctx: Pick<Ctx, 'config'>, token: string): About {
  const [id = '', kind = '', mark = ''] = token.split('.')
  if (!isSame(mark, markOf(ctx, `${id}.${kind}`)) || !mailKinds.includes(kind as MailKind)) throw new NotFound()
  return { memberId: Number(id), kind: kind as MailKind }
}

export interface Unsubscribing {
  token: string
  kind: MailKind
  /** These mails come, as of now. */
  wanted: boolean
}

export async function seeUnsubscribe(ctx: Ctx, token: string): Promise<Unsubscribing> {
  const { memberId, kind } = read(ctx, token)
  return { token, kind, wanted: (await preferences(ctx, memberId))[kind] }
}

export async function unsubscribe(ctx: Ctx, token: string, wanted: boolean): Promise<Unsubscribing> {
  const { memberId, kind } = read(ctx, token)
  await transaction(ctx, (tx) => chooseMail(tx, { memberId, kind, wanted, by: 'link' }))
  return { token, kind, wanted }
}
