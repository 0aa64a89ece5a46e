/** What was told here and by no mail: for a summary. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Person, person } from '#modules/members/index.ts'
import { preferences } from './preferences.ts'
import { inSight } from './queries.ts'
import { type MailKind, mailKinds } from './shapes.ts'

/** What is unread of one thread. */
export interface Unmailed {
  threadId: number
  title: string
  /** The first that is unread. */
  path: string
  kind: string
  count: number
  actor: Person | null
  excerpt: string | null
}

/** The viewer's unread notices since a moment, each thread once, what is meant for them first; without kinds they never want by mail, and without thanks, which are no reason for one. */
export async function unmailed(ctx: Ctx, since: Date): Promise<Unmailed[]> {
  const wished = await preferences(ctx)
  const unwanted = sql.join(['', ...mailKinds.filter((kind: MailKind) => wished[kind] === 'never')])
  const { rows } = await sql<Unmailed>`
    select first.thread_id::float8 as thread_id, first.title, first.path, first.kind, first.count, first.excerpt, ${person('first.actor_id')} as actor
    from (
      select distinct on (n.thread_id) n.*, post.excerpt, count(*) over (partition by n.thread_id)::int as count
      from notification n left join post on post.id = n.post_id
      where n.member_id = ${ctx.viewer.id} and n.read_at is null and n.thread_id is not null and n.created_at > ${since} and n.mail_id is null and n.mail_at is null and n.kind <> 'thanks'
        and coalesce(n.mail_kind, '-') not in (${unwanted}) and (n.post_id is null or post.removed_at is null) and ${inSight(ctx)}
      order by n.thread_id, n.id) first
    order by first.kind in ('answer', 'ownComment', 'mention', 'groupMention', 'accepted', 'pollClosed', 'reminder') desc, first.created_at desc limit 50`.execute(ctx.db)
  return rows
}
