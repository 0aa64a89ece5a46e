/** Cards of foreign pages in posts: drawn as soon as something is known of them. */
import { sql } from 'kysely'
import { z } from 'zod'
import { transaction } from '#platform/ctx.ts'
import { listener, record } from '#platform/facts.ts'
import { job, queue } from '#platform/jobs.ts'
import { idList } from '#platform/many.ts'
import { linkPreviewed } from '#modules/previews/index.ts'
import { cookAgain } from './cooking-again.ts'
import { postPreviewed } from './facts.ts'

/** Draws posts with what is known now, and tells the pages that show them. */
export const drawPreviews = job('conversations.drawPreviews', z.object({ ids: z.array(z.number()) }), async (ctx, { ids }) => {
  await cookAgain(ctx, ids)
  await transaction(ctx, async (tx) => {
    const rows = await tx.db.selectFrom('post').select(['id', 'threadId']).where(sql<boolean>`id = any(${idList(ids)})`).where('removedAt', 'is', null).execute()
    for (const { id, threadId } of rows) await record(tx, postPreviewed, { subjectId: id, data: { threadId } })
  })
})

// In place of the version that drew them: they are drawn anew also when the job is lost.
const anew = 0

export const drawWithPreview = listener('draw-with-preview', [linkPreviewed], async (tx, fact) => {
  const ids = (fact.data.uses as { kind: string; id: number }[]).filter(({ kind }) => kind === 'post').map(({ id }) => id)
  if (ids.length === 0) return
  await tx.db.updateTable('post').set({ htmlVersion: anew }).where(sql<boolean>`id = any(${idList(ids)})`).execute()
  await queue(tx, drawPreviews, { ids })
})
