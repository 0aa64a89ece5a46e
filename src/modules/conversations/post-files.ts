/** Files in posts: who sees a post sees what it shows, and drafts keep what they hold. */
import { sql } from 'kysely'
import { type Ctx, reaches } from '#platform/ctx.ts'
import { listener, tellChanged } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { idList } from '#platform/many.ts'
import { fileRemoved, knowUses } from '#modules/files/index.ts'
import { cookPostsAgain } from './jobs.ts'
import { threadsInSight } from './sight.ts'

/** As posts are shown: what was removed to the team and to its author, and what hangs under it went with it. */
async function postsInSight(ctx: Ctx, ids: readonly number[]): Promise<number[]> {
  const isTeam = reaches(ctx.viewer, 'team')
  const me = ctx.viewer.id ?? 0
  const rows = await ctx.db
    .selectFrom('post')
    .leftJoin('post as above', 'above.id', 'post.parentId')
    .select('post.id')
    .where('post.id', 'in', [...ids])
    .where('post.threadId', 'in', threadsInSight(ctx).select('thread.id'))
    .where(sql<boolean>`(${isTeam} or post.removed_at is null or post.author_id = ${me})`)
    .where(sql<boolean>`(${isTeam} or above.removed_at is null or above.author_id = ${me})`)
    .execute()
  return rows.map((row) => row.id)
}

async function draftsOfMembers(ctx: Ctx, memberIds: readonly number[]): Promise<string[]> {
  const rows = await ctx.db.selectFrom('draft').select('body').where('memberId', 'in', [...memberIds]).where('body', 'like', '%/files/%').execute()
  return rows.map((row) => row.body)
}

knowUses({ kind: 'post', inSight: postsInSight, unfinished: draftsOfMembers })

// In place of the version that drew it: it is drawn anew as soon as the job comes by.
const anew = 0

/** A post whose picture is gone shows its description instead. */
export const drawWithoutFile = listener('draw-without-file', [fileRemoved], async (tx, fact) => {
  const ids = (fact.data.uses as { kind: string; id: number }[]).filter(({ kind }) => kind === 'post').map(({ id }) => id)
  if (ids.length === 0) return
  const rows = await tx.db.updateTable('post').set({ htmlVersion: anew }).where(sql<boolean>`id = any(${idList(ids)})`).returning('threadId').execute()
  await queue(tx, cookPostsAgain, {})
  tellChanged(tx, rows.map(({ threadId }) => `thread:${threadId}` as const))
})
