/** Lists beside the search: what is popular, what was looked for, what somebody may be typing. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { find } from './find.ts'
import type { Reader } from './terms.ts'


export interface PopularTopic {
  slug: string
  name: string
  threads: number
}

/** Topics that most of the liveliest threads in sight are about. */
export async function popularTopics(ctx: Reader, size = 10): Promise<PopularTopic[]> {
  const { rows } = await sql<PopularTopic>`
    select topic.slug, topic.name, count(*)::int as threads from (
      select unnest(topic_ids) as id from search_document
      where kind in ('question', 'discussion') and space_id in (${spacesInSight(ctx)})
      order by active_at desc limit 500) lively
    join topic using (id) group by topic.slug, topic.name order by count(*) desc, topic.slug limit ${size}`.execute(
    ctx.db,
  )
  return rows
}

const day = 86_400_000
// Words that only one person uses may say who they are; several people make them everybody's.
const people = 3

/**
 * What people looked for lately and found: safe to show to anybody, since several had the same words. Guests count as one
 * person together, since one of them can pass for many and would write on the front page; and nothing but words is shown.
 * What the team looks for may be about what only the team knows.
 */
export async function sought(ctx: Pick<Ctx, 'db' | 'now'>, { days = 14, size = 4 } = {}): Promise<string[]> {
  const since = new Date(ctx.now.getTime() - days * day)
  const { rows } = await sql<{ text: string }>`
    select text from search_query left join member on member.id = member_id
    where at > ${since} and results > 0 and length(text) between 3 and 40 and text ~ '[[:alpha:]]' and text ~ '^[[:alnum:]]+([ ''’-][[:alnum:]]+)*$'
      and (member_id is null or member.role in ('member', 'champion'))
      and (member_id is null or exists (select 1 from jsonb_to_recordset(shown) as each (kind text, id bigint) join search_document d on d.kind = each.kind and d.subject_id = each.id
        where d.kind = 'member' or d.space_id in (select id from space where see in ('everyone', 'members'))))
    group by text having count(distinct coalesce('m' || member_id, 'guests')) >= ${people}
    order by count(*) desc, text limit ${size}`.execute(ctx.db)
  return rows.map((row) => row.text)
}

export interface Suggestion {
  kind: 'question' | 'discussion' | 'topic' | 'space' | 'member'
  title: string
  path: string
}

/** What somebody may mean who has typed so far: a topic or a person first, when the words are theirs; then titles. */
export async function suggestions(ctx: Reader, text: string): Promise<Suggestion[]> {
  const [names, threads] = await Promise.all([
    find(ctx, text, { kinds: ['topic', 'space', 'member'] }, { size: 3 }),
    find(ctx, text, { kinds: ['question', 'discussion'] }, { size: 5 }),
  ])
  const called = names.rows.filter((row) => row.titlePieces.some((piece) => piece.mark))
  return [...called.slice(0, 2), ...threads.rows].map(({ kind, title, path }) => ({ kind, title, path }))
}
