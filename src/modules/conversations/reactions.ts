/** Reactions: one word to a post of somebody else, each once. Saying it twice says it once; counts are exact under races. */
import { sql } from 'kysely'
import { type Ctx, type Level, memberId, reaches, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { demand } from '#platform/problems.ts'
import { notify } from '#modules/notifications/index.ts'
import { postReacted, postUnreacted } from './facts.ts'
import { hearersOf } from './hearers.ts'
import type { ReactionKind } from './pages/reaction-kinds.ts'
import { may } from './permissions.ts'
import { type PostRef, refTo } from './posts.ts'
import { type HeldPost, holdPost, pathOf, postPath } from './sight.ts'

// Who has been given duties is trusted with more.
const aDay = { members: 50, champions: 200 }

export async function react(ctx: Ctx, postId: number, kind: ReactionKind): Promise<PostRef> {
  const max = reaches(ctx.viewer, 'champions') ? aDay.champions : aDay.members
  await spend(ctx, `reaction:${ctx.viewer.id}`, { max, seconds: 86_400 })
  return transaction(ctx, async (tx) => {
    const post = await holdReactable(tx, postId)
    const row = { memberId: memberId(tx), postId, kind, at: tx.now }
    const added = await tx.db.insertInto('reaction').values(row).onConflict((clash) => clash.doNothing()).returning('postId').executeTakeFirst()
    if (added) await recount(tx, post, kind, true)
    return refTo(post)
  })
}

export async function unreact(ctx: Ctx, postId: number, kind: ReactionKind): Promise<PostRef> {
  return transaction(ctx, async (tx) => {
    const post = await holdReactable(tx, postId)
    const gone = await tx.db.deleteFrom('reaction').where('memberId', '=', memberId(tx)).where('postId', '=', postId).where('kind', '=', kind).returning('postId').executeTakeFirst()
    if (gone) await recount(tx, post, kind, false)
    return refTo(post)
  })
}

async function holdReactable(tx: Ctx, postId: number): Promise<HeldPost> {
  const post = await holdPost(tx, postId)
  demand(may.react(tx.viewer, post), 'conversations:reaction.mayNot')
  return post
}

/** The post is held: nobody else counts meanwhile. */
async function recount(tx: Ctx, post: HeldPost, reaction: ReactionKind, said: boolean): Promise<void> {
  await recountReactions(tx, sql`post.id = ${post.id}`)
  const data = { threadId: post.threadId, authorId: post.authorId, kind: post.kind, reaction }
  await record(tx, said ? postReacted : postUnreacted, { subjectId: post.id, spaceId: post.thread.spaceId, data })
}

/** Sets the counts of posts from what was said to them. */
export async function recountReactions(tx: Pick<Ctx, 'db'>, which: ReturnType<typeof sql>): Promise<void> {
  await sql`update post set reactions = coalesce((
      select jsonb_object_agg(kind, people) from (select kind, count(*) as people from reaction where post_id = post.id group by kind) said), '{}')
    where ${which}`.execute(tx.db)
}

/** Thanks reach the author here, once from each member for a post, and by nobody's mail. */
export async function tellOfThanks(tx: Ctx, factId: number, postId: number, by: number): Promise<void> {
  const said = await tx.db.selectFrom('reaction')
    .innerJoin('post', 'post.id', 'reaction.postId').innerJoin('thread', 'thread.id', 'post.threadId').innerJoin('space', 'space.id', 'thread.spaceId')
    .select(['post.kind as postKind', 'post.authorId', 'thread.id', 'thread.kind', 'thread.slug', 'thread.title', 'thread.spaceId', 'thread.authorId as askerId', 'space.see'])
    .where('reaction.memberId', '=', by).where('reaction.postId', '=', postId).where('reaction.kind', '=', 'thanks')
    .where('post.removedAt', 'is', null).where('thread.removedAt', 'is', null).executeTakeFirst()
  // Taken back meanwhile.
  if (!said) return
  const path = said.postKind === 'opening' ? pathOf(said) : postPath(said, postId)
  const before = await tx.db.selectFrom('notification').select('id')
    .where('memberId', '=', said.authorId).where('actorId', '=', by).where('kind', '=', 'thanks').where('path', '=', path).executeTakeFirst()
  if (before) return
  const thread = { id: said.id, authorId: said.askerId, spaceId: said.spaceId, see: said.see as Level }
  const hearers = await hearersOf(tx, { thread, by, meant: [said.authorId] })
  const told = hearers.filter(({ id, muted }) => id === said.authorId && !muted).map(({ id }) => ({ memberId: id, kind: 'thanks' as const }))
  await notify(tx, told, { factId, actorId: by, title: said.title, path, spaceId: said.spaceId, threadId: said.id })
}
