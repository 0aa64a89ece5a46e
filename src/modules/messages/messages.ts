/** Messages: writing, putting right, taking back. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found, Outdated } from '#platform/problems.ts'
import { columnsOf, cookedToPost } from '#modules/conversations/index.ts'
import { keepUses } from '#modules/files/index.ts'
import { messageEdited, messageRemoved } from './facts.ts'
import { editableFor, spendMessage } from './limits.ts'
import { may, type MessageRights } from './permissions.ts'
import { type Circle, circleShown, holdCircle, isSaidTo } from './sight.ts'
import { inPrivate, type MessageRef, writeMessage } from './writing.ts'

export async function sendMessage(ctx: Ctx, circleId: number, { body }: { body: string }): Promise<MessageRef> {
  demandWrite(ctx, await circleShown(ctx, circleId))
  const text = await cookedToPost(ctx, body, inPrivate)
  await spendMessage(ctx)
  return transaction(ctx, async (tx) => {
    const circle = await holdCircle(tx, circleId)
    demandWrite(tx, circle)
    return writeMessage(tx, circle, body, text)
  })
}

/** @throws Conflict with the reason in words that blame nobody: it may be another way tomorrow */
export function demandWrite(ctx: Pick<Ctx, 'viewer'>, circle: Circle): void {
  const other = circle.people.find(({ id }) => id !== ctx.viewer.id)
  if (circle.shut) throw new Conflict(`messages:problem.${circle.shut}`, { name: other?.name ?? '' })
  demand(may.write(ctx.viewer, circle))
}

interface Held extends MessageRights {
  id: number
  circle: Circle
  body: string
  version: number
}

/** Holds a message in the viewer's sight; the circle first, always. */
export async function holdMessage(tx: Ctx, circleId: number, id: number): Promise<Held> {
  const circle = await holdCircle(tx, circleId)
  const row = found(await tx.db.selectFrom('message').select(['id', 'authorId', 'kind', 'body', 'version', 'createdAt', 'removedAt'])
    .where('id', '=', id).where('circleId', '=', circleId).where(isSaidTo(tx)).executeTakeFirst())
  return { ...row, circle, isOld: tx.now.getTime() - row.createdAt.getTime() > editableFor }
}

export async function editMessage(ctx: Ctx, circleId: number, id: number, { body, version }: { body: string; version: number }): Promise<MessageRef> {
  const text = await cookedToPost(ctx, body, inPrivate)
  return transaction(ctx, async (tx) => {
    const message = await holdMessage(tx, circleId, id)
    demand(may.edit(tx.viewer, message), message.isOld ? 'messages:problem.tooOld' : 'messages:problem.mayNotEdit')
    if (message.version !== version) throw new Outdated({ version: message.version, body: message.body })
    await tx.db.updateTable('message').set({ body, ...columnsOf(text), version: version + 1, editedAt: tx.now }).where('id', '=', id).execute()
    await keepUses(tx, 'message', id, text.files)
    await record(tx, messageEdited, { subjectId: id, data: { circleId, version: version + 1 } })
    return { id, circleId }
  })
}

/** Takes back one's own words for everybody; a line says that there were some. */
export async function removeMessage(ctx: Ctx, circleId: number, id: number): Promise<MessageRef> {
  return transaction(ctx, async (tx) => {
    const message = await holdMessage(tx, circleId, id)
    if (message.removedAt !== null) return { id, circleId }
    demand(may.remove(tx.viewer, message), 'messages:problem.mayNotRemove')
    await tx.db.updateTable('message').set({ removedAt: tx.now, body: '', html: '', excerpt: '' }).where('id', '=', id).execute()
    await keepUses(tx, 'message', id, [])
    await renewNewest(tx, circleId)
    await record(tx, messageRemoved, { subjectId: id, data: { circleId } })
    return { id, circleId }
  })
}

async function renewNewest(tx: Ctx, circleId: number): Promise<void> {
  const newest = await tx.db.selectFrom('message').select((eb) => eb.fn.max('id').as('id')).where('circleId', '=', circleId).where('kind', '=', 'text').where('removedAt', 'is', null).executeTakeFirst()
  await tx.db.updateTable('circle').set({ lastMessageId: Number(newest?.id ?? 0) }).where('id', '=', circleId).execute()
}
