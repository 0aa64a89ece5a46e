/** Telling members in the app that something happened. Modules say whom and what; this module decides how. */
import type { Ctx } from '#platform/ctx.ts'

export interface News {
  factId: number
  kind: 'answer' | 'reply' | 'comment' | 'mention' | 'accepted'
  actorId: number | null
  /** The title of what it is about; shown with the words of the kind. */
  title: string
  path: string
  spaceId: number
  threadId: number
}

/** Writes one notification a member. The same fact never tells a member twice. */
export async function notify(tx: Ctx, memberIds: readonly number[], news: News): Promise<number[]> {
  const ids = [...new Set(memberIds)].filter((id) => id !== news.actorId)
  if (ids.length === 0) return []
  const told = await tx.db.insertInto('notification')
    .values(ids.map((memberId) => ({ memberId, createdAt: tx.now, ...news })))
    .onConflict((clash) => clash.doNothing()).returning('memberId').execute()
  return told.map((row) => row.memberId)
}

/** What was told about a thread counts as read when the thread is opened. */
export async function readAbout(ctx: Ctx, threadId: number): Promise<void> {
  if (ctx.viewer.id === null) return
  await ctx.db.updateTable('notification').set({ readAt: ctx.now })
    .where('memberId', '=', ctx.viewer.id).where('threadId', '=', threadId).where('readAt', 'is', null).execute()
}
