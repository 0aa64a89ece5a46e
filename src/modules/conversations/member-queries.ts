/** What one member has written, as far as the viewer may see it. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { found } from '#platform/problems.ts'
import { membersInSight } from '#modules/members/index.ts'
import { threadsListed } from './sight.ts'

export const memberTabs = ['answers', 'accepted', 'questions', 'discussions'] as const
export type MemberTab = (typeof memberTabs)[number]

export interface WrittenRow {
  /** Of the post: the opening of what they asked or started, or their answer. */
  id: number
  threadId: number
  kind: string
  slug: string
  title: string
  excerpt: string
  createdAt: Date
  helpfulCount: number
  answerCount: number
  acceptedPostId: number | null
  place: { slug: string; name: string }
}

export interface Writings extends Paged<WrittenRow> {
  member: { id: number; handle: string; name: string }
  tab: MemberTab
}

const size = 20

export async function writings(ctx: Ctx, handle: string, tab: MemberTab, older?: Key): Promise<Writings> {
  const member = found(
    await membersInSight(ctx)
      .select(['member.id', 'member.handle', 'member.name'])
      .where('member.handle', '=', handle.toLowerCase())
      .executeTakeFirst(),
  )
  let query = threadsListed(ctx)
    .innerJoin('post', 'post.threadId', 'thread.id')
    .innerJoin('space', 'space.id', 'thread.spaceId')
    .select([
      'post.id',
      'post.threadId',
      'thread.kind',
      'thread.slug',
      'thread.title',
      'post.excerpt',
      'post.createdAt',
      'post.helpfulCount',
      'thread.answerCount',
      'thread.acceptedPostId',
    ])
    .select(sql<WrittenRow['place']>`json_build_object('slug', space.slug, 'name', space.name)`.as('place'))
    .where('post.authorId', '=', member.id)
    .where('post.removedAt', 'is', null)
    .orderBy('post.createdAt', 'desc')
    .orderBy('post.id', 'desc')
    .limit(size + 1)
  if (tab === 'answers') query = query.where('post.kind', 'in', ['answer', 'reply'])
  if (tab === 'accepted') query = query.whereRef('thread.acceptedPostId', '=', 'post.id')
  if (tab === 'questions' || tab === 'discussions')
    query = query.where('post.kind', '=', 'opening').where('thread.kind', '=', tab.slice(0, -1))
  if (older)
    query = query.where((eb) =>
      eb(eb.refTuple('post.createdAt', 'post.id'), '<', eb.tuple(new Date(older.sort), older.id)),
    )
  return {
    ...paged(await query.execute(), size, (row) => ({ sort: row.createdAt.getTime(), id: row.id })),
    member,
    tab,
  }
}
