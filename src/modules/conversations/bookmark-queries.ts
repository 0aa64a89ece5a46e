/** The bookmarks of a member, as far as what they mark is still in their sight. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type PostInThread, postShown } from './post-queries.ts'
import { threadsListed } from './sight.ts'

export interface Bookmark {
  postId: number
  note: string
  createdAt: Date
  remindAt: Date | null
  remindedAt: Date | null
}

export interface BookmarkRow extends Bookmark {
  excerpt: string
  postKind: string
  author: Person
  thread: { id: number; kind: 'question' | 'discussion'; slug: string; title: string }
}

const size = 20
const columns = ['bookmark.postId', 'bookmark.note', 'bookmark.createdAt', 'bookmark.remindAt', 'bookmark.remindedAt'] as const

export async function bookmarks(ctx: Ctx, { q, older }: { q: string; older?: Key | undefined }): Promise<Paged<BookmarkRow>> {
  let query = threadsListed(ctx)
    .innerJoin('post', 'post.threadId', 'thread.id')
    .innerJoin('bookmark', 'bookmark.postId', 'post.id')
    .select([...columns, 'post.excerpt', 'post.kind as postKind'])
    .select(person('post.author_id').as('author'))
    .select(sql<BookmarkRow['thread']>`json_build_object('id', thread.id, 'kind', thread.kind, 'slug', thread.slug, 'title', thread.title)`.as('thread'))
    .where('bookmark.memberId', '=', memberId(ctx))
    .where('post.removedAt', 'is', null)
    .where(sql<boolean>`(post.parent_id is null or not exists (select 1 from post parent where parent.id = post.parent_id and parent.removed_at is not null))`)
    .orderBy('bookmark.createdAt', 'desc').orderBy('bookmark.postId', 'desc').limit(size + 1)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) => eb.or([eb('bookmark.note', 'ilike', like), eb('thread.title', 'ilike', like), eb('post.body', 'ilike', like)]))
  }
  if (older) query = query.where(sql<boolean>`(date_trunc('milliseconds', bookmark.created_at), bookmark.post_id) < (${new Date(older.sort)}, ${older.id})`)
  return paged(await query.execute(), size, (row) => ({ sort: row.createdAt.getTime(), id: row.postId }))
}

export interface BookmarkForm {
  post: PostInThread
  /** Null when it is not marked yet. */
  bookmark: Bookmark | null
}

export async function bookmarkOf(ctx: Ctx, postId: number): Promise<BookmarkForm> {
  const post = await postShown(ctx, postId)
  const row = await ctx.db.selectFrom('bookmark').select(columns).where('memberId', '=', memberId(ctx)).where('postId', '=', postId).executeTakeFirst()
  return { post, bookmark: row ?? null }
}
