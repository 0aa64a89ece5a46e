/**
 * What is due becomes one message for a thread and device, and goes. A member is seen to in one transaction, so nothing
 * goes twice and nothing that was taken is lost; what is sent is read anew in the moment of sending.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { idList } from '#platform/many.ts'
import { sendPushes } from './push-sending.ts'

const atOnce = 200
// A job has five minutes; what is left is for the next.
const workFor = 200_000

/** Pushes all that is due. */
export const pushNews = job('notifications.push', z.object({}), async (ctx) => {
  const until = Date.now() + workFor
  while (Date.now() < until && (await takeSome(ctx)) > 0);
  await sendPushes(ctx, until)
  await forgetSent(ctx)
}, '* * * * *')

/** @returns how many notices were taken; none when nothing is due, or somebody else has it in hand */
async function takeSome(ctx: Ctx): Promise<number> {
  let taken = 0
  for (const id of await whoIsDue(ctx)) taken += await transaction(ctx, (tx) => messagesFor(tx, id))
  return taken
}

async function whoIsDue({ db, now }: Ctx): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select member_id::float8 as id from notification where push_at <= ${now} group by member_id order by min(push_at), member_id limit ${atOnce}`.execute(db)
  return rows.map((row) => row.id)
}

/** The newest notice of a thread stands for the others, and for those that have not gone yet. */
async function messagesFor(tx: Ctx, memberId: number): Promise<number> {
  const { rows: taken } = await sql<{ id: number }>`
    update notification set push_at = null
    where id in (select id from notification where member_id = ${memberId} and push_at <= ${tx.now} order by id for update skip locked)
    returning id::float8 as id`.execute(tx.db)
  const ids = idList(taken.map(({ id }) => id))
  await sql`
    insert into push (notification_id, subscription_id, due_at, next_at)
    select newest.id, device.id, ${tx.now}, ${tx.now}
    from (select max(id) as id from notification where id = any(${ids}) and read_at is null group by coalesce(thread_id, -id)) newest
    cross join push_subscription device where device.member_id = ${memberId} on conflict do nothing`.execute(tx.db)
  await sql`
    delete from push using notification older, notification newer
    where push.done_at is null and push.notification_id = older.id and older.member_id = ${memberId} and newer.id = any(${ids}) and newer.read_at is null
      and newer.thread_id = older.thread_id and newer.id > older.id`.execute(tx.db)
  return taken.length
}

const days = 86_400_000

// That something was sent must be known for as long as it could be sent again.
const forgetSent = ({ db, now }: Ctx) => db.deleteFrom('push').where('doneAt', '<', new Date(now.getTime() - 7 * days)).execute()
