import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { type Job, job } from '#platform/jobs.ts'
import { idleFor } from './auth.ts'
import { mailWayIn } from './by-mail.ts'

/** Takes away what has run out: tickets, and sessions nobody has used for long. */
export const tidy = job('members.tidy', z.object({}), tidyUp, '20 3 * * *')

async function tidyUp({ db, now }: Ctx) {
  await db.deleteFrom('authVerification').where('expiresAt', '<', now).execute()
  await db
    .deleteFrom('authSession')
    .where((eb) =>
      eb.or([eb('expiresAt', '<', now), eb('updatedAt', '<', new Date(now.getTime() - idleFor * 1000))]),
    )
    .execute()
}

export const jobs: readonly Job<any>[] = [mailWayIn, tidy]
