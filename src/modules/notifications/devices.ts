/** The devices that a member turned on, and what is done with them. */
import { sql } from 'kysely'
import { type Ctx, memberId, type Role, transaction, type Viewer } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { demand, found, Conflict, Invalid } from '#platform/problems.ts'
import { deliverPush, mayPushTo, type PushOutcome, type PushTarget } from '#platform/push.ts'
import { settings } from '#modules/community/index.ts'
import { browserOf, groupsOf, isSessionOpen, sessionIdOf } from '#modules/members/index.ts'
import { t } from '../../texts/index.ts'
import { deviceAdded, deviceRemoved } from './facts.ts'
import { rules } from './permissions.ts'
import { pushKeys } from './push-keys.ts'

type Headers = Parameters<typeof sessionIdOf>[1]

export interface DeviceShown {
  id: number
  program: string | undefined
  system: string | undefined
  createdAt: Date
  lastOkAt: Date | null
  /** The session that looks at it turned it on. */
  current: boolean
}

export async function devicesOf(ctx: Ctx, headers: Headers): Promise<DeviceShown[]> {
  const session = await sessionIdOf(ctx, headers)
  const rows = await ctx.db.selectFrom('pushSubscription').innerJoin('authSession', 'authSession.id', 'sessionId').where(isSessionOpen(ctx.now))
    .select(['pushSubscription.id', 'pushSubscription.userAgent', 'pushSubscription.createdAt', 'lastOkAt', 'sessionId']).where('memberId', '=', memberId(ctx)).orderBy('pushSubscription.id').execute()
  return rows.map(({ userAgent, sessionId, ...row }) => ({ ...row, ...browserOf(userAgent), current: sessionId === session }))
}

export interface NewDevice extends PushTarget {
  /** The address that this one replaces. */
  instead?: string | undefined
}

const mostDevices = 10

/** Turns this device on. The same again changes nothing; the oldest goes when there are too many. */
export async function addDevice(ctx: Ctx, { instead, ...target }: NewDevice, headers: Headers): Promise<{ id: number }> {
  demand(rules.addDevice(ctx.viewer, undefined))
  if (!mayPushTo(ctx.config, target.endpoint)) throw new Invalid({ endpoint: 'notifications:devices.notPublic' })
  const sessionId = found(await sessionIdOf(ctx, headers))
  return transaction(ctx, async (tx) => {
    const me = memberId(tx)
    if (instead && instead !== target.endpoint) await tx.db.deleteFrom('pushSubscription').where('memberId', '=', me).where('endpoint', '=', instead).execute()
    const id = await put(tx, { ...target, memberId: me, sessionId, userAgent: String(headers['user-agent'] ?? '').slice(0, 300), createdAt: tx.now })
    await tx.db.deleteFrom('pushSubscription').where('memberId', '=', me)
      .where('id', 'not in', (eb) => eb.selectFrom('pushSubscription').select('id').where('memberId', '=', me).orderBy('id', 'desc').limit(mostDevices)).execute()
    return { id }
  })
}

type Row = PushTarget & { memberId: number; sessionId: string; userAgent: string; createdAt: Date }

async function put(tx: Ctx, row: Row): Promise<number> {
  // One browser has one address for a session of ours; what it had before is over.
  await tx.db.deleteFrom('pushSubscription').where('sessionId', '=', row.sessionId).where('endpoint', '<>', row.endpoint).execute()
  const written = await tx.db.insertInto('pushSubscription').values(row)
    // Whoever knows the keys sits at the same browser; whoever knows only the address takes it from nobody.
    .onConflict((clash) => clash.column('endpoint').doUpdateSet({ memberId: row.memberId, sessionId: row.sessionId, failed: 0 })
      .where('pushSubscription.p256dh', '=', row.p256dh).where('pushSubscription.auth', '=', row.auth))
    .returning(['id', sql<boolean>`xmax = 0`.as('isNew')]).executeTakeFirst()
  if (!written) throw new Conflict('notifications:devices.taken')
  if (written.isNew) await record(tx, deviceAdded, { subjectId: written.id, data: {} })
  return written.id
}

export async function removeDevice(ctx: Ctx, id: number): Promise<void> {
  const device = await ownDevice(ctx, id)
  await transaction(ctx, (tx) => forgetDevice(tx, device, 'owner'))
}

export async function forgetDevice(tx: Ctx, { id }: { id: number }, by: 'owner' | 'service'): Promise<void> {
  const gone = await tx.db.deleteFrom('pushSubscription').where('id', '=', id).returning('id').executeTakeFirst()
  if (gone) await record(tx, deviceRemoved, { subjectId: id, data: { by } })
}

async function ownDevice(ctx: Ctx, id: number) {
  const device = found(await ctx.db.selectFrom('pushSubscription').selectAll().where('id', '=', id).where('memberId', '=', ctx.viewer.id ?? 0).executeTakeFirst())
  demand(rules.keepDevice(ctx.viewer, device))
  return device
}

/** Pushes a word to one's own device, at once. */
export async function tryDevice(ctx: Ctx, id: number): Promise<PushOutcome['is']> {
  const device = await ownDevice(ctx, id)
  await spend(ctx, `push:${device.memberId}`, { max: 5, seconds: 60 })
  const { name } = await settings(ctx)
  const text = JSON.stringify({ title: t('notifications:devices.tryTitle', { name }), body: t('notifications:devices.tryBody'), path: '/notifications', tag: 'try', lang: 'en', dir: 'ltr' })
  const { is } = await deliverPush(ctx.config, await pushKeys(ctx), device, { text, ttl: 60, urgency: 'high', topic: 'try' })
  if (is === 'gone') await transaction(ctx, (tx) => forgetDevice(tx, device, 'service'))
  return is
}

export interface Device extends PushTarget {
  id: number
  viewer: Viewer
}

/** A device whose owner is there and signed in on it, and with whose eyes it is told; null for any other. */
export async function deviceToTell({ db, now }: Ctx, id: number): Promise<Device | null> {
  const row = await db.selectFrom('pushSubscription').innerJoin('member', 'member.id', 'memberId').innerJoin('authSession', 'authSession.id', 'sessionId')
    .select(['pushSubscription.id', 'endpoint', 'p256dh', 'auth', 'member.id as memberId', 'member.name', 'handle', 'role', 'picture', 'language', groupsOf('member.id').as('groups')])
    .where('pushSubscription.id', '=', id).where('removedAt', 'is', null).where('suspendedAt', 'is', null).where(isSessionOpen(now)).executeTakeFirst()
  if (!row) return null
  const { memberId: viewerId, name, handle, role, picture, groups, language, ...target } = row
  return { ...target, viewer: { id: viewerId, name, handle, role: role as Role, picture, groups, language } }
}
