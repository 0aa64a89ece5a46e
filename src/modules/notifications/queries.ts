/** The inbox of a member: only what they may still see. */
import type { Ctx } from '#platform/ctx.ts'
import { type Key, paged } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'

/** What was told to the viewer about places that they may see now. */
function inboxInSight(ctx: Pick<Ctx, 'db' | 'viewer'>) {
  return ctx.db.selectFrom('notification').where('notification.memberId', '=', ctx.viewer.id ?? 0)
    .where((eb) => eb.or([
      eb('notification.threadId', 'is', null),
      // A thread that was moved out of sight or removed takes what was told about it along.
      eb.exists(eb.selectFrom('thread').select('thread.id').whereRef('thread.id', '=', 'notification.threadId')
        .where('thread.removedAt', 'is', null).where('thread.spaceId', 'in', spacesInSight(ctx))),
    ]))
}

export async function unreadCount(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<number> {
  const row = await inboxInSight(ctx).select((eb) => eb.fn.countAll<number>().as('count')).where('notification.readAt', 'is', null).executeTakeFirstOrThrow()
  return Number(row.count)
}

export interface Notice {
  id: number
  kind: string
  title: string
  path: string
  createdAt: Date
  readAt: Date | null
  actor: Person | null
}

const size = 30

export async function inbox(ctx: Ctx, { older, unread }: { older?: Key | undefined; unread: boolean }) {
  let query = inboxInSight(ctx)
    .select(['notification.id', 'kind', 'title', 'path', 'notification.createdAt', 'readAt'])
    .select(person('notification.actor_id').as('actor'))
    .orderBy('notification.createdAt', 'desc').orderBy('notification.id', 'desc').limit(size + 1)
  if (older) query = query.where((eb) => eb(eb.refTuple('notification.createdAt', 'notification.id'), '<', eb.tuple(new Date(older.sort), older.id)))
  if (unread) query = query.where('readAt', 'is', null)
  return paged((await query.execute()) as Notice[], size, (row) => ({ sort: row.createdAt.getTime(), id: row.id }))
}
