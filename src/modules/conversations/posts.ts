/** Posts: answers to questions, replies to discussions, comments under either. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record, tellChanged } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { Conflict, demand, Outdated } from '#platform/problems.ts'
import { columnsOf, cookedToPost, keepMeant, languageOf, whoIs, type Written } from './cooking.ts'
import { credit } from './credit.ts'
import { dropDraft } from './drafts.ts'
import { postEdited, postRemoved, postRestored, postWritten } from './facts.ts'
import { levelBy } from './follows.ts'
import { may } from './permissions.ts'
import { keepRevision } from './revisions.ts'
import type { EditedPost } from './shapes.ts'
import { type HeldPost, type HeldThread, holdPost, holdThread } from './sight.ts'
import { retally, retallyPost } from './tally.ts'

export interface PostRef {
  id: number
  threadId: number
  parentId: number | null
  kind: 'opening' | 'answer' | 'reply' | 'comment'
  thread: { id: number; kind: 'question' | 'discussion'; slug: string }
}

const pace = { max: 12, seconds: 60 }

/** An answer to a question, or a reply in a discussion. */
export async function postAnswer(ctx: Ctx, threadId: number, { body }: { body: string }): Promise<PostRef> {
  const text = await cookedToPost(ctx, body)
  await spend(ctx, `post:${ctx.viewer.id}`, pace)
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, threadId)
    demand(
      may.answer(tx.viewer, thread),
      thread.closedAt ? 'conversations:problem.closed' : 'conversations:problem.mayNotAnswer',
    )
    const kind = thread.kind === 'question' ? 'answer' : 'reply'
    const ref = await writePost(tx, thread, { kind, parentId: null, body }, text, `thread:${threadId}`)
    await credit(tx, memberId(tx), thread, { answerCount: 1 })
    return ref
  })
}

/** A comment under the opening, an answer or a reply. */
export async function postComment(ctx: Ctx, parentId: number, { body }: { body: string }): Promise<PostRef> {
  const text = await cookedToPost(ctx, body)
  await spend(ctx, `post:${ctx.viewer.id}`, pace)
  return transaction(ctx, async (tx) => {
    const parent = await holdPost(tx, parentId)
    demand(
      may.comment(tx.viewer, parent.thread),
      parent.thread.closedAt ? 'conversations:problem.closed' : 'conversations:problem.mayNotAnswer',
    )
    if (parent.kind === 'comment') throw new Conflict('conversations:problem.commentOnComment')
    if (parent.removedAt !== null) throw new Conflict('conversations:problem.parentRemoved')
    const ref = await writePost(tx, parent.thread, { kind: 'comment', parentId, body }, text, `comment:${parentId}`)
    await retallyPost(tx, parentId)
    return ref
  })
}

interface NewRow {
  kind: 'answer' | 'reply' | 'comment'
  parentId: number | null
  body: string
}

async function writePost(
  tx: Ctx,
  thread: HeldThread,
  row: NewRow,
  text: Written,
  place: string,
): Promise<PostRef> {
  const post = await tx.db
    .insertInto('post')
    .values({ threadId: thread.id, authorId: memberId(tx), createdAt: behind(thread, tx.now), ...row, ...columnsOf(text) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await retally(tx, thread.id)
  if (text.mentions.length > 0 || text.files.length > 0 || text.alone.length > 0) await keepMeant(tx, post.id, text)
  await settleAuthor(tx, thread.id, place)
  await record(tx, postWritten, {
    subjectId: post.id,
    spaceId: thread.spaceId,
    data: { threadId: thread.id, authorId: memberId(tx), kind: row.kind },
  })
  return {
    id: post.id,
    threadId: thread.id,
    parentId: row.parentId,
    kind: row.kind,
    thread: { id: thread.id, kind: thread.kind, slug: thread.slug },
  }
}

// Who waited for another to write in the same thread began before them: one after the other, so that whoever has read up
// to the other does not pass over this one.
const behind = ({ activeAt }: HeldThread, now: Date) => {
  const ahead = activeAt.getTime() - now.getTime()
  return ahead >= 0 && ahead < 5_000 ? new Date(activeAt.getTime() + 1) : now
}

/** Whoever writes tracks the thread, has read it, and needs the draft no more: one statement. */
async function settleAuthor(tx: Ctx, threadId: number, place: string): Promise<void> {
  const me = memberId(tx)
  await sql`
    with followed as (
      insert into thread_follow (thread_id, member_id, level, cause, at) values (${threadId}, ${me}, ${levelBy.wrote}, 'wrote', ${tx.now}) on conflict do nothing),
    read as (
      insert into thread_read (member_id, thread_id, read_at) values (${me}, ${threadId}, ${tx.now})
      on conflict (member_id, thread_id) do update set read_at = greatest(thread_read.read_at, excluded.read_at))
    delete from draft where member_id = ${me} and place = ${place}`.execute(tx.db)
  tellChanged(tx, [`member:${me}`])
}

export async function editPost(ctx: Ctx, id: number, input: EditedPost): Promise<PostRef> {
  const text = await cookedToPost(ctx, input.body)
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, id)
    demand(may.editPost(tx.viewer, post), 'conversations:problem.mayNotEdit')
    if (post.kind === 'opening') throw new Conflict('conversations:problem.editThreadInstead')
    if (post.version !== input.version) throw new Outdated({ version: post.version, body: post.body })
    const version = await keepRevision(tx, post, input)
    await tx.db
      .updateTable('post')
      .set({ body: input.body, ...columnsOf(text), ...languageOf(text, input.language, post), version, editedAt: tx.now, editedById: tx.viewer.id })
      .where('id', '=', id)
      .execute()
    const named = await keepMeant(tx, id, text)
    await dropDraft(tx, `edit:${id}`)
    await record(tx, postEdited, {
      subjectId: id,
      spaceId: post.thread.spaceId,
      data: { ...about(post), version, ...whoIs(named) },
    })
    return refTo(post)
  })
}

/** Takes a post out of sight. It can be brought back by whoever removed it, and by the team. */
export async function removePost(ctx: Ctx, id: number): Promise<PostRef> {
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, id)
    demand(may.removePost(tx.viewer, post), 'conversations:problem.mayNotRemove')
    if (post.removedAt === null) await setRemoved(tx, post, tx.now)
    return refTo(post)
  })
}

export async function restorePost(ctx: Ctx, id: number): Promise<PostRef> {
  return transaction(ctx, async (tx) => {
    const post = await holdPost(tx, id)
    demand(may.removePost(tx.viewer, post), 'conversations:problem.mayNotRemove')
    const { removedById } = await tx.db
      .selectFrom('post')
      .select('removedById')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    demand(
      removedById === tx.viewer.id || may.seeRemoved(tx.viewer, post.thread.space),
      'conversations:problem.removedByTeam',
    )
    if (post.removedAt !== null) await setRemoved(tx, post, null)
    return refTo(post)
  })
}

async function setRemoved(tx: Ctx, post: HeldPost, at: Date | null) {
  await tx.db
    .updateTable('post')
    .set({ removedAt: at, removedById: at && tx.viewer.id })
    .where('id', '=', post.id)
    .execute()
  await credit(tx, post.authorId, post.thread, {
    helpfulCount: at ? -post.helpfulCount : post.helpfulCount,
    ...(post.kind !== 'comment' && { answerCount: at ? -1 : 1 }),
    ...(post.thread.acceptedPostId === post.id && { acceptedCount: -1 }),
  })
  if (post.parentId !== null) await retallyPost(tx, post.parentId)
  await retally(tx, post.threadId)
  await record(tx, at ? postRemoved : postRestored, {
    subjectId: post.id,
    spaceId: post.thread.spaceId,
    data: about(post),
  })
}

const about = (post: HeldPost) => ({ threadId: post.threadId, authorId: post.authorId, kind: post.kind })

export const refTo = (post: HeldPost): PostRef => ({
  id: post.id,
  threadId: post.threadId,
  parentId: post.parentId,
  kind: post.kind,
  thread: { id: post.thread.id, kind: post.thread.kind, slug: post.thread.slug },
})
