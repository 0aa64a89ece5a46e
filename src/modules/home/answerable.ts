/** Questions that nobody has answered and a member might. */
import { sql } from 'kysely'
import { type Ctx, groupSpaces, levelsOf, memberId } from '#platform/ctx.ts'
import { idList, textList } from '#platform/many.ts'
import { isNotMuted } from '#modules/conversations/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'

export interface CouldAnswer {
  id: number
  title: string
  slug: string
  kind: 'question'
  createdAt: Date
  author: Person
  place: { slug: string; name: string }
  /** Why this one: questions under the topic that the viewer has solved, a topic they know, a product they own. */
  reason: { solved: number; topic: string } | { topic: string } | { product: string } | null
}

// Among this many of the newest unanswered questions the fitting ones are looked for.
const looked = 200

interface Open extends Omit<CouldAnswer, 'reason'> {
  topics: { slug: string; name: string; solved: number; known: boolean }[]
  product: string | null
}

/** Unanswered questions that fit what the viewer knows, fresh ones first; after those, the newest of the others. */
export async function answerable(ctx: Ctx, size = 3): Promise<CouldAnswer[]> {
  const me = memberId(ctx)
  const { rows } = await sql<Open>`
    with solved as (
      select thread_topic.topic_id, count(*)::int as times from post
      join thread on thread.accepted_post_id = post.id join thread_topic on thread_topic.thread_id = thread.id
      where post.author_id = ${me} and thread.removed_at is null group by thread_topic.topic_id),
    open as (
      select thread.*, space.slug as space_slug, space.name as space_name from thread join space on space.id = thread.space_id
      where ${isNotMuted(me)} and thread.kind = 'question' and thread.answer_count = 0 and thread.closed_at is null
        and thread.removed_at is null and thread.author_id <> ${me} and space.archived_at is null
        and space.id in (${spacesInSight(ctx)}) and (space.answer = any(${textList(levelsOf(ctx.viewer))}) or space.id = any(${idList(groupSpaces(ctx.viewer))}))
      order by thread.created_at desc, thread.id desc limit ${looked})
    select open.id::float8 as id, open.title, open.slug, open.kind, open.created_at,
      ${person('open.author_id')} as author, json_build_object('slug', space_slug, 'name', space_name) as place,
      (select min(product) from unnest(open.products) product where product = any(me.products)) as product,
      (select coalesce(json_agg(json_build_object('slug', topic.slug, 'name', topic.name,
          'solved', coalesce(solved.times, 0), 'known', topic.slug = any(me.expertise))), '[]')
        from thread_topic join topic on topic.id = thread_topic.topic_id
        left join solved on solved.topic_id = topic.id where thread_topic.thread_id = open.id) as topics
    from open join member me on me.id = ${me}`.execute(ctx.db)
  const weighed = rows.map((row) => ({
    row,
    worth: worthOf(row) / (1 + (ctx.now.getTime() - row.createdAt.getTime()) / (30 * 86_400_000)),
  }))
  return weighed
    .sort((one, other) => other.worth - one.worth)
    .slice(0, size)
    .map(({ row }) => withReason(row))
}

const worthOf = ({ topics, product }: Open) =>
  topics.reduce((sum, topic) => sum + Math.min(topic.solved, 5) * 2 + (topic.known ? 3 : 0), 0) +
  (product === null ? 0 : 1)

function withReason({ topics, product, ...row }: Open): CouldAnswer {
  const solved = topics.filter((topic) => topic.solved > 0).sort((one, other) => other.solved - one.solved)[0]
  const known = topics.find((topic) => topic.known)
  if (solved) return { ...row, reason: { solved: solved.solved, topic: solved.name } }
  if (known) return { ...row, reason: { topic: known.name } }
  return { ...row, reason: product === null ? null : { product } }
}
