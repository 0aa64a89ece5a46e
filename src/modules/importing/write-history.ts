/**
 * The texts of posts and their history. A source that knows every revision is believed: its list is the history. Of one
 * that only shows the present text, the loader keeps as revisions what it sees change from run to run.
 */
import { sql } from 'kysely'
import { idList } from '#platform/many.ts'
import {
  addRevisions,
  changePosts,
  postEdited,
  putPosts,
  putRevisions,
  type RevisionRow,
  threadEdited,
} from '#modules/conversations/index.ts'
import { topicSlug } from '#modules/spaces/index.ts'
import { type Placed, rowOf } from './placed.ts'
import type { Writer } from './writer.ts'

interface Before {
  id: number
  body: string
  version: number
  authorId: number
  createdAt: Date
  editedAt: Date | null
}

/** Writes the posts themselves, with the version that their history gives them. */
export async function writeHistory(writer: Writer, added: Placed[], renewed: Placed[]) {
  const before = await textsBefore(writer, renewed)
  for (const post of [...added, ...renewed]) post.version = Math.max(post.version, listed(post))
  const seen = renewed.flatMap((post) => revisionsSeen(writer, post, before.get(post.id)!))
  await putPosts(
    writer.tx,
    added.map((post) => rowOf(writer, post)),
  )
  await changePosts(
    writer.tx,
    renewed.map((post) => rowOf(writer, post)),
  )
  const withList = [...added, ...renewed].filter((post) => post.entry.record.revisions)
  await putRevisions(
    writer.tx,
    withList.filter((post) => post.item).map((post) => post.id),
    withList.flatMap((post) => revisionsOf(writer, post)),
  )
  await addRevisions(writer.tx, seen)
}

// A text that was never edited has no history: its one revision would only repeat it.
function listed({ entry: { record } }: Placed): number {
  return Math.max(1, record.revisions?.length ?? 0)
}

function revisionsOf(writer: Writer, post: Placed): RevisionRow[] {
  const { revisions = [], body } = post.entry.record
  if (revisions.length < 2) return []
  return revisions.map((each, index) => ({
    postId: post.id,
    number: index + 1,
    title: each.title,
    topics: each.topics?.map(topicSlug) ?? null,
    body: writer.prepared.markdown.get(index === revisions.length - 1 ? body : each.body)!,
    authorId: writer.refs.get('member', each.author) ?? null,
    at: each.at,
    reason: each.reason.slice(0, 500),
  }))
}

async function textsBefore({ tx }: Writer, renewed: readonly Placed[]): Promise<Map<number, Before>> {
  const { rows } =
    await sql<Before>`select id, body, version, author_id, created_at, edited_at from post
    where id = any(${idList(renewed.map((each) => each.id))})`.execute(tx.db)
  return new Map(rows.map((row) => [Number(row.id), row]))
}

/** What changed since the last run, where the source tells no history. Raises the version of the post. */
function revisionsSeen(writer: Writer, post: Placed, before: Before): RevisionRow[] {
  const { record, thread } = post.entry
  if (record.revisions) return editedSince(writer, post, before)
  const body = writer.prepared.markdown.get(record.body)!
  const titled = writer.titlesBefore.get(post.threadId)
  const now = { title: thread?.title ?? null, topics: thread?.topics.map(topicSlug).toSorted() ?? null, body }
  const was = {
    title: thread ? (titled?.title ?? now.title) : null,
    topics: thread ? (titled?.topics ?? now.topics) : null,
    body: before.body,
  }
  if (JSON.stringify(now) === JSON.stringify(was) || isRedrawn(record.editedAt, before)) return []
  post.version = before.version + 1
  const at = record.editedAt ?? writer.tx.now
  tell(writer, post, at)
  const newest = {
    postId: post.id,
    number: post.version,
    ...now,
    authorId: writer.refs.get('member', record.editedBy) ?? null,
    at,
    reason: '',
  }
  const first = { postId: post.id, number: 1, ...was, authorId: Number(before.authorId), at: before.createdAt, reason: '' }
  return before.version === 1 ? [first, newest] : [newest]
}

// The source says when it was last edited, and that moment has passed already: only the way it is drawn has changed.
const isRedrawn = (editedAt: Date | null | undefined, before: Before) =>
  editedAt !== undefined && (editedAt?.getTime() ?? 0) === (before.editedAt?.getTime() ?? 0)

function editedSince(writer: Writer, post: Placed, before: Before): [] {
  if (post.version > before.version) tell(writer, post, post.entry.record.editedAt ?? writer.tx.now)
  return []
}

function tell(writer: Writer, { id, threadId, spaceId, authorId, kind, version, entry }: Placed, at: Date) {
  const actorId = writer.refs.get('member', entry.record.editedBy) ?? null
  if (kind === 'opening') writer.fact(threadEdited, { actorId, subjectId: threadId, spaceId, at, data: { version } })
  else writer.fact(postEdited, { actorId, subjectId: id, spaceId, at, data: { threadId, authorId, kind, version } })
}
