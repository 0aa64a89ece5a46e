/** What is said in a circle: the one place that adds to it. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { columnsOf, dropDraft, type Written } from '#modules/conversations/index.ts'
import { keepUses } from '#modules/files/index.ts'
import { messageWritten } from './facts.ts'
import type { Circle } from './sight.ts'

export interface MessageRef {
  id: number
  circleId: number
}

/** Addresses stay addresses: many in private are meant to be opened once, or by one person, and no server of ours asks for them. */
export const inPrivate = { inPrivate: true }

type Where = Pick<Circle, 'id' | 'kind' | 'memberId'>

/** Words of the viewer: they have read what came before, and need the draft no more. */
export async function writeMessage(tx: Ctx, circle: Where, body: string, text: Written): Promise<MessageRef> {
  const author = memberId(tx)
  const { id } = await tx.db.insertInto('message').values({ circleId: circle.id, authorId: author, body, createdAt: tx.now, ...columnsOf(text) }).returning('id').executeTakeFirstOrThrow()
  await noteNewest(tx, circle, id)
  const read = { readTo: id, readAt: tx.now }
  await tx.db.insertInto('circleMember').values({ circleId: circle.id, memberId: author, joinedAt: tx.now, ...read })
    .onConflict((clash) => clash.columns(['circleId', 'memberId']).doUpdateSet({ ...read, leftAt: null })).execute()
  if (text.files.length > 0) await keepUses(tx, 'message', id, text.files)
  await dropDraft(tx, `message:${circle.id}`)
  await record(tx, messageWritten, { subjectId: id, data: { circleId: circle.id } })
  return { id, circleId: circle.id }
}

// Whoever wrote to the team waits; an answer of the team ends it.
async function noteNewest(tx: Ctx, { id, kind, memberId: asker }: Where, message: number) {
  const isAsker = asker === tx.viewer.id
  await tx.db.updateTable('circle').where('id', '=', id).set({
    lastMessageId: message,
    lastAt: tx.now,
    ...(kind === 'team' && { waitingSince: isAsker ? sql<Date>`coalesce(waiting_since, ${tx.now}::timestamptz)` : null }),
  }).execute()
}

type LineKind = 'added' | 'left' | 'named' | 'reported'

/** A line about the circle itself; nobody has to read it. */
export async function writeLine(tx: Ctx, circleId: number, kind: LineKind, rest: { aboutId?: number; body?: string; authorId?: number } = {}): Promise<number> {
  const { id } = await tx.db.insertInto('message').values({ circleId, authorId: memberId(tx), kind, createdAt: tx.now, ...rest }).returning('id').executeTakeFirstOrThrow()
  return id
}
