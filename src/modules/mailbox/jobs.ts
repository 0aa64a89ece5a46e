/** Reading the mails that came in. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { giveUp, readMail, takeAttached } from './read.ts'

// A job has five minutes; what is left is for the next.
const workFor = 200_000

/** Each in a transaction of its own, so that a mail becomes one post or none; one that fails is tried again by the next run. */
export const readMails = job('mailbox.read', z.object({}), async (ctx) => {
  const until = Date.now() + workFor
  const failed = new Map<number, unknown>()
  for (let id = await next(ctx, 0); id !== null && Date.now() < until; id = await next(ctx, id)) {
    const mail = id
    const now = { ...ctx, now: new Date() }
    await readOne(now, mail).catch(async (error: unknown) => { if (!(await giveUp(now, mail))) failed.set(mail, error) })
  }
  if (failed.size > 0) throw new Error(`${failed.size} mails could not be read, the first of them ${[...failed.keys()][0]}.`, { cause: [...failed.values()][0] })
}, '* * * * *')

async function readOne(ctx: Ctx, id: number) {
  const attached = await takeAttached(ctx, id)
  await transaction(ctx, (tx) => readMail(tx, id, attached))
}

async function next({ db }: Ctx, after: number): Promise<number | null> {
  const row = await db.selectFrom('mailIn').select('id').where('state', '=', 'waiting').where('id', '>', after).orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** The texts of mails are kept for as long as somebody may ask what became of one. */
export const forgetMails = job('mailbox.forget', z.object({}), async (ctx) => {
  await sql`update mail_in set raw = null where raw is not null and state <> 'waiting' and done_at < now() - interval '14 days'`.execute(ctx.db)
  await sql`delete from mail_in where state <> 'waiting' and done_at < now() - interval '180 days'`.execute(ctx.db)
}, '27 4 * * *')

export const jobs = [readMails, forgetMails]
