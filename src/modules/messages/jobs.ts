/** Messages that an older renderer has drawn, or that were shown as plain text at a busy moment, are drawn anew. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { cook, handlesIn, VERSION } from '#platform/text/index.ts'
import { columnsOf } from '#modules/conversations/index.ts'
import { filesOfUse } from '#modules/files/index.ts'
import { proseLabels } from '../../texts/prose.ts'

const atOnce = 100
// Nobody waits for it: a text that is worth a second try is worth a second of time.
const patience = 2_000
// What is plain after a second try stays so until there is a newer renderer.
const triedAgain = -VERSION

interface Stale {
  id: number
  body: string
  html: string
  version: number
}

export async function cookMessages(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.selectFrom('message').select(['id', 'body', 'html', 'version']).where('kind', '=', 'text').where('removedAt', 'is', null)
    .where('htmlVersion', '<', VERSION).where('htmlVersion', '<>', triedAgain).orderBy('htmlVersion', 'desc').orderBy('id').limit(atOnce).execute()
  for (const row of rows) await replace(ctx, row)
  return rows.length
}

async function replace(ctx: Ctx, { id, body, html, version }: Stale) {
  const mentions = handlesIn(body).filter((handle) => html.includes(`href="/members/${handle}"`))
  const text = await cook(body, { baseUrl: ctx.config.baseUrl, mentions, files: await filesOfUse(ctx, 'message', id), labels: proseLabels(), time: patience })
  await ctx.db.updateTable('message').set({ ...columnsOf(text), ...(text.degraded && { htmlVersion: triedAgain }) })
    .where('id', '=', id).where('version', '=', version).where('htmlVersion', '<', VERSION).execute()
}

// In one run, so that an upgrade of a large community is not one job; the next run goes on.
const batches = 50

export const cookMessagesAgain = job('messages.cookAgain', z.object({}), async (ctx) => {
  for (let batch = 0; batch < batches; batch++) if ((await cookMessages(ctx)) === 0) return
}, '*/15 * * * *')

export const jobs = [cookMessagesAgain]
