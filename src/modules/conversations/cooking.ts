/** Turning what somebody wrote into what is shown. Done before the transaction: drawing text takes a moment. */
import { cook, type Cooked, VERSION } from '#platform/text/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { proseLabels } from '../../texts/prose.ts'

export async function cooked(ctx: Ctx, body: string): Promise<Cooked> {
  return cook(body, {
    baseUrl: ctx.config.baseUrl,
    mentions: (handles) => knownHandles(ctx, handles),
    labels: proseLabels(),
  })
}

async function knownHandles(ctx: Ctx, handles: readonly string[]): Promise<string[]> {
  if (handles.length === 0) return []
  const rows = await ctx.db
    .selectFrom('member')
    .select('handle')
    .where('handle', 'in', [...handles])
    .where('removedAt', 'is', null)
    .execute()
  return rows.map((row) => row.handle)
}

/** Keeps who is mentioned in a post; returns the ids of those who were not before. */
export async function keepMentions(tx: Ctx, postId: number, handles: readonly string[]): Promise<number[]> {
  const members =
    handles.length === 0
      ? []
      : await tx.db
          .selectFrom('member')
          .select('id')
          .where('handle', 'in', [...handles])
          .execute()
  const ids = members.map((member) => member.id)
  await tx.db
    .deleteFrom('mention')
    .where('postId', '=', postId)
    .where('memberId', 'not in', [0, ...ids])
    .execute()
  if (ids.length === 0) return []
  const added = await tx.db
    .insertInto('mention')
    .values(ids.map((memberId) => ({ postId, memberId })))
    .onConflict((clash) => clash.doNothing())
    .returning('memberId')
    .execute()
  return added.map((row) => row.memberId)
}

/** In place of the renderer's version: shown as plain text for now, or also after a second try by this renderer. */
const plainForNow = 0
export const triedAgain = -VERSION

export const columnsOf = (text: Cooked) => ({
  html: text.html,
  htmlVersion: text.degraded ? plainForNow : text.version,
  excerpt: text.excerpt,
})
