/** Topics by how much is written about them. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { found } from '#platform/problems.ts'
import { isTopicToKeep, maySpaces, slugOf, spacesInSight, topicShown } from '#modules/spaces/index.ts'
import { threadsListed } from './sight.ts'

export interface TopicRow {
  id: number
  slug: string
  name: string
  description: string
  threads: number
}

const size = 60

/** Topics with threads that the viewer may see, the busiest first; with `q`, those whose name or synonym has these words. */
export async function topicsByUse(
  ctx: Ctx,
  { q, older }: { q: string; older?: Key | undefined },
): Promise<Paged<TopicRow>> {
  const like = `%${slugOf(q).replace(/[%_\\]/g, '')}%`
  const after = older ? sql`where (told.threads::float8, -told.id::float8) < (${older.sort}::float8, ${-older.id}::float8)` : sql``
  const { rows } = await sql<TopicRow>`
    select told.* from (
      select topic.id, topic.slug, topic.name, topic.description, count(*)::int as threads
      from topic join thread_topic on thread_topic.topic_id = topic.id join thread on thread.id = thread_topic.thread_id
      where thread.removed_at is null and thread.space_id in (${spacesInSight(ctx)})
        and (topic.slug like ${like} or exists (select 1 from topic_synonym where topic_id = topic.id and slug like ${like}))
      group by topic.id) told
    ${after} order by told.threads desc, told.id limit ${size + 1}`.execute(ctx.db)
  return paged(
    rows.map((row) => ({ ...row, id: Number(row.id) })),
    size,
    (row) => ({ sort: row.threads, id: row.id }),
  )
}

/** Topics with threads that the viewer may see; those who keep the topics see also the ones that wait for their first thread. */
export function topicsInSight(ctx: Pick<Ctx, 'db' | 'viewer'>) {
  const topics = ctx.db.selectFrom('topic')
  if (maySpaces.editTopics(ctx.viewer, undefined)) return topics.where(isTopicToKeep(ctx))
  const used = threadsListed(ctx).innerJoin('threadTopic', 'threadTopic.threadId', 'thread.id').select('threadTopic.topicId')
  return topics.where('topic.id', 'in', used)
}

/** The topic of an address. One that only stands on threads out of sight does not exist for this viewer. */
export async function topicInSight(ctx: Ctx, slug: string) {
  const topic = await topicShown(ctx, slug)
  found(await topicsInSight(ctx).select('topic.id').where('topic.id', '=', topic.id).executeTakeFirst())
  return topic
}
