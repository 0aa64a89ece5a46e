/** Threads as they come; their openings are written with the posts. */
import { sql } from 'kysely'
import { cleanText } from '#platform/input.ts'
import { idList } from '#platform/many.ts'
import {
  putThreads,
  putTopicsOfThreads,
  setMerged,
  setThreadsRemoved,
  changeThreads,
  threadClosed,
  threadJoined,
  threadMerged,
  threadRemoved,
  threadReopened,
  threadRestored,
  threadStarted,
  type ThreadColumns,
} from '#modules/conversations/index.ts'
import { slugOf, topicIdsOrNew, topicSlug } from '#modules/spaces/index.ts'
import { putPaths } from './addresses.ts'
import type { Entry } from './batch.ts'
import type { Item } from './items.ts'
import type { ThreadRecord } from './records.ts'
import { writePeople } from './write-people.ts'
import type { Writer } from './writer.ts'

type Thread = Entry<ThreadRecord>

interface Placed {
  entry: Thread
  id: number
  spaceId: number
  authorId: number
  item: Item | null
  before?: Before
}

/** A thread as it was before this run. */
interface Before {
  title: string
  topics: string[]
  version: number
  closedAt: Date | null
  removedAt: Date | null
}

export async function writeThreads(writer: Writer, entries: readonly Thread[]) {
  if (entries.length === 0) return
  await findPeople(writer, entries)
  const { fresh, changed } = await writer.meet('thread', entries, ({ record }) => writer.skip('sameIdTwice', record.at))
  const complete = placed(writer, fresh)
  const ids = await writer.idsFor(
    'thread',
    complete.map((each) => each.entry.record.id),
  )
  const added = complete.map((each, index) => ({ ...each, id: ids[index]!, item: null }))
  for (const { entry, id } of added) writer.refs.set('thread', entry.record.id, id)
  await putThreads(
    writer.tx,
    added.map((each) => rowOf(writer, each)),
  )
  await writer.passIds('thread')
  const renewed = await renew(writer, changed)
  await setStates(writer, [...added, ...renewed])
  await setTopics(writer, [...added, ...renewed])
  for (const each of added) tell(writer, each)
  for (const each of renewed) tellChange(writer, each)
  await keep(writer, [...added, ...renewed])
  await writePeople(writer, entries)
}

async function findPeople({ refs, tx }: Writer, entries: readonly Thread[]) {
  for (const { record } of entries) {
    refs.want('space', record.space)
    refs.want('thread', record.mergedInto)
    refs.want('member', record.author, record.closedBy, record.removedBy)
    refs.want('member', ...[...(record.followers ?? []), ...(record.same ?? [])].map((each) => each.member))
  }
  await refs.find(tx)
}

/** Those whose space and author are known. */
function placed(writer: Writer, entries: readonly Thread[]): Omit<Placed, 'id' | 'item'>[] {
  return entries.flatMap((entry) => {
    const spaceId = writer.refs.get('space', entry.record.space)
    const authorId = writer.refs.get('member', entry.record.author)
    if (spaceId === undefined || authorId === undefined)
      writer.skip(spaceId === undefined ? 'threadWithoutSpace' : 'threadWithoutAuthor', entry.record.at)
    return spaceId === undefined || authorId === undefined ? [] : [{ entry, spaceId, authorId }]
  })
}

function rowOf({ refs }: Writer, { entry: { record }, id, spaceId, authorId }: Placed): ThreadColumns {
  const title = cleanText(record.title).replace(/\s+/g, ' ').trim() || '…'
  return {
    id,
    kind: record.type,
    spaceId,
    authorId,
    title,
    slug: slugOf(record.slug ?? title) || record.type,
    products: record.products ?? [],
    createdAt: record.createdAt,
    activeAt: record.createdAt,
    viewCount: record.views ?? 0,
    pinnedAt: record.pinnedAt ?? null,
    closedAt: record.closedAt ?? null,
    closedById: refs.get('member', record.closedBy) ?? null,
    closedReason: record.closedReason ?? null,
    version: record.version ?? 1,
  }
}

/** Changes threads to what their source says now, except those whose title somebody has changed here. */
async function renew(writer: Writer, changed: readonly { entry: Thread; item: Item }[]): Promise<Placed[]> {
  const before = await stateOf(
    writer,
    changed.map(({ item }) => item.localId),
  )
  const untouched = changed.filter(({ entry, item }) => {
    const same = before.get(item.localId)?.version === item.version
    if (!same) writer.skip('editedHere', entry.record.at)
    return same
  })
  await writer.seen(
    'thread',
    changed.filter((each) => !untouched.includes(each)),
  )
  const items = new Map(untouched.map(({ entry, item }) => [entry, item]))
  const renewed = placed(
    writer,
    untouched.map(({ entry }) => entry),
  ).map((each) => {
    const item = items.get(each.entry)!
    return { ...each, item, id: item.localId, before: before.get(item.localId)! }
  })
  for (const { id } of renewed) writer.titlesBefore.set(id, before.get(id)!)
  await changeThreads(
    writer.tx,
    renewed.map((each) => {
      const { activeAt: _, ...row } = rowOf(writer, each)
      return row
    }),
  )
  return renewed
}

async function stateOf({ tx }: Writer, ids: number[]) {
  if (ids.length === 0) return new Map<number, Before>()
  const { rows } = await sql<Before & { id: number }>`
    select thread.id, title, thread.version, closed_at, removed_at,
      array(select slug from thread_topic join topic on topic.id = topic_id where thread_id = thread.id order by slug) as topics
    from thread where id = any(${idList(ids)})`.execute(tx.db)
  return new Map(rows.map((row) => [Number(row.id), row]))
}

async function setStates(writer: Writer, threads: readonly Placed[]) {
  const { refs, tx } = writer
  const removed = threads.filter(({ entry, item }) => entry.record.removedAt || item?.digest === '')
  await setThreadsRemoved(
    tx,
    removed.map(({ id, entry: { record } }) => ({
      id,
      removedAt: record.removedAt ?? null,
      removedById: refs.get('member', record.removedBy) ?? null,
    })),
  )
  const merged = threads.flatMap(({ id, entry: { record } }) => {
    const mergedIntoId = refs.get('thread', record.mergedInto)
    return mergedIntoId === undefined ? [] : [{ id, mergedIntoId }]
  })
  await setMerged(tx, merged)
}

async function setTopics(writer: Writer, threads: readonly Placed[]) {
  const slugs = (record: ThreadRecord) => [...new Set(record.topics.map(topicSlug).filter(Boolean))]
  const ids = await topicIdsOrNew(
    writer.tx,
    threads.flatMap(({ entry }) => slugs(entry.record)),
  )
  await putTopicsOfThreads(
    writer.tx,
    threads.map((each) => each.id),
    threads.flatMap(({ id, entry: { record } }) =>
      slugs(record).map((slug) => ({ threadId: id, topicId: ids.get(slug)!, activeAt: record.createdAt })),
    ),
  )
}

function tell(writer: Writer, { entry: { record }, id, spaceId, authorId }: Placed) {
  const about = { subjectId: id, spaceId, data: { kind: record.type } }
  writer.fact(threadStarted, { ...about, actorId: authorId, at: record.createdAt })
  const actorId = writer.refs.get('member', record.closedBy) ?? null
  if (record.closedAt) writer.fact(threadClosed, { ...about, actorId, at: record.closedAt })
  if (record.mergedInto)
    writer.fact(threadMerged, {
      ...about,
      actorId,
      at: record.removedAt ?? record.createdAt,
      data: { into: writer.refs.get('thread', record.mergedInto) ?? 0 },
    })
  else if (record.removedAt)
    writer.fact(threadRemoved, { ...about, actorId: writer.refs.get('member', record.removedBy) ?? null, at: record.removedAt })
  for (const { member, at } of record.same ?? []) {
    const memberId = writer.refs.get('member', member)
    if (memberId !== undefined) writer.fact(threadJoined, { actorId: memberId, subjectId: id, spaceId, at, data: {} })
  }
}

/** What a later run finds closed, open again or back again, which a newer export alone could not tell. */
function tellChange(writer: Writer, { entry: { record }, id, spaceId, before }: Placed) {
  const about = { subjectId: id, spaceId, data: { kind: record.type } }
  const actorId = writer.refs.get('member', record.closedBy) ?? null
  if (record.closedAt && !before!.closedAt) writer.fact(threadClosed, { ...about, actorId, at: record.closedAt })
  if (!record.closedAt && before!.closedAt) writer.fact(threadReopened, { ...about, actorId: null, at: writer.tx.now })
  if (!record.removedAt && before!.removedAt) writer.fact(threadRestored, { ...about, actorId: null, at: writer.tx.now })
}

async function keep(writer: Writer, threads: readonly Placed[]) {
  await writer.items(
    threads.map(({ entry, id }) => ({
      kind: 'thread',
      foreignId: entry.record.id,
      localId: id,
      digest: entry.digest,
      version: entry.record.version ?? 1,
    })),
  )
  // Where the ids of one of our archives stay, the addresses stay too.
  if (writer.keepIds.has('thread')) return
  await putPaths(
    writer.tx,
    threads.flatMap(({ entry, id }) =>
      (entry.record.paths ?? []).map((path) => ({ path, targetKind: 'thread' as const, targetId: id })),
    ),
  )
}
