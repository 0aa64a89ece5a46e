/** Topics: tags that describe what a thread is about. A synonym leads to the one topic that is meant. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found } from '#platform/problems.ts'
import { topicAdded, topicChanged } from './facts.ts'
import { may } from './permissions.ts'
import { slugOf, type Topic } from './queries.ts'
import type { ChangedTopic } from './shapes.ts'

/** The topics of these words, added where they do not exist yet. Synonyms are followed, doubles fall together. */
export async function topicsNamed(tx: Ctx, words: readonly string[]): Promise<Topic[]> {
  const slugs = [...new Set(words.map((word) => slugOf(word.replace(/^#/, ''), 40)).filter((slug) => slug.length > 1))]
  const topics = new Map<number, Topic>()
  for (const slug of slugs) {
    const topic = (await topicOf(tx, slug)) ?? (await addTopic(tx, slug))
    topics.set(topic.id, topic)
  }
  return [...topics.values()]
}

async function topicOf(tx: Ctx, slug: string): Promise<Topic | undefined> {
  return tx.db.selectFrom('topic').select(['id', 'slug', 'name', 'description', 'version'])
    .where((eb) => eb.or([
      eb('slug', '=', slug),
      eb('id', 'in', eb.selectFrom('topicSynonym').select('topicId').where('topicSynonym.slug', '=', slug)),
    ])).executeTakeFirst()
}

async function addTopic(tx: Ctx, slug: string): Promise<Topic> {
  const added = await tx.db.insertInto('topic').values({ slug, name: slug, createdAt: tx.now })
    .onConflict((clash) => clash.doNothing()).returning(['id', 'slug', 'name', 'description', 'version']).executeTakeFirst()
  // Somebody else was quicker with the same new topic.
  if (!added) return (await topicOf(tx, slug))!
  await record(tx, topicAdded, { subjectId: added.id, data: {} })
  return added
}

export async function changeTopic(ctx: Ctx, slug: string, input: ChangedTopic): Promise<{ slug: string }> {
  demand(may.editTopics(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    const topic = found(await tx.db.selectFrom('topic').selectAll().where('slug', '=', slug).forUpdate().executeTakeFirst())
    if (topic.version !== input.version) throw new Conflict('spaces:changedMeanwhile')
    await tx.db.updateTable('topic')
      .set({ name: input.name, description: input.description, version: topic.version + 1 }).where('id', '=', topic.id).execute()
    await setSynonyms(tx, topic.id, input.synonyms)
    await record(tx, topicChanged, { subjectId: topic.id, data: { fields: ['name', 'description', 'synonyms'] } })
    return { slug }
  })
}

/** Replaces the synonyms of a topic. A word that is a topic of its own cannot be a synonym of another. */
export async function setSynonyms(tx: Ctx, topicId: number, words: readonly string[]) {
  const slugs = [...new Set(words.map((word) => slugOf(word, 40)).filter(Boolean))]
  await tx.db.deleteFrom('topicSynonym').where('topicId', '=', topicId).execute()
  for (const slug of slugs) {
    if (await tx.db.selectFrom('topic').select('id').where('slug', '=', slug).executeTakeFirst()) throw new Conflict('spaces:topic.exists', { slug })
    await tx.db.insertInto('topicSynonym').values({ slug, topicId }).onConflict((clash) => clash.column('slug').doUpdateSet({ topicId })).execute()
  }
}
