/** Drafts: what somebody is writing, kept on the server so that it waits on every device. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { demand, found, Outdated } from '#platform/problems.ts'
import { may } from './permissions.ts'
import { threadsListed } from './sight.ts'

export interface Draft {
  place: string
  title: string
  body: string
  details: Record<string, unknown>
  version: number
  updatedAt: Date
}

interface Typed {
  title: string
  body: string
  details: Record<string, unknown>
  /** The version that this browser has; 0 when it has none. */
  version: number
}

/** Keeps a draft. When another device saved meanwhile, refuses with what is stored, so that no text is lost. */
export async function keepDraft(
  ctx: Ctx,
  place: string,
  typed: Typed,
): Promise<{ version: number; updatedAt: Date }> {
  demand(may.keepDrafts(ctx.viewer, undefined))
  // Where two devices keep their first words at once, one of them finds nothing to hold: it looks again.
  return (await keepOver(ctx, place, typed)) ?? found(await keepOver(ctx, place, typed))
}

async function keepOver(ctx: Ctx, place: string, typed: Typed): Promise<{ version: number; updatedAt: Date } | undefined> {
  return transaction(ctx, async (tx) => {
    const before = await tx.db
      .selectFrom('draft')
      .selectAll()
      .where('memberId', '=', memberId(tx))
      .where('place', '=', place)
      .forUpdate()
      .executeTakeFirst()
    if (before && before.version !== typed.version && before.body !== typed.body) {
      throw new Outdated({ version: before.version, title: before.title, body: before.body })
    }
    const row = {
      title: typed.title,
      body: typed.body,
      details: JSON.stringify(typed.details),
      version: (before?.version ?? 0) + 1,
      updatedAt: tx.now,
    }
    return tx.db
      .insertInto('draft')
      .values({ memberId: memberId(tx), place, ...row })
      .onConflict((clash) => clash.columns(['memberId', 'place']).doUpdateSet(row).where('draft.version', '=', before?.version ?? 0))
      .returning(['version', 'updatedAt'])
      .executeTakeFirst()
  })
}

export async function draftAt(ctx: Ctx, place: string): Promise<Draft | null> {
  if (ctx.viewer.id === null) return null
  const row = await ctx.db
    .selectFrom('draft')
    .selectAll()
    .where('memberId', '=', ctx.viewer.id)
    .where('place', '=', place)
    .executeTakeFirst()
  return row ? { ...row, details: row.details as Record<string, unknown> } : null
}

export async function dropDraft(tx: Ctx, place: string): Promise<void> {
  if (tx.viewer.id === null) return
  await tx.db.deleteFrom('draft').where('memberId', '=', tx.viewer.id).where('place', '=', place).execute()
}

/** Takes a draft away at the wish of who wrote it. */
export async function discardDraft(ctx: Ctx, place: string): Promise<void> {
  demand(may.keepDrafts(ctx.viewer, undefined))
  await dropDraft(ctx, place)
}

export interface DraftInPlace extends Draft {
  kind: 'ask' | 'answer' | 'reply' | 'comment' | 'edit' | 'message'
  /** The thread it belongs to; null when there is none yet, or none any more. */
  thread: { id: number; kind: string; slug: string; title: string } | null
  postId: number | null
  /** Of a message: where it is being written; null for one to somebody new. */
  circleId: number | null
}

const mostDrafts = 100

/** All drafts of the viewer with the threads they belong to, the latest first. */
export async function draftsOf(ctx: Ctx): Promise<DraftInPlace[]> {
  demand(may.keepDrafts(ctx.viewer, undefined))
  const rows = await ctx.db
    .selectFrom('draft')
    .selectAll()
    .where('memberId', '=', memberId(ctx))
    .orderBy('updatedAt', 'desc')
    .limit(mostDrafts)
    .execute()
  const drafts = rows.map((row) => ({
    ...row,
    details: row.details as Record<string, unknown>,
    ...partsOf(row.place),
  }))
  const threadOf = await threadsByPost(
    ctx,
    drafts.flatMap((draft) => (draft.postId ? [draft.postId] : [])),
  )
  const threads = await threadsById(ctx, [
    ...drafts.flatMap((draft) => (draft.threadId ? [draft.threadId] : [])),
    ...threadOf.values(),
  ])
  return drafts
    .filter((draft) => (draft.title + draft.body).trim() !== '')
    .map(({ threadId, name, ...draft }) => {
      const thread = threads.get(threadId ?? threadOf.get(draft.postId ?? 0) ?? 0) ?? null
      const kind = name === 'thread' ? (thread?.kind === 'discussion' ? 'reply' : 'answer') : name
      return { ...draft, thread, kind }
    })
}

function partsOf(place: string): {
  name: 'ask' | 'thread' | 'comment' | 'edit' | 'message'
  threadId: number | null
  postId: number | null
  circleId: number | null
} {
  const [name = '', id] = place.split(':')
  return {
    name: name as 'ask',
    threadId: name === 'thread' ? Number(id) : null,
    postId: name === 'comment' || name === 'edit' ? Number(id) : null,
    circleId: name === 'message' && id !== 'new' ? Number(id) : null,
  }
}

async function threadsByPost(ctx: Ctx, ids: number[]): Promise<Map<number, number>> {
  const rows =
    ids.length === 0
      ? []
      : await ctx.db.selectFrom('post').select(['id', 'threadId']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.threadId]))
}

async function threadsById(ctx: Ctx, ids: number[]) {
  const rows =
    ids.length === 0
      ? []
      : await threadsListed(ctx)
          .select(['thread.id', 'thread.kind', 'thread.slug', 'thread.title'])
          .where('thread.id', 'in', ids)
          .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
