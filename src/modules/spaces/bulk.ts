/** Many spaces and topics at once, for imports and the sample. */
import type { Ctx } from '#platform/ctx.ts'
import { putMany, newIds } from '#platform/many.ts'
import { recordPast } from '#platform/past.ts'
import { topicAdded } from './facts.ts'
import { slugOf } from './queries.ts'

export interface SpaceRow {
  id: number
  parentId: number | null
  slug: string
  name: string
  description: string
  spine: number
  position: number
  see: string
  ask: string
  answer: string
  createdAt: Date
  archivedAt: Date | null
  version: number
}

export const putSpaces = (tx: Ctx, rows: readonly SpaceRow[]) => putMany(tx, 'space', rows, { key: ['id'] })

export interface TopicRow {
  id: number
  slug: string
  name: string
  description: string
  createdAt: Date
  version: number
}

export const putTopics = (tx: Ctx, rows: readonly TopicRow[]) => putMany(tx, 'topic', rows, { key: ['id'] })

/** Words that lead to a topic. One that is a topic itself, or leads elsewhere already, stays as it is. */
export async function putSynonyms(tx: Ctx, rows: readonly { slug: string; topicId: number }[]): Promise<void> {
  const taken = await tx.db
    .selectFrom('topic')
    .select('slug')
    .where('slug', 'in', ['', ...rows.map((row) => row.slug)])
    .execute()
  const slugs = new Set(taken.map((each) => each.slug))
  await putMany(
    tx,
    'topicSynonym',
    rows.filter((row) => !slugs.has(row.slug)),
    { skip: true },
  )
}

/** Takes topics away that nothing stands in any more. */
export async function dropTopics(tx: Ctx, ids: readonly number[]): Promise<void> {
  await tx.db
    .deleteFrom('topic')
    .where('id', 'in', [0, ...ids])
    .execute()
}

/** The slug of a tag of another system: one that knows `c`, `c++` and `c#` means three things. */
export const topicSlug = (word: string) => slugOf(word.replace(/^#/, '').replaceAll('+', ' plus ').replaceAll('#', ' sharp '), 40)

/** The ids of topics by their slugs, synonyms followed. */
export async function topicIds(ctx: Pick<Ctx, 'db'>, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map()
  const synonyms = await ctx.db
    .selectFrom('topicSynonym')
    .select(['slug', 'topicId as id'])
    .where('slug', 'in', [...slugs])
    .execute()
  const topics = await ctx.db
    .selectFrom('topic')
    .select(['slug', 'id'])
    .where('slug', 'in', [...slugs])
    .execute()
  return new Map([...synonyms, ...topics].map((row) => [row.slug, row.id]))
}

/** As `topicIds`, and adds those that do not exist yet. */
export async function topicIdsOrNew(tx: Ctx, slugs: readonly string[]): Promise<Map<string, number>> {
  const known = await topicIds(tx, slugs)
  const missing = [...new Set(slugs)].filter((slug) => !known.has(slug))
  const ids = await newIds(tx, 'topic', missing.length)
  await putTopics(
    tx,
    missing.map((slug, index) => ({ id: ids[index]!, slug, name: slug, description: '', createdAt: tx.now, version: 1 })),
  )
  await recordPast(
    tx,
    topicAdded,
    ids.map((subjectId) => ({ subjectId, actorId: null, spaceId: null, at: tx.now, data: {} })),
  )
  for (const [index, slug] of missing.entries()) known.set(slug, ids[index]!)
  return known
}
