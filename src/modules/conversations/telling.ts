/** Who is told of what happens in threads, here and by mail. */
import { sql } from 'kysely'
import type { Ctx, Level } from '#platform/ctx.ts'
import { type NoticeKind, notify, type Reason, type Told } from '#modules/notifications/index.ts'
import { peopleOfGroups } from './group-mentions.ts'
import { type Hearer, hearersOf } from './hearers.ts'
import { pathOf } from './sight.ts'

/** A post that is there, with its thread. */
interface Written {
  id: number
  kind: 'opening' | 'answer' | 'reply' | 'comment'
  authorId: number
  /** Who wrote what it comments on. */
  aboveId: number | null
  mentioned: number[]
  /** Groups that it names and tells. */
  groups: number[]
  thread: { id: number; kind: 'question' | 'discussion'; slug: string; title: string; authorId: number; spaceId: number; see: Level }
}

const written = (which: ReturnType<typeof sql>) => sql<Written>`
  select post.id::float8 as id, post.kind, post.author_id::float8 as author_id, above.author_id::float8 as above_id,
    (select coalesce(json_agg(member_id), '[]') from mention where post_id = post.id) as mentioned,
    (select coalesce(json_agg(space_id), '[]') from group_mention where post_id = post.id and tells) as groups,
    json_build_object('id', thread.id, 'kind', thread.kind, 'slug', thread.slug, 'title', thread.title, 'authorId', thread.author_id, 'spaceId', thread.space_id, 'see', space.see) as thread
  from post join thread on thread.id = post.thread_id join space on space.id = thread.space_id left join post above on above.id = post.parent_id
  where ${which} and post.removed_at is null and thread.removed_at is null`

export async function tellOfPost(tx: Ctx, factId: number, postId: number): Promise<void> {
  const { rows: [post] } = await written(sql`post.id = ${postId}`).execute(tx.db)
  if (post) await tell(tx, factId, post, { path: `${pathOf(post.thread)}?post=${post.id}#post-${post.id}`, meant: await meantBy(tx, post), others: toFollowers(post) })
}

export async function tellOfThread(tx: Ctx, factId: number, threadId: number): Promise<void> {
  const { rows: [post] } = await written(sql`post.thread_id = ${threadId} and post.kind = 'opening'`).execute(tx.db)
  if (post) await tell(tx, factId, post, { path: pathOf(post.thread), meant: await meantBy(tx, post), others: post.thread.kind })
}

/** Whom an edit names who was not named before; nobody who was told of the post already. */
export async function tellOfNamed(tx: Ctx, factId: number, which: { postId: number } | { threadId: number }, named: { members?: number[]; groups?: number[] }): Promise<void> {
  const { rows: [post] } = await written('postId' in which ? sql`post.id = ${which.postId}` : sql`post.thread_id = ${which.threadId} and post.kind = 'opening'`).execute(tx.db)
  if (!post) return
  const meant = await namedIn(tx, { members: post.mentioned.filter((id) => named.members?.includes(id)), groups: post.groups.filter((id) => named.groups?.includes(id)) })
  const told = await tx.db.selectFrom('notification').select('memberId').where('postId', '=', post.id).where('memberId', 'in', [0, ...meant.keys()]).execute()
  for (const { memberId } of told) meant.delete(memberId)
  if (meant.size > 0) await tell(tx, factId, post, { path: `${pathOf(post.thread)}?post=${post.id}#post-${post.id}`, meant, others: null })
}

/** Whose answer was accepted is told, unless they have muted the thread or who accepted it. */
export async function tellOfAcceptance(tx: Ctx, fact: { id: number; actorId: number | null }, postId: number): Promise<void> {
  const { rows: [post] } = await written(sql`post.id = ${postId}`).execute(tx.db)
  if (!post) return
  const { thread, authorId } = post
  const hearers = await hearersOf(tx, { thread, by: fact.actorId ?? 0, meant: [authorId] })
  if (!hearers.some(({ id, muted }) => id === authorId && !muted)) return
  const news = { factId: fact.id, actorId: fact.actorId, title: thread.title, path: `${pathOf(thread)}#post-${postId}`, spaceId: thread.spaceId, threadId: thread.id }
  await notify(tx, [{ memberId: authorId, kind: 'accepted' }], news)
}

interface Telling {
  path: string
  meant: ReadonlyMap<number, Meaning>
  /** What it is to those who follow; null when it is for them no news. */
  others: NoticeKind | null
}

/** What a post is to somebody for whom it is meant. */
interface Meaning {
  kind: NoticeKind
  /** The group through which it is meant for them. */
  reason: Reason | null
}

async function tell(tx: Ctx, factId: number, post: Written, { path, meant, others }: Telling): Promise<void> {
  const { thread, authorId } = post
  const hearers = await hearersOf(tx, { thread, by: authorId, meant: [...meant.keys()] })
  const told = hearers.flatMap((hearer) => toldOf(hearer, meant.get(hearer.id), others))
  await notify(tx, told, { factId, actorId: authorId, title: thread.title, path, spaceId: thread.spaceId, threadId: thread.id, postId: post.id })
}

function toldOf({ id, muted, watches }: Hearer, meant: Meaning | undefined, others: NoticeKind | null): Told[] {
  // Whoever follows the thread itself knows that it was begun.
  const isNews = watches !== null && !(watches.kind === 'thread' && (others === 'question' || others === 'discussion'))
  if (muted) return []
  if (meant) return [{ memberId: id, ...meant }]
  return isNews && others ? [{ memberId: id, kind: others, reason: watches }] : []
}

/** Whom it is for, whatever they follow: the asker, who is commented on, who is named. Being named is what counts most. */
async function meantBy(tx: Ctx, { kind, thread, aboveId, mentioned, groups }: Written): Promise<Map<number, Meaning>> {
  const named = await namedIn(tx, { members: mentioned, groups })
  const own = new Map<number, Meaning>()
  if (kind === 'answer' || kind === 'reply') own.set(thread.authorId, { kind, reason: null })
  if (aboveId !== null) own.set(aboveId, { kind: 'ownComment', reason: null })
  for (const [id, meaning] of named) if (meaning.kind === 'mention' || !own.has(id)) own.set(id, meaning)
  return own
}

/** Who is named, by their own name or by that of a group that they are in. */
async function namedIn(tx: Ctx, { members, groups }: { members: readonly number[]; groups: readonly number[] }): Promise<Map<number, Meaning>> {
  const meant = new Map<number, Meaning>()
  for (const { memberId, spaceId } of await peopleOfGroups(tx, groups)) meant.set(memberId, { kind: 'groupMention', reason: { kind: 'space', id: spaceId } })
  for (const id of members) meant.set(id, { kind: 'mention', reason: null })
  return meant
}

const toFollowers = ({ kind }: Written): NoticeKind => (kind === 'answer' ? 'followed' : kind === 'reply' ? 'reply' : 'comment')
