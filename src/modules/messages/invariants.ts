/** What must always hold of messages. `doctor --data` asks each. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Invariant } from '#platform/module.ts'
import { mostPeople } from './permissions.ts'

const rule = (name: string, text: string): Invariant => ({
  name,
  find: async (ctx: Ctx) => {
    const { rows } = await sql<{ what: string }>`select what::text from (${sql.raw(text)}) broken (what) limit 20`.execute(ctx.db)
    return rows.map((row) => row.what)
  },
})

const inside = '(select count(*) from circle_member where circle_id = circle.id and left_at is null)'

export const invariants: Invariant[] = [
  rule('a circle knows its newest words', `select 'circle ' || id from circle where last_message_id <> coalesce((select max(id) from message where circle_id = circle.id and kind = 'text' and removed_at is null), 0)`),
  rule('a pair is of the two whom it is found by', `select 'circle ' || id from circle where kind = 'pair' and pair is distinct from (select min(member_id) || ':' || max(member_id) from circle_member where circle_id = circle.id and left_at is null having count(*) = 2)`),
  rule('a small circle has few people', `select 'circle ' || id from circle where kind = 'round' and ${inside} > ${mostPeople}`),
  rule('whoever writes to the team is in that circle', `select 'circle ' || id from circle where kind = 'team' and (pair <> member_id::text or not exists (select 1 from circle_member where circle_id = circle.id and circle_member.member_id = circle.member_id and left_at is null))`),
  rule('who writes is in the circle, or was', `select 'message ' || id from message where not exists (select 1 from circle_member where circle_id = message.circle_id and member_id = message.author_id)`),
  rule('nobody has read what was not said', `select 'circle ' || circle_id || ', member ' || member_id from circle_member where read_to > coalesce((select max(id) from message where message.circle_id = circle_member.circle_id), 0) and read_to > from_id`),
  rule('what was taken back leaves no words', `select 'message ' || id from message where removed_at is not null and (body <> '' or html <> '')`),
  rule('a report shows what was reported', `select 'report ' || id from message_report where not exists (select 1 from message_report_line where report_id = message_report.id and message_report_line.message_id = message_report.message_id)`),
]
