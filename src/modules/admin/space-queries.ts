/** All spaces and topics as those see them who arrange them: archived ones too, with what lies in them. */
import { sql } from 'kysely'
import { closedGroups, isTopicToKeep, maySpaces, type Space, type Topic, topicShown } from '#modules/spaces/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { demand, found } from '#platform/problems.ts'

export interface KeptSpace extends Space {
  depth: number
  threads: number
}

const columns = [
  'id',
  'parentId',
  'slug',
  'name',
  'description',
  'spine',
  'position',
  'see',
  'ask',
  'answer',
  'version',
  'archivedAt',
] as const

/** From top to bottom: each parent is followed by its children. */
export async function keptSpaces(ctx: Ctx): Promise<KeptSpace[]> {
  demand(maySpaces.arrange(ctx.viewer, undefined))
  const all = await ctx.db
    .selectFrom('space')
    .select(columns)
    .select(
      sql<number>`(select count(*) from thread where thread.space_id = space.id and thread.removed_at is null)::int`.as(
        'threads',
      ),
    )
    .where('ask', '<>', 'group')
    .orderBy('position')
    .orderBy('id')
    .execute()
  const children = Map.groupBy(all, (space) => space.parentId)
  const walk = (parent: number | null, depth: number): KeptSpace[] =>
    (children.get(parent) ?? []).flatMap((space) => [{ ...space, depth }, ...walk(space.id, depth + 1)])
  return walk(null, 0)
}

export interface KeptTopic extends Topic {
  threads: number
  synonyms: string[]
}

const pageSize = 60

export async function keptTopics(
  ctx: Ctx,
  { q = '', older }: { q?: string | undefined; older?: Key | undefined },
): Promise<Paged<KeptTopic>> {
  demand(maySpaces.editTopics(ctx.viewer))
  const uses = sql<number>`(select count(*) from thread_topic join thread on thread.id = thread_id
    where thread_topic.topic_id = topic.id and thread.space_id <> all(${closedGroups(ctx)}))::int`
  let query = ctx.db
    .selectFrom('topic')
    .select(['id', 'slug', 'name', 'description', 'version', uses.as('threads')])
    .select(
      sql<string[]>`array(select slug from topic_synonym where topic_id = topic.id order by slug)`.as(
        'synonyms',
      ),
    )
    .where(isTopicToKeep(ctx))
    .orderBy(sql`${uses}`, 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  const like = `%${q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
  if (q.trim())
    query = query.where(
      sql<boolean>`(topic.slug like ${like} or lower(topic.name) like ${like} or exists (select from topic_synonym where topic_id = topic.id and topic_synonym.slug like ${like}))`,
    )
  if (older)
    query = query.where(
      sql<boolean>`(${uses}::float8, topic.id) < (${older.sort}::float8, ${older.id}::bigint)`,
    )
  return paged(await query.execute(), pageSize, ({ threads, id }) => ({ sort: threads, id }))
}

export async function keptTopic(ctx: Ctx, slug: string): Promise<Topic & { synonyms: string[] }> {
  demand(maySpaces.editTopics(ctx.viewer))
  const topic = await topicShown(ctx, slug)
  found(await ctx.db.selectFrom('topic').select('id').where('id', '=', topic.id).where(isTopicToKeep(ctx)).executeTakeFirst())
  return topic
}
