/** Openings, answers, replies and comments as they come, with their votes, marks and history. */
import { sql } from 'kysely'
import { idList } from '#platform/many.ts'
import { postRemoved, postRestored, postWritten, putMentions, setPostsRemoved } from '#modules/conversations/index.ts'
import { keysIn, putUses } from '#modules/files/index.ts'
import { handlesTaken } from '#modules/members/index.ts'
import { putPaths } from './addresses.ts'
import type { WritingEntry } from './batch.ts'
import type { Item } from './items.ts'
import type { Placed } from './placed.ts'
import { membersIn } from './write-said.ts'
import type { Writer } from './writer.ts'
import { writeHistory } from './write-history.ts'
import { writeMarks, writeVotes } from './write-votes.ts'

interface Room {
  threadId: number
  spaceId: number
  threadAuthorId: number
}

export async function writePosts(writer: Writer, entries: readonly WritingEntry[]) {
  if (entries.length === 0) return
  await findAll(writer, entries)
  const { fresh, changed } = await writer.meet('post', entries, ({ post, thread }) =>
    writer.skip('sameIdTwice', (post ?? thread)?.at),
  )
  const rooms = await roomsOf(writer, entries)
  const added = await placeNew(writer, fresh, rooms)
  const renewed = await placeChanged(writer, changed, rooms)
  await writeHistory(writer, added, renewed)
  await writer.passIds('post')
  await setRemoved(writer, [...added, ...renewed])
  await setMentions(writer, [...added, ...renewed])
  await setFiles(writer, [...added, ...renewed])
  for (const each of added) tell(writer, each)
  await writer.items(
    [...added, ...renewed].map(({ entry, id, version }) => ({
      kind: 'post',
      foreignId: entry.record.id,
      localId: id,
      digest: entry.digest,
      version,
    })),
  )
  await putPaths(
    writer.tx,
    [...added, ...renewed].flatMap(({ entry, id }) =>
      (entry.record.paths ?? []).map((path) => ({ path, targetKind: 'post' as const, targetId: id })),
    ),
  )
  await writeMarks(writer, added, renewed)
  await writeVotes(writer, entries, new Set(added.map((each) => each.id)))
}

async function findAll({ refs, tx }: Writer, entries: readonly WritingEntry[]) {
  for (const { record, post } of entries) {
    refs.want('member', record.author, record.editedBy, record.removedBy, post?.accepted?.by)
    refs.want(
      'member',
      ...(record.votes ?? []).map((vote) => vote.member),
      ...(record.revisions ?? []).map((each) => each.author),
      ...membersIn(record),
    )
    if (post) refs.want('thread', post.thread)
    if (post) refs.want('post', post.parent)
  }
  await refs.find(tx)
}

/** The threads that the posts of this batch stand in, with what facts must know of them. */
async function roomsOf({ refs, tx }: Writer, entries: readonly WritingEntry[]): Promise<Map<number, Room>> {
  const ids = entries.flatMap(({ post, thread }) => refs.get('thread', post ? post.thread : thread!.id) ?? [])
  const { rows } = await sql<{ id: number; spaceId: number; authorId: number }>`
    select id, space_id, author_id from thread where id = any(${idList([...new Set(ids)])})`.execute(tx.db)
  return new Map(
    rows.map((row) => [
      Number(row.id),
      { threadId: Number(row.id), spaceId: Number(row.spaceId), threadAuthorId: Number(row.authorId) },
    ]),
  )
}

// One after the other in the order they came: what a post hangs under has its id by then.
async function placeNew(writer: Writer, fresh: readonly WritingEntry[], rooms: Map<number, Room>): Promise<Placed[]> {
  const ids = await writer.idsFor(
    'post',
    fresh.map((each) => each.record.id),
  )
  return fresh.flatMap((entry, index) => {
    const place = placeOf(writer, entry, rooms)
    if (!place) return []
    writer.refs.set('post', entry.record.id, ids[index]!)
    return [{ ...place, id: ids[index]!, item: null, version: 1 }]
  })
}

/** Leaves out what somebody has edited here: an import never writes over it. */
async function placeChanged(
  writer: Writer,
  changed: readonly { entry: WritingEntry; item: Item }[],
  rooms: Map<number, Room>,
): Promise<Placed[]> {
  const rows = await writer.tx.db
    .selectFrom('post')
    .select(['id', 'version'])
    .where('id', 'in', [0, ...changed.map(({ item }) => item.localId)])
    .execute()
  const versions = new Map(rows.map((row) => [row.id, row.version]))
  const ours = changed.filter(({ item }) => versions.get(item.localId) !== item.version)
  // It is still there at its source: what was not met in a run is removed.
  await writer.seen('post', ours)
  return changed.flatMap(({ entry, item }) => {
    const version = versions.get(item.localId)
    if (version !== item.version) writer.skip('editedHere', (entry.post ?? entry.thread)?.at)
    const place = version === item.version ? placeOf(writer, entry, rooms) : null
    return place ? [{ ...place, id: item.localId, item, version: item.version }] : []
  })
}

function placeOf(writer: Writer, entry: WritingEntry, rooms: Map<number, Room>) {
  const { refs } = writer
  const { record, post, thread } = entry
  const room = rooms.get(refs.get('thread', post ? post.thread : thread!.id) ?? 0)
  const authorId = refs.get('member', record.author)
  const parentId = post?.parent == null ? null : refs.get('post', post.parent)
  const lost = !room
    ? 'postInMissingThread'
    : authorId === undefined
      ? 'postWithoutAuthor'
      : parentId === undefined && post?.type === 'comment'
        ? 'commentOnMissingPost'
        : null
  if (lost) writer.skip(lost, (post ?? thread)?.at)
  return lost
    ? null
    : { entry, ...room!, parentId: parentId ?? null, authorId: authorId!, kind: post?.type ?? ('opening' as const) }
}

// What the source hid is hidden, what it shows again is shown again; what was removed here by somebody stays removed.
async function setRemoved(writer: Writer, posts: readonly Placed[]) {
  const removed = posts.filter(({ entry }) => entry.record.removedAt)
  await setPostsRemoved(
    writer.tx,
    removed.map(({ id, entry: { record } }) => ({
      id,
      removedAt: record.removedAt!,
      removedById: writer.refs.get('member', record.removedBy) ?? null,
    })),
  )
  const shown = posts.filter(({ entry, item }) => item && !entry.record.removedAt).map((each) => each.id)
  const hidden = await writer.tx.db
    .selectFrom('post')
    .select('id')
    .where('id', 'in', [0, ...shown])
    .where('removedAt', 'is not', null)
    .where('removedById', 'is', null)
    .execute()
  const back = new Set(hidden.map(({ id }) => id))
  await setPostsRemoved(
    writer.tx,
    [...back].map((id) => ({ id, removedAt: null, removedById: null })),
  )
  for (const { id, spaceId, threadId, authorId, kind } of posts.filter((each) => back.has(each.id)))
    writer.fact(postRestored, { actorId: null, subjectId: id, spaceId, at: writer.tx.now, data: { threadId, authorId, kind } })
}

async function setMentions(writer: Writer, posts: readonly Placed[]) {
  const mentioned = posts.map(({ entry, id }) => ({
    id,
    handles: writer.prepared.cooked.get(entry.record.body)!.mentions.filter((each) => writer.prepared.handles.has(each)),
  }))
  const members = await handlesTaken(writer.tx, [...new Set(mentioned.flatMap((each) => each.handles))])
  await putMentions(
    writer.tx,
    posts.filter((each) => each.item).map((each) => each.id),
    mentioned.flatMap(({ id, handles }) =>
      handles.flatMap((handle) => (members.has(handle) ? [{ postId: id, memberId: members.get(handle)! }] : [])),
    ),
  )
}

// What an archive of ours shows; from elsewhere an address that looks like ours is only an address.
async function setFiles({ from, prepared, tx }: Writer, posts: readonly Placed[]) {
  if (!from.ours || posts.length === 0) return
  await putUses(tx, 'post', posts.map(({ id, entry }) => ({ id, keys: keysIn(prepared.markdown.get(entry.record.body)!) })))
}

function tell(writer: Writer, { entry: { record }, id, threadId, spaceId, authorId, kind }: Placed) {
  const about = { subjectId: id, spaceId, data: { threadId, authorId, kind } }
  if (kind !== 'opening') writer.fact(postWritten, { ...about, actorId: authorId, at: record.createdAt })
  if (record.removedAt)
    writer.fact(postRemoved, { ...about, actorId: writer.refs.get('member', record.removedBy) ?? null, at: record.removedAt })
}
