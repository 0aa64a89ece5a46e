/** The viewer's circles, the one with the newest words first, and what was said in them by a word. */
import { sql } from 'kysely'
import { type Ctx, memberId, reaches } from '#platform/ctx.ts'
import { type Key, paged, type Paged } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import type { CircleKind } from './permissions.ts'
import { peopleOf } from './sight.ts'

export interface CircleRow {
  id: number
  kind: CircleKind
  name: string
  memberId: number | null
  /** Without the viewer. */
  people: Person[]
  muted: boolean
  unread: number
  lastAt: Date
  waitingSince: Date | null
  last: { excerpt: string; author: Person } | null
}

interface Wish {
  which: 'all' | 'unread'
  older?: Key | undefined
}

const size = 30
// More is more: the figure of a list is not read as one.
const countsTo = 100

const lastOf = sql<CircleRow['last']>`(select json_build_object('excerpt', message.excerpt, 'author', ${person('message.author_id')}) from message where message.id = circle.last_message_id)`

export async function circles(ctx: Ctx, { which, older }: Wish): Promise<Paged<CircleRow>> {
  const me = memberId(ctx)
  const { rows } = await sql<CircleRow>`
    select circle.id::float8 as id, circle.kind, circle.name, circle.member_id::float8 as member_id, circle.last_at, circle.waiting_since, mine.muted, ${peopleOf(me)} as people,
      case when circle.last_message_id > mine.from_id then ${lastOf} end as last,
      (select count(*)::int from (select 1 from message where message.circle_id = circle.id and message.id > greatest(mine.read_to, mine.from_id)
        and message.kind = 'text' and message.removed_at is null and message.author_id <> mine.member_id limit ${countsTo}) new) as unread
    from circle_member mine join circle on circle.id = mine.circle_id
    where mine.member_id = ${me} and mine.left_at is null and (circle.kind <> 'team' or circle.member_id = mine.member_id or ${reaches(ctx.viewer, 'team')})
      ${which === 'unread' ? sql`and circle.last_message_id > greatest(mine.read_to, mine.from_id)` : sql``}
      ${older ? sql`and (circle.last_at, circle.id) < (${new Date(older.sort)}, ${older.id})` : sql``}
    order by circle.last_at desc, circle.id desc limit ${size + 1}`.execute(ctx.db)
  return paged(rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) })), size, (row) => ({ sort: row.lastAt.getTime(), id: row.id }))
}

export interface FoundMessage {
  id: number
  circleId: number
  kind: CircleKind
  name: string
  people: Person[]
  author: Person
  excerpt: string
  at: Date
}

// `%` and `_` typed by somebody mean themselves.
const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const mostFound = 50
const mostWords = 6

/** What holds all of these words, in the text or in a name; only what was said to the viewer. */
export async function findMessages(ctx: Ctx, q: string): Promise<FoundMessage[]> {
  const me = memberId(ctx)
  const words = q.split(/\s+/).filter(Boolean).slice(0, mostWords)
  const holds = words.map((word) => {
    const like = `%${literal(word)}%`
    return sql`(message.body ilike ${like} or writer.name ilike ${like} or circle.name ilike ${like})`
  })
  const { rows } = await sql<FoundMessage>`
    select message.id::float8 as id, circle.id::float8 as circle_id, circle.kind, circle.name, ${peopleOf(me)} as people, ${person('message.author_id')} as author, message.excerpt, message.created_at as at
    from circle_member mine join circle on circle.id = mine.circle_id join message on message.circle_id = circle.id join member writer on writer.id = message.author_id
    where mine.member_id = ${me} and mine.left_at is null and (circle.kind <> 'team' or circle.member_id = mine.member_id or ${reaches(ctx.viewer, 'team')})
      and message.id > mine.from_id and message.kind = 'text' and message.removed_at is null and ${sql.join(holds, sql` and `)}
    order by message.id desc limit ${mostFound}`.execute(ctx.db)
  return rows
}
