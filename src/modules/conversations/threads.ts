/** Threads: questions and discussions, started and edited by members. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand, Outdated } from '#platform/problems.ts'
import { spend } from '#platform/limits.ts'
import { countForMember } from '#modules/members/index.ts'
import { slugOf, spaceShown, topicsNamed } from '#modules/spaces/index.ts'
import { endAskAsPosted } from './asks.ts'
import { columnsOf, cookedToPost, keepMeant, languageOf, whoIs } from './cooking.ts'
import { dropDraft } from './drafts.ts'
import { threadEdited, threadStarted } from './facts.ts'
import { followQuietly } from './follows.ts'
import { may } from './permissions.ts'
import { keepRevision } from './revisions.ts'
import type { EditedThread, Kind, NewThread } from './shapes.ts'
import { holdThread } from './sight.ts'

export interface ThreadRef {
  id: number
  kind: Kind
  slug: string
  openingId: number
}

export async function startThread(ctx: Ctx, input: NewThread): Promise<ThreadRef> {
  const text = await cookedToPost(ctx, input.body)
  await spend(ctx, `thread:${ctx.viewer.id}`, { max: 20, seconds: 86_400 })
  return transaction(ctx, async (tx) => {
    const space = await spaceShown(tx, { id: input.spaceId })
    demand(may.ask(tx.viewer, space), 'conversations:problem.mayNotAsk')

    const thread = await tx.db
      .insertInto('thread')
      .values({
        kind: input.kind,
        spaceId: space.id,
        authorId: memberId(tx),
        title: input.title,
        slug: slugOf(input.title) || input.kind,
        products: input.products,
        createdAt: tx.now,
        activeAt: tx.now,
        lastAuthorId: tx.viewer.id,
      })
      .returning(['id', 'slug'])
      .executeTakeFirstOrThrow()
    const opening = await tx.db
      .insertInto('post')
      .values({
        threadId: thread.id,
        kind: 'opening',
        authorId: memberId(tx),
        body: input.body,
        createdAt: tx.now,
        ...columnsOf(text),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await setTopics(tx, thread.id, input.topics, tx.now)
    await keepMeant(tx, opening.id, text)
    await followQuietly(tx, thread.id, memberId(tx), 'asked')
    await countForMember(
      tx,
      memberId(tx),
      space.see,
      input.kind === 'question' ? { questionCount: 1 } : { discussionCount: 1 },
    )
    await dropDraft(tx, 'ask')
    const askId = input.ask ? await endAskAsPosted(tx, input.ask, thread.id) : undefined
    await record(tx, threadStarted, {
      subjectId: thread.id,
      spaceId: space.id,
      data: { kind: input.kind, ...(askId && { askId }) },
    })
    return { id: thread.id, kind: input.kind, slug: thread.slug, openingId: opening.id }
  })
}

/** Changes title, text and topics of a thread. The version decides between two who edit at once. */
export async function editThread(ctx: Ctx, id: number, input: EditedThread): Promise<ThreadRef> {
  const text = await cookedToPost(ctx, input.body)
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, id)
    demand(may.editThread(tx.viewer, thread), 'conversations:problem.mayNotEdit')
    const opening = await tx.db
      .selectFrom('post')
      .selectAll()
      .where('threadId', '=', id)
      .where('kind', '=', 'opening')
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (opening.version !== input.version)
      throw new Outdated({ version: opening.version, title: thread.title, body: opening.body })

    const topics = await topicsOf(tx, id)
    const version = await keepRevision(tx, { ...opening, title: thread.title, topics }, input)
    await tx.db
      .updateTable('post')
      .set({ body: input.body, ...columnsOf(text), ...languageOf(text, input.language, opening), version, editedAt: tx.now, editedById: tx.viewer.id })
      .where('id', '=', opening.id)
      .execute()
    const slug = slugOf(input.title) || thread.kind
    await tx.db
      .updateTable('thread')
      .set({ title: input.title, slug, version: thread.version + 1 })
      .where('id', '=', id)
      .execute()
    await setTopics(tx, id, input.topics)
    const named = await keepMeant(tx, opening.id, text)
    await dropDraft(tx, `edit:${opening.id}`)
    await record(tx, threadEdited, { subjectId: id, spaceId: thread.spaceId, data: { version, ...whoIs(named) } })
    return { id, kind: thread.kind, slug, openingId: opening.id }
  })
}

export async function topicsOf(tx: Pick<Ctx, 'db'>, threadId: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('threadTopic')
    .innerJoin('topic', 'topic.id', 'threadTopic.topicId')
    .select('topic.slug')
    .where('threadId', '=', threadId)
    .orderBy('topic.slug')
    .execute()
  return rows.map((row) => row.slug)
}

/** Sets the topics of a thread. `thread_topic.active_at` repeats the thread's, so that a topic's list needs no join to sort. */
export async function setTopics(
  tx: Ctx,
  threadId: number,
  words: readonly string[],
  activeAt?: Date,
): Promise<void> {
  const topics = await topicsNamed(tx, words)
  const moment =
    activeAt ??
    (await tx.db.selectFrom('thread').select('activeAt').where('id', '=', threadId).executeTakeFirstOrThrow())
      .activeAt
  await tx.db.deleteFrom('threadTopic').where('threadId', '=', threadId).execute()
  if (topics.length === 0) return
  await tx.db
    .insertInto('threadTopic')
    .values(topics.map((topic) => ({ threadId, topicId: topic.id, activeAt: moment })))
    .execute()
}
