/**
 * A try to ask: which answers were shown while the question was typed, which were opened, and how it ended: solved by
 * one of them (a deflection) or posted. Signals are kept as they come; what they are worth is counted elsewhere.
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { found } from '#platform/problems.ts'
import { answerOpened, answersShown, askStopped, questionDeflected, threadLinked } from './facts.ts'
import { dropDraft } from './drafts.ts'
import { threadsInSight } from './sight.ts'

/** Begins a try to ask; the page carries its token until it ends. */
export function newAskToken(): string {
  return randomBytes(18).toString('base64url')
}

async function ask(
  tx: Ctx,
  token: string,
): Promise<{
  id: number
  shown: number[]
  opened: number[]
  outcome: string
  helpedThreadId: number | null
}> {
  await tx.db
    .insertInto('ask')
    .values({ token, memberId: tx.viewer.id, visitor: tx.visitor, startedAt: tx.now })
    .onConflict((clash) => clash.doNothing())
    .execute()
  const row = await tx.db
    .selectFrom('ask')
    .selectAll()
    .where('token', '=', token)
    .forUpdate()
    .executeTakeFirstOrThrow()
  // A token is a secret of one browser; somebody else's is nobody's.
  const mine =
    tx.viewer.id !== null
      ? row.memberId === tx.viewer.id || row.memberId === null
      : row.memberId === null && row.visitor === tx.visitor
  return found(mine ? row : null)
}

/** Notes which threads were shown as matches. Called with every change of the list; keeps each once. */
export async function noteShown(
  ctx: Ctx,
  token: string,
  title: string,
  threadIds: readonly number[],
): Promise<void> {
  if (threadIds.length === 0) return
  await transaction(ctx, async (tx) => {
    const { id, shown } = await ask(tx, token)
    const fresh = threadIds.filter((each) => !shown.includes(each))
    if (fresh.length === 0) return
    await tx.db
      .updateTable('ask')
      .set({ title: title.slice(0, 200), shown: [...shown, ...fresh] })
      .where('id', '=', id)
      .execute()
    await record(tx, answersShown, { subjectId: id, data: { threads: fresh } })
  })
}

export async function noteOpened(ctx: Ctx, token: string, threadId: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { id, opened } = await ask(tx, token)
    if (opened.includes(threadId)) return
    await tx.db
      .updateTable('ask')
      .set({ opened: sql`opened || ${threadId}::bigint` })
      .where('id', '=', id)
      .execute()
    await record(tx, answerOpened, { subjectId: id, data: { threadId } })
  })
}

/** "This solved it": ends the try as a deflection. Saying it twice counts once. */
export async function endAskAsHelped(ctx: Ctx, token: string, threadId: number) {
  return transaction(ctx, async (tx) => {
    const thread = found(
      await threadsInSight(tx)
        .select(['thread.id', 'thread.kind', 'thread.slug', 'thread.title', 'thread.spaceId'])
        .where('thread.id', '=', threadId)
        .executeTakeFirst(),
    )
    const { id, outcome } = await ask(tx, token)
    if (outcome === 'open' || outcome === 'stopped') {
      await tx.db
        .updateTable('ask')
        .set({ outcome: 'helped', helpedThreadId: threadId, endedAt: tx.now })
        .where('id', '=', id)
        .execute()
      await record(tx, questionDeflected, {
        subjectId: id,
        spaceId: thread.spaceId,
        data: { threadId, visitor: tx.viewer.id === null },
      })
      await dropDraft(tx, 'ask')
    }
    return thread
  })
}

// Who has shown nothing more for so long has gone.
const idleHours = 2
const endedAtOnce = 500

/**
 * Tries that ended without a word, after matches were shown: the asker stopped. What that is worth depends on whether a
 * match was opened, and is counted elsewhere. One who comes back may still say that it helped, or post.
 */
export async function endIdleAsks(ctx: Ctx): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { rows } = await sql<{ id: number; memberId: number | null; shown: number; opened: number }>`
      update ask set outcome = 'stopped', ended_at = ${tx.now} where id in (
        select id from ask where outcome = 'open' and started_at < ${new Date(tx.now.getTime() - idleHours * 3_600_000)}
        order by started_at limit ${endedAtOnce} for update skip locked)
      returning id, member_id, cardinality(shown)::int as shown, cardinality(opened)::int as opened`.execute(tx.db)
    for (const { id, memberId, shown, opened } of rows) {
      const by = { ...tx, viewer: { ...tx.viewer, id: memberId === null ? null : Number(memberId) } }
      await record(by, askStopped, { subjectId: Number(id), data: { shown, opened, visitor: memberId === null } })
    }
  })
}

/** The question was posted after all; it stays linked to what was shown. @returns the id of the try */
export async function endAskAsPosted(tx: Ctx, token: string, threadId: number): Promise<number | undefined> {
  const { id, shown, outcome } = await ask(tx, token)
  if (outcome === 'posted') return undefined
  await tx.db
    .updateTable('ask')
    .set({ outcome: 'posted', threadId, endedAt: tx.now, memberId: tx.viewer.id })
    .where('id', '=', id)
    .execute()
  const still =
    shown.length === 0
      ? []
      : await threadsInSight(tx).select('thread.id').where('thread.id', 'in', shown).execute()
  for (const { id: other } of still) await linkThreads(tx, threadId, other, 'shown')
  return id
}

export async function linkThreads(
  tx: Ctx,
  from: number,
  to: number,
  kind: 'duplicate' | 'linked' | 'split' | 'shown',
  at = tx.now,
): Promise<void> {
  if (from === to) return
  const added = await tx.db
    .insertInto('threadLink')
    .values({ fromThreadId: from, toThreadId: to, kind, at })
    .onConflict((clash) => clash.doNothing())
    .returning('kind')
    .executeTakeFirst()
  if (added) await record(tx, threadLinked, { subjectId: from, data: { to, kind }, at })
}
