/**
 * One click in a mail program ends a kind of mail, without signing in (RFC 8058). The address carries a member and a
 * kind, signed with the secret of the installation; all it can do is to turn that kind off, and on again.
 */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { NotFound } from '#platform/problems.ts'
import { isSame, secretMark } from '#platform/secrets.ts'
import { authOf } from '#modules/members/index.ts'
import { chooseMail, preferences } from './preferences.ts'
import { type Stoppable, stoppable } from './shapes.ts'

interface About {
  memberId: number
  /** What one mail was about; all of it is stopped together. */
  kinds: readonly Stoppable[]
}

const markOf = (ctx: Pick<Ctx, 'config'>, about: string) => secretMark(authOf(ctx).secret, `unsubscribe:${about}`)

export function unsubscribeAddress(ctx: Pick<Ctx, 'config'>, { memberId, kinds }: About): string {
  const about = `${memberId}.${kinds.join('+')}`
  return `${ctx.config.baseUrl}/unsubscribe/${about}.${markOf(ctx, about)}`
}

/** What mail programs read to offer their own button. */
export const unsubscribeHeaders = (address: string) => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** @throws NotFound for an address that is not ours */
function read(ctx: Pick<Ctx, 'config'>, token: string): About {
  const [id = '', list = '', mark = ''] = token.split('.')
  const kinds = list.split('+').filter((kind): kind is Stoppable => (stoppable as readonly string[]).includes(kind))
  if (!isSame(mark, markOf(ctx, `${id}.${list}`)) || kinds.length === 0) throw new NotFound()
  return { memberId: Number(id), kinds }
}

export interface Unsubscribing {
  token: string
  kinds: readonly Stoppable[]
  /** Some of these mails come, as of now. */
  wanted: boolean
}

export async function seeUnsubscribe(ctx: Ctx, token: string): Promise<Unsubscribing> {
  const { memberId, kinds } = read(ctx, token)
  const wished = await preferences(ctx, memberId)
  return { token, kinds, wanted: kinds.some((kind) => wished[kind] !== 'never') }
}

export async function unsubscribe(ctx: Ctx, token: string, wanted: boolean): Promise<Unsubscribing> {
  const { memberId, kinds } = read(ctx, token)
  await transaction(ctx, async (tx) => {
    for (const kind of kinds) await chooseMail(tx, { memberId, by: 'link', ...(kind === 'summary' ? { kind, when: wanted ? 'weekly' : 'never' } : { kind, when: wanted ? 'once' : 'never' }) })
  })
  return { token, kinds, wanted }
}
