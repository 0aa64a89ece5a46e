/** What feeds tell: only what everybody may see, whoever asks. */
import { type Ctx, guest } from '#platform/ctx.ts'
import { forFeed } from '#platform/text/index.ts'
import { found } from '#platform/problems.ts'
import { settings } from '#modules/community/index.ts'
import { topicInSight } from './topic-queries.ts'
import { isGroup, spaceShown, spaceWithChildren } from '#modules/spaces/index.ts'
import { t } from '../../texts/index.ts'
import type { Feed, FeedEntry } from './atom.ts'
import { threadList, type Wish } from './list-queries.ts'
import { listPath, pathOf, postPath } from './pages/paths.ts'
import { openingOf, postsOf, viewed } from './post-queries.ts'
import type { Kind } from './shapes.ts'
import { threadShown } from './thread-queries.ts'

const size = 25

const outside = (ctx: Ctx): Ctx => ({ ...ctx, viewer: guest })

/** The lists that everybody sees alike; without one, the newest. */
export const feedLists = ['unanswered', 'trending'] as const

export async function feedOfKind(ctx: Ctx, kind: Kind, list?: (typeof feedLists)[number]): Promise<Feed> {
  const { name } = await settings(ctx)
  const path = listPath(kind)
  const query = list ? `?list=${list}` : ''
  return {
    title: `${t(`conversations:feed.${kind}s`, { community: name })}${list ? `: ${t(`conversations:list.${list}`)}` : ''}`,
    path: `${path}.atom${query}`,
    page: `${path}${query}`,
    entries: await entriesOf(ctx, { list: list ?? 'newest', kind }),
  }
}

export async function feedOfSpace(ctx: Ctx, slug: string): Promise<Feed> {
  const open = outside(ctx)
  const space = await spaceShown(open, { slug })
  const spaceIds = await spaceWithChildren(open, space.id)
  const { name } = await settings(ctx)
  const page = `/${isGroup(space) ? 'groups' : 'spaces'}/${space.slug}`
  return {
    title: t('conversations:feed.space', { name: space.name, community: name }),
    path: `${page}.atom`,
    page,
    entries: await entriesOf(ctx, { list: 'newest', spaceIds }),
  }
}

export async function feedOfTopic(ctx: Ctx, slug: string): Promise<Feed> {
  const topic = await topicInSight(outside(ctx), slug)
  const { name } = await settings(ctx)
  const page = `/topics/${topic.slug}`
  return {
    title: t('conversations:feed.topic', { name: topic.name, community: name }),
    path: `${page}.atom`,
    page,
    entries: await entriesOf(ctx, { list: 'newest', topicId: topic.id }),
  }
}

async function entriesOf(ctx: Ctx, wish: Wish): Promise<FeedEntry[]> {
  const { rows } = await threadList(outside(ctx), { ...wish, size })
  const openings =
    rows.length === 0
      ? []
      : await ctx.db
          .selectFrom('post')
          .select(['threadId', 'html', 'editedAt'])
          .where('kind', '=', 'opening')
          .where(
            'threadId',
            'in',
            rows.map((row) => row.id),
          )
          .execute()
  const byThread = new Map(openings.map((opening) => [opening.threadId, opening]))
  return rows.map((row) => {
    const opening = found(byThread.get(row.id))
    return {
      id: `/threads/${row.id}`,
      path: pathOf(row),
      title: row.title,
      author: row.author.name,
      published: row.createdAt,
      updated: opening.editedAt ?? row.createdAt,
      html: forFeed(opening.html, ctx.config.baseUrl),
    }
  })
}

/** The opening and the newest answers of a thread. */
export async function feedOfThread(ctx: Ctx, kind: Kind, id: number): Promise<Feed> {
  const open = outside(ctx)
  const thread = await threadShown(open, id)
  found(thread.kind === kind ? thread : null)
  const newest = postsOf(open, id)
    .where('post.kind', 'in', ['answer', 'reply'])
    .orderBy('post.createdAt', 'desc')
    .orderBy('post.id', 'desc')
    .limit(size)
  const posts = [...(await viewed(open, thread, newest)), await openingOf(open, thread)]
  const entries = posts.map((post) => ({
    id: `/posts/${post.id}`,
    path: post.kind === 'opening' ? pathOf(thread) : postPath(thread, post.id),
    title:
      post.kind === 'opening'
        ? thread.title
        : t(`conversations:feed.${post.kind === 'answer' ? 'answer' : 'reply'}`, { name: post.author.name }),
    author: post.author.name,
    published: post.createdAt,
    updated: post.editedAt ?? post.createdAt,
    html: forFeed(post.html, ctx.config.baseUrl),
  }))
  return { title: thread.title, path: `${listPath(kind)}/${id}.atom`, page: pathOf(thread), entries }
}
