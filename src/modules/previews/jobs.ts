/** Previews by job: fetched when they are first shown, anew each week, and taken away when nothing shows them. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { job, queue } from '#platform/jobs.ts'
import { settingChanged } from '#modules/community/index.ts'
import { listener } from '#platform/facts.ts'
import { fetchOne, takeAwayUnwanted } from './fetching.ts'
import { atOnce, keptFor, unusedFor } from './limits.ts'
import { dropOldPicture, dropPicture } from './pictures.ts'

export const fetchPreview = job('previews.fetch', z.object({ id: z.number() }), async (ctx, { id }) => {
  const { again } = await fetchOne(ctx, id)
  if (again) await transaction(ctx, (tx) => queue(tx, fetchPreview, { id }, again))
})

/** @returns how many were asked for anew */
export async function refresh(ctx: Ctx): Promise<number> {
  return transaction(ctx, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      update link_preview set fetched_at = ${tx.now} where id in (
        select id from link_preview where unused_since is null and fetched_at < ${new Date(tx.now.getTime() - keptFor)} order by fetched_at limit ${atOnce} for update skip locked)
      returning id::float8 as id`.execute(tx.db)
    // Each is a job of its own: a host that is slow keeps nobody waiting.
    for (const { id } of rows) await queue(tx, fetchPreview, { id })
    return rows.length
  })
}

/** @returns how many were taken away */
export async function collect(ctx: Ctx): Promise<number> {
  const gone = await ctx.db
    .deleteFrom('linkPreview')
    .where('unusedSince', '<', new Date(ctx.now.getTime() - unusedFor))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('linkUse').select('previewId').whereRef('previewId', '=', 'linkPreview.id'))))
    .returning('picture')
    .execute()
  for (const { picture } of gone) await dropPicture(ctx, picture)
  return gone.length
}

/** What the community wants no longer is shown no longer; what it wants again comes with the next hour. */
export const review = job('previews.review', z.object({}), takeAwayUnwanted)

const renew = job('previews.renew', z.object({}), async (ctx) => {
  await collect(ctx)
  await refresh(ctx)
}, '41 * * * *')

export const jobs = [fetchPreview, renew, dropOldPicture, review]

const decisive = new Set(['previews', 'previewsDenied'])

export const listeners = [
  listener('review-previews', [settingChanged], async (tx, fact) => {
    if (decisive.has(fact.data.key)) await queue(tx, review, {})
  }),
]
