/** Messages as they are shown, with what the viewer may do with each. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import { editableFor } from './limits.ts'
import { may } from './permissions.ts'
import { type Circle, circleShown, isSaidTo } from './sight.ts'

export interface MessageView {
  id: number
  circleId: number
  kind: 'text' | 'added' | 'left' | 'named' | 'reported'
  authorId: number
  author: Person
  about: Person | null
  body: string
  html: string
  createdAt: Date
  editedAt: Date | null
  removedAt: Date | null
  version: number
  language: string | null
  /** What stands before it: who speaks on is not named again, and a new day is. */
  before: { authorId: number; kind: string; at: Date } | null
  may: { edit: boolean; remove: boolean; report: boolean }
}

interface Before {
  authorId: number
  kind: string
  at: string
}

const messagesOf = (ctx: Ctx, circleId: number) => ctx.db.selectFrom('message')
  .select(['message.id', 'message.circleId', 'message.kind', 'message.authorId', 'message.body', 'message.html', 'message.createdAt', 'message.editedAt', 'message.removedAt', 'message.version', 'message.language'])
  .select([person('message.author_id').as('author'), person('message.about_id').as('about'), before(ctx).as('before')])
  .where('message.circleId', '=', circleId).where(isSaidTo(ctx))

const before = (ctx: Ctx) => sql<Before | null>`(select json_build_object('authorId', previous.author_id, 'kind', previous.kind, 'at', previous.created_at)
  from message previous where previous.circle_id = message.circle_id and previous.id < message.id
    and previous.id > coalesce((select from_id from circle_member mine where mine.circle_id = message.circle_id and mine.member_id = ${ctx.viewer.id ?? 0}), 0)
  order by previous.id desc limit 1)`

type Row = Omit<MessageView, 'may' | 'before' | 'kind'> & { kind: string; before: Before | null }

const viewed = (ctx: Ctx, circle: Circle, rows: Row[]): MessageView[] => rows.map((row) => {
  const rights = { ...row, circle, isOld: ctx.now.getTime() - row.createdAt.getTime() > editableFor }
  return {
    ...row,
    kind: row.kind as MessageView['kind'],
    before: row.before && { ...row.before, at: new Date(row.before.at) },
    may: { edit: may.edit(ctx.viewer, rights), remove: may.remove(ctx.viewer, rights), report: may.report(ctx.viewer, rights) },
  }
})

const pageSize = 40

export interface MessagesPage {
  rows: MessageView[]
  /** The first of these, where there is something before it. */
  older: number | null
}

/** A page of a circle in the order in which it was said; the newest, or what stands before a message. */
export async function messagesIn(ctx: Ctx, circle: Circle, { older, at }: { older?: number | undefined; at?: number | undefined } = {}): Promise<MessagesPage> {
  let query = messagesOf(ctx, circle.id).orderBy('message.id', 'desc').limit(pageSize + 1)
  if (older !== undefined) query = query.where('message.id', '<', older)
  // What was found in the search, with what was said right after it.
  if (at !== undefined) query = query.where('message.id', '<', sql<number>`(select coalesce(max(id), 0) + 1 from (select id from message after where after.circle_id = ${circle.id} and after.id >= ${at} order by id limit 15) after)`)
  const rows = (await query.execute()) as Row[]
  const shown = rows.slice(0, pageSize).reverse()
  return { rows: viewed(ctx, circle, shown), older: rows.length > pageSize ? shown[0]!.id : null }
}

const mostNews = 60

/** What was said after a message, and these as they are now. */
export async function messagesNew(ctx: Ctx, circle: Circle, { after, ids }: { after: number; ids: readonly number[] }): Promise<MessageView[]> {
  const rows = (await messagesOf(ctx, circle.id).where((eb) => eb.or([eb('message.id', '>', after), ...(ids.length > 0 ? [eb('message.id', 'in', [...ids])] : [])]))
    .orderBy('message.id').limit(mostNews).execute()) as Row[]
  return viewed(ctx, circle, rows)
}

export interface MessageInCircle extends MessageView {
  circle: Circle
}

export async function messageShown(ctx: Ctx, circleId: number, id: number): Promise<MessageInCircle> {
  const circle = await circleShown(ctx, circleId)
  const row = (await messagesOf(ctx, circleId).where('message.id', '=', id).executeTakeFirst()) as Row | undefined
  return { ...viewed(ctx, circle, [found(row)])[0]!, circle }
}
