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

/** The mail of one place, by its number. */
export type PlaceKind = `group-${number}`
export type Kind = Stoppable | PlaceKind

interface About {
  memberId: number
  /** What one mail was about; all of it is stopped together. */
  kinds: readonly Kind[]
}

/** What those who own a place say of its mail to a member. */
export interface PlaceMail {
  /** Null when it is not there for them. */
  nameFor(ctx: Ctx, memberId: number, id: number): Promise<string | null>
  isWanted(ctx: Ctx, memberId: number, id: number): Promise<boolean>
  choose(tx: Ctx, memberId: number, id: number, wanted: boolean): Promise<void>
  /** Those whose mail the viewer may take. */
  offered(ctx: Ctx): Promise<PlaceMailChoice[]>
}

export interface PlaceMailChoice {
  name: string
  path: string
  /** Where it is taken by PUT and ended by DELETE. */
  action: string
  wanted: boolean
}

let ofGroups: PlaceMail = { nameFor: async () => null, isWanted: async () => false, choose: async () => {}, offered: async () => [] }

/** Called when the module that owns groups is loaded: it stands on top of this one. */
export function knowPlaceMail(of: PlaceMail): void {
  ofGroups = of
}

export const placeMails = (ctx: Ctx): Promise<PlaceMailChoice[]> => ofGroups.offered(ctx)

const placeOf = (kind: Kind) => (kind.startsWith('group-') ? Number(kind.slice(6)) : null)
const isKind = (text: string): text is Kind => (stoppable as readonly string[]).includes(text) || /^group-\d{1,15}$/.test(text)

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
  const kinds = list.split('+').filter(isKind)
  if (!isSame(mark, markOf(ctx, `${id}.${list}`)) || kinds.length === 0) throw new NotFound()
  return { memberId: Number(id), kinds }
}

export interface Unsubscribing {
  token: string
  kinds: readonly { kind: Stoppable | 'group'; name: string }[]
  /** Some of these mails come, as of now. */
  wanted: boolean
}

export async function seeUnsubscribe(ctx: Ctx, token: string): Promise<Unsubscribing> {
  const { memberId, kinds } = read(ctx, token)
  const wanted = await Promise.all(kinds.map((kind) => isWanted(ctx, memberId, kind)))
  return { token, kinds: await shown(ctx, memberId, kinds), wanted: wanted.includes(true) }
}

async function isWanted(ctx: Ctx, memberId: number, kind: Kind): Promise<boolean> {
  const place = placeOf(kind)
  return place === null ? (await preferences(ctx, memberId))[kind as Stoppable] !== 'never' : ofGroups.isWanted(ctx, memberId, place)
}

const shown = (ctx: Ctx, memberId: number, kinds: readonly Kind[]) =>
  Promise.all(kinds.map(async (kind) => {
    const place = placeOf(kind)
    return place === null ? { kind: kind as Stoppable, name: '' } : { kind: 'group' as const, name: (await ofGroups.nameFor(ctx, memberId, place)) ?? '' }
  }))

export async function unsubscribe(ctx: Ctx, token: string, wanted: boolean): Promise<Unsubscribing> {
  const { memberId, kinds } = read(ctx, token)
  await transaction(ctx, async (tx) => {
    for (const kind of kinds) await choose(tx, memberId, kind, wanted)
  })
  return { token, kinds: await shown(ctx, memberId, kinds), wanted }
}

async function choose(tx: Ctx, memberId: number, kind: Kind, wanted: boolean): Promise<void> {
  const place = placeOf(kind)
  if (place !== null) return ofGroups.choose(tx, memberId, place, wanted)
  const one = kind as Stoppable
  await chooseMail(tx, { memberId, by: 'link', ...(one === 'summary' ? { kind: one, when: wanted ? 'weekly' : 'never' } : { kind: one, when: wanted ? 'once' : 'never' }) })
}
