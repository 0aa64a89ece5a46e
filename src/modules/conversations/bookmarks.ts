/** Bookmarks: what a member marked for themselves. Nobody else learns of them. */
import { sql } from 'kysely'
import { type Ctx, memberId, reaches, transaction } from '#platform/ctx.ts'
import { spend } from '#platform/limits.ts'
import { tellChanged } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { settings } from '#modules/community/index.ts'
import { preferences } from '#modules/notifications/index.ts'
import { may } from './permissions.ts'
import { type PostRef, refTo } from './posts.ts'
import { reminderAt } from './reminders.ts'
import type { BookmarkIn } from './shapes.ts'
import { holdPost } from './sight.ts'

// Who has been given duties keeps more in mind.
const aDay = { members: 20, champions: 100 }

/** Marks a post, or changes the note and the reminder of one that is marked. Marking twice marks once. */
export async function bookmark(ctx: Ctx, postId: number, { note, remind, date, zone }: BookmarkIn): Promise<PostRef> {
  const remindAt = remind === 'keep' ? undefined : reminderAt(remind, { now: ctx.now, zone: zone ?? (await zoneOf(ctx)), date })
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, postId)
    demand(may.bookmark(tx.viewer, post), 'conversations:bookmark.problem.gone')
    const changed = { ...(note !== undefined && { note }), ...(remindAt !== undefined && { remindAt, remindedAt: null }) }
    const row = { memberId: memberId(tx), postId, createdAt: tx.now, ...changed }
    const before = await tx.db.selectFrom('bookmark').select('postId').where('memberId', '=', row.memberId).where('postId', '=', postId).executeTakeFirst()
    if (!before) await spend(tx, `bookmark:${row.memberId}`, { max: reaches(tx.viewer, 'champions') ? aDay.champions : aDay.members, seconds: 86_400 })
    await tx.db.insertInto('bookmark').values(row)
      .onConflict((clash) => clash.columns(['memberId', 'postId']).doUpdateSet({ createdAt: sql`bookmark.created_at`, ...changed })).execute()
    tellChanged(tx, [`member:${row.memberId}`])
    return refTo(post)
  })
}

const zoneOf = async (ctx: Ctx) => (await preferences(ctx)).timeZone ?? (await settings(ctx)).timeZone

/** What is out of sight by now can be let go of, too. @returns what it takes to mark it again */
export async function unbookmark(ctx: Ctx, postId: number): Promise<{ note: string; remindAt: Date | null }> {
  demand(may.keepBookmarks(ctx.viewer, undefined))
  const gone = await ctx.db.deleteFrom('bookmark').where('memberId', '=', memberId(ctx)).where('postId', '=', postId).returning(['note', 'remindAt']).executeTakeFirst()
  tellChanged(ctx, [`member:${memberId(ctx)}`])
  return gone ?? { note: '', remindAt: null }
}
