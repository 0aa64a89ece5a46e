/** What the viewer has read of a circle, and how much of it they want to hear. */
import { sql } from 'kysely'
import { type Ctx, memberId, reaches } from '#platform/ctx.ts'
import { tellChanged, tellLive } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { type Person, person, showsPresence } from '#modules/members/index.ts'
import { readCircle } from '#modules/notifications/index.ts'
import { circleRead } from './facts.ts'
import { demandWrite } from './messages.ts'
import { may } from './permissions.ts'
import { circleShown } from './sight.ts'

/** Everything up to this message counts as read; who looks at the circle just now is told. */
export async function markRead(ctx: Ctx, circleId: number, upTo: number): Promise<void> {
  const me = memberId(ctx)
  const read = await ctx.db.updateTable('circleMember')
    .set({ readTo: sql`least(${upTo}::bigint, (select coalesce(max(id), 0) from message where message.circle_id = circle_member.circle_id))`, readAt: ctx.now })
    .where('circleId', '=', circleId).where('memberId', '=', me).where('leftAt', 'is', null).where('readTo', '<', upTo).returning('readTo').executeTakeFirst()
  await readCircle(ctx, { circleId, upTo })
  if (!read) return
  tellChanged(ctx, [`member:${me}`])
  await tellLive(ctx, [circleRead(circleId)])
}

export async function mute(ctx: Ctx, circleId: number, muted: boolean): Promise<{ id: number; muted: boolean }> {
  demand(may.mute(ctx.viewer, await circleShown(ctx, circleId)))
  const me = memberId(ctx)
  await ctx.db.updateTable('circleMember').set({ muted }).where('circleId', '=', circleId).where('memberId', '=', me).execute()
  if (muted) await readCircle(ctx, { circleId, upTo: Number.MAX_SAFE_INTEGER })
  tellChanged(ctx, [`member:${me}`])
  return { id: circleId, muted }
}

/** How many circles hold something that the viewer has not read. */
export async function unreadCircles({ db, viewer }: Pick<Ctx, 'db' | 'viewer'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from circle_member mine join circle on circle.id = mine.circle_id
    where mine.member_id = ${viewer.id ?? 0} and mine.left_at is null and not mine.muted and (circle.kind <> 'team' or circle.member_id = mine.member_id or ${reaches(viewer, 'team')}) and circle.last_message_id > greatest(mine.read_to, mine.from_id)`.execute(db)
  return rows[0]!.count
}

/** Somebody writes there. Said every few seconds while they do. */
export async function noteWriting(ctx: Ctx, circleId: number): Promise<void> {
  demandWrite(ctx, await circleShown(ctx, circleId))
  if (await showsPresence(ctx, ctx.viewer)) ctx.wiring.live?.passing.note(`circle:${circleId}`, memberId(ctx), 'writes')
}

/** Who writes there just now, of those who let others know. */
export async function writersIn(ctx: Ctx, circleId: number): Promise<Person[]> {
  await circleShown(ctx, circleId)
  const ids = (ctx.wiring.live?.passing.who(`circle:${circleId}`, 'writes') ?? []).filter((id) => id !== ctx.viewer.id)
  if (ids.length === 0) return []
  const rows = await ctx.db.selectFrom('member').select(person('member.id').as('person')).where('id', 'in', ids).where('showsPresence', '=', true).where('suspendedAt', 'is', null).where('removedAt', 'is', null).execute()
  return rows.map((row) => row.person)
}

export interface Seen {
  person: Person
  at: Date
}

/** Who has seen the newest message, when it is the viewer's own: of those who let others know, and for who does so too. */
export async function seenBy(ctx: Ctx, circle: { id: number; lastMessageId: number }): Promise<Seen[]> {
  const { rows } = await sql<Seen>`
    select ${person('other.member_id')} as person, other.read_at as at
    from message join circle_member other on other.circle_id = message.circle_id and other.left_at is null and other.member_id <> message.author_id and other.read_to >= message.id and other.read_at is not null
    join member on member.id = other.member_id and member.shows_presence
    where message.id = ${circle.lastMessageId} and message.circle_id = ${circle.id} and message.author_id = ${ctx.viewer.id ?? 0}
      and (select shows_presence from member where id = message.author_id) order by other.read_at`.execute(ctx.db)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
