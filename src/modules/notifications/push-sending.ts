/**
 * Hands messages to the push services. Whoever sends takes a few and says until when nobody else may; who dies on the way
 * leaves those in doubt, and they go again under the same tag, where they show once.
 */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { deliverPush, type PushOutcome } from '#platform/push.ts'
import { forgetDevice, type Device, deviceToTell } from './devices.ts'
import { pushKeys } from './push-keys.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { speaking } from '../../texts/index.ts'
import { drawMessage } from './push-message.ts'

interface Waiting {
  notificationId: number
  subscriptionId: number
  attempts: number
  dueAt: Date
}

const atOnce = 20
const leaseSeconds = 120
const day = 86_400
// Nobody wants yesterday's news.
const worthSeconds = day
const refusalsInARow = 5

/** Sends what is due until nothing is left or the time is over. */
export async function sendPushes(ctx: Ctx, until: number): Promise<void> {
  const began = Date.now()
  const later = () => ({ ...ctx, now: new Date(ctx.now.getTime() + Date.now() - began) })
  for (let batch = await take(ctx); batch.length > 0 && Date.now() < until; batch = await take(later())) {
    const byDevice = Map.groupBy(batch, ({ subscriptionId }) => subscriptionId)
    await Promise.all([...byDevice.values()].map((each) => sendInOrder(later(), each)))
  }
}

/** To one device; what its service does not want now stays for later, with what comes behind. */
async function sendInOrder(ctx: Ctx, messages: readonly Waiting[]): Promise<void> {
  for (const waiting of messages) if (!(await sendOne(ctx, waiting))) return
}

async function take({ db, now }: Ctx): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    update push set next_at = ${new Date(now.getTime() + leaseSeconds * 1000)}, attempts = attempts + 1
    where (notification_id, subscription_id) in (
      select notification_id, subscription_id from push where done_at is null and next_at <= ${now} order by next_at, notification_id limit ${atOnce} for update skip locked)
    returning notification_id::float8 as notification_id, subscription_id::float8 as subscription_id, attempts, due_at`.execute(db)
  return rows.sort((one, other) => one.notificationId - other.notificationId)
}

const inTheirs = async <Result>(ctx: Ctx, { viewer }: Device, work: () => Promise<Result>) => speaking(languageForReader(await settings(ctx), viewer.language), work)

/** @returns false when the device is to be left alone for now */
async function sendOne(ctx: Ctx, waiting: Waiting): Promise<boolean> {
  if (ctx.now.getTime() - waiting.dueAt.getTime() > worthSeconds * 1000) return end(ctx, waiting, 'expired')
  const device = await deviceToTell(ctx, waiting.subscriptionId)
  const message = device && (await inTheirs(ctx, device, () => drawMessage({ ...ctx, viewer: device.viewer }, waiting.notificationId)))
  if (!device || !message) return end(ctx, waiting, 'letGo')
  const outcome = await deliverPush(ctx.config, await pushKeys(ctx), device, { ...message, ttl: worthSeconds })
  if (outcome.is === 'later') await wait(ctx, waiting, outcome.seconds)
  else if (outcome.is === 'gone') await transaction(ctx, (tx) => forgetDevice(tx, device, 'service'))
  else await note(ctx, waiting, device, outcome)
  return outcome.is === 'sent' || outcome.is === 'refused'
}

async function note(ctx: Ctx, waiting: Waiting, device: Device, { is }: PushOutcome): Promise<void> {
  const row = ctx.db.updateTable('pushSubscription').where('id', '=', device.id)
  if (is === 'sent') await row.set({ lastOkAt: ctx.now, failed: 0 }).execute()
  await end(ctx, waiting, is === 'sent' ? 'sent' : 'refused')
  if (is === 'sent') return
  const now = await row.set({ failed: sql`failed + 1` }).returning('failed').executeTakeFirst()
  if (now && now.failed >= refusalsInARow) await transaction(ctx, (tx) => forgetDevice(tx, device, 'service'))
}

async function end({ db, now }: Ctx, { notificationId, subscriptionId }: Waiting, outcome: 'sent' | 'letGo' | 'refused' | 'expired'): Promise<true> {
  await db.updateTable('push').set({ doneAt: now, outcome }).where('notificationId', '=', notificationId).where('subscriptionId', '=', subscriptionId).execute()
  return true
}

/** A service that wants to be left alone is left alone: with everything for this device. */
async function wait({ db, now }: Ctx, { subscriptionId, attempts }: Waiting, seconds: number | null): Promise<void> {
  const longest = seconds === null ? 3600 : day
  const pause = Math.min(seconds ?? 30 * 2 ** (attempts - 1), longest)
  await sql`update push set next_at = greatest(next_at, ${new Date(now.getTime() + pause * 1000)}) where subscription_id = ${subscriptionId} and done_at is null`.execute(db)
}
