/** Votes and accepted answers as they come. */
import { answerAccepted, answerUnaccepted, dropAccepted, postVoted, putVotes, setAccepted } from '#modules/conversations/index.ts'
import type { WritingEntry } from './batch.ts'
import type { Placed } from './placed.ts'
import { writePolls, writeReactions } from './write-said.ts'
import type { Writer } from './writer.ts'

/** The mark moves where the source has moved it. */
export async function writeMarks(writer: Writer, added: readonly Placed[], renewed: readonly Placed[]) {
  const isAccepted = ({ entry }: Placed) => entry.post?.type === 'answer' && entry.post.accepted
  const lost = await dropAccepted(
    writer.tx,
    renewed.filter((each) => !isAccepted(each)).map((each) => each.id),
  )
  for (const { threadId, postId, authorId, spaceId } of lost) {
    writer.fact(answerUnaccepted, {
      actorId: null,
      subjectId: Number(postId),
      spaceId: Number(spaceId),
      at: writer.tx.now,
      data: { threadId: Number(threadId), authorId: Number(authorId) },
    })
  }
  const marked = [...added, ...renewed].filter(isAccepted)
  const standing = await marksOf(
    writer,
    marked.map((each) => each.threadId),
  )
  const moved = marked.filter((each) => standing.get(each.threadId) !== each.id)
  await setAccepted(
    writer.tx,
    moved.map((each) => ({ threadId: each.threadId, postId: each.id, ...markOf(writer, each) })),
  )
  for (const each of moved) tell(writer, each)
}

function markOf({ refs }: Writer, { entry }: Placed) {
  const { at, by } = entry.post!.accepted!
  return { at, byId: refs.get('member', by) ?? null }
}

async function marksOf({ tx }: Writer, threadIds: number[]) {
  const rows = await tx.db
    .selectFrom('thread')
    .select(['id', 'acceptedPostId'])
    .where('id', 'in', [0, ...threadIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row.acceptedPostId]))
}

function tell(writer: Writer, post: Placed) {
  const { at, byId } = markOf(writer, post)
  const data = { threadId: post.threadId, authorId: post.authorId, byAsker: byId !== null && byId === post.threadAuthorId }
  writer.fact(answerAccepted, { actorId: byId, subjectId: post.id, spaceId: post.spaceId, at, data })
}

/** The votes of posts, replaced where they have changed. Only a vote with a name is a fact: the others nobody gave. */
export async function writeVotes(writer: Writer, entries: readonly WritingEntry[], added: ReadonlySet<number>) {
  const told = entries.filter(({ record }) => record.votes !== undefined && writer.refs.get('post', record.id) !== undefined)
  const { fresh, changed } = await writer.meet(
    'votes',
    told.map((entry) => ({ ...entry, digest: entry.votesDigest })),
  )
  const touched = [...fresh.filter(({ record }) => record.votes!.length > 0 || record.reactions || record.polls), ...changed.map(({ entry }) => entry)]
  const postOf = (entry: WritingEntry) => writer.refs.get('post', entry.record.id)!
  const rows = touched.flatMap((entry) =>
    entry.record.votes!.map(({ member, value, at }) => ({
      postId: postOf(entry),
      memberId: writer.refs.get('member', member) ?? null,
      value,
      at,
    })),
  )
  await putVotes(
    writer.tx,
    touched.map(postOf).filter((id) => !added.has(id)),
    rows,
  )
  await writer.items(
    touched.map((entry) => ({ kind: 'votes', foreignId: entry.record.id, localId: postOf(entry), digest: entry.votesDigest })),
  )
  await writeReactions(writer, touched)
  await writePolls(writer, touched)
  await tellVotes(writer, fresh)
}

async function tellVotes(writer: Writer, entries: readonly WritingEntry[]) {
  const named = entries.flatMap((entry) =>
    entry.record.votes!.filter((vote) => vote.member !== null).map((vote) => ({ entry, vote })),
  )
  if (named.length === 0) return
  const ids = [...new Set(named.map(({ entry }) => writer.refs.get('post', entry.record.id)!))]
  const posts = await writer.tx.db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.threadId')
    .select(['post.id', 'post.kind', 'post.authorId', 'post.threadId', 'thread.spaceId'])
    .where('post.id', 'in', ids)
    .execute()
  const byId = new Map(posts.map((post) => [post.id, post]))
  for (const { entry, vote } of named) {
    const post = byId.get(writer.refs.get('post', entry.record.id)!)!
    const data = { threadId: post.threadId, authorId: post.authorId, kind: post.kind as 'answer', value: vote.value }
    writer.fact(postVoted, {
      actorId: writer.refs.get('member', vote.member) ?? null,
      subjectId: post.id,
      spaceId: post.spaceId,
      at: vote.at,
      data,
    })
  }
}
