/** Who is told of what happens in threads, here and by mail. */
import { sql } from 'kysely'
import type { Ctx, Level } from '#platform/ctx.ts'
import { type NoticeKind, notify, type Told } from '#modules/notifications/index.ts'
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
  thread: { id: number; kind: 'question' | 'discussion'; slug: string; title: string; authorId: number; spaceId: number; see: Level }
}

const written = (which: ReturnType<typeof sql>) => sql<Written>`
  select post.id::float8 as id, post.kind, post.author_id::float8 as author_id, above.author_id::float8 as above_id,
    (select coalesce(json_agg(member_id), '[]') from mention where post_id = post.id) as mentioned,
    json_build_object('id', thread.id, 'kind', thread.kind, 'slug', thread.slug, 'title', thread.title, 'authorId', thread.author_id, 'spaceId', thread.space_id, 'see', space.see) as thread
  from post join thread on thread.id = post.thread_id join space on space.id = thread.space_id left join post above on above.id = post.parent_id
  where ${which} and post.removed_at is null and thread.removed_at is null`

export async function tellOfPost(tx: Ctx, factId: number, postId: number): Promise<void> {
  const { rows: [post] } = await written(sql`post.id = ${postId}`).execute(tx.db)
  if (post) await tell(tx, factId, post, { path: `${pathOf(post.thread)}?post=${post.id}#post-${post.id}`, meant: meantBy(post), others: toFollowers(post) })
}

export async function tellOfThread(tx: Ctx, factId: number, threadId: number): Promise<void> {
  const { rows: [post] } = await written(sql`post.thread_id = ${threadId} and post.kind = 'opening'`).execute(tx.db)
  if (post) await tell(tx, factId, post, { path: pathOf(post.thread), meant: meantBy(post), others: post.thread.kind })
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
  meant: ReadonlyMap<number, NoticeKind>
  /** What it is to those who follow. */
  others: NoticeKind
}

async function tell(tx: Ctx, factId: number, post: Written, { path, meant, others }: Telling): Promise<void> {
  const { thread, authorId } = post
  const hearers = await hearersOf(tx, { thread, by: authorId, meant: [...meant.keys()] })
  const told = hearers.flatMap((hearer) => toldOf(hearer, meant.get(hearer.id), others))
  await notify(tx, told, { factId, actorId: authorId, title: thread.title, path, spaceId: thread.spaceId, threadId: thread.id, postId: post.id })
}

function toldOf({ id, muted, watches }: Hearer, meant: NoticeKind | undefined, others: NoticeKind): Told[] {
  // Whoever follows the thread itself knows that it was begun.
  const isNews = watches !== null && !(watches.kind === 'thread' && (others === 'question' || others === 'discussion'))
  if (muted || (!meant && !isNews)) return []
  return [{ memberId: id, kind: meant ?? others, reason: meant ? null : watches }]
}

/** Whom it is for, whatever they follow: the asker, who is commented on, who is named. Being named is what counts most. */
function meantBy({ kind, thread, aboveId, mentioned }: Written): Map<number, NoticeKind> {
  const meant = new Map<number, NoticeKind>()
  if (kind === 'answer' || kind === 'reply') meant.set(thread.authorId, kind)
  if (aboveId !== null) meant.set(aboveId, 'ownComment')
  for (const id of mentioned) meant.set(id, 'mention')
  return meant
}

const toFollowers = ({ kind }: Written): NoticeKind => (kind === 'answer' ? 'followed' : kind === 'reply' ? 'reply' : 'comment')
