/** The thread itself: its head, what the viewer has said to it, and where it has gone when it is no longer here. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import type { ThreadRights } from './permissions.ts'
import { type ThreadMay, threadMay } from './rights.ts'
import { levelFor } from './heard.ts'
import type { FollowLevel, Kind } from './shapes.ts'
import { threadsInSight } from './sight.ts'
import { readOf } from './unread.ts'

export interface TopicRef {
  slug: string
  name: string
}

export interface ThreadView extends ThreadRights {
  id: number
  kind: Kind
  title: string
  slug: string
  products: string[]
  createdAt: Date
  activeAt: Date
  firstResponseAt: Date | null
  acceptedPostId: number | null
  acceptedAt: Date | null
  answerCount: number
  commentCount: number
  sameCount: number
  viewCount: number
  helpfulCount: number
  pinnedAt: Date | null
  closedReason: string | null
  mergedIntoId: number | null
  version: number
  author: Person
  acceptedBy: Person | null
  removedBy: Person | null
  place: { id: number; slug: string; name: string; spine: number }
  parentPlace: { slug: string; name: string } | null
  topics: TopicRef[]
  /** What the viewer has said or chosen. */
  mine: { level: FollowLevel; same: boolean; readAt: Date | null }
  may: ThreadMay
}

/** The thread, by its id, whatever its address called it. @throws NotFound when it is not in sight */
export async function threadShown(ctx: Ctx, id: number): Promise<ThreadView> {
  const row = await threadsInSight(ctx)
    .innerJoin('space', 'space.id', 'thread.spaceId')
    .leftJoin('space as above', 'above.id', 'space.parentId')
    .selectAll('thread')
    .select([
      'space.see',
      'space.ask',
      'space.answer',
      'space.archivedAt',
      'space.name as spaceName',
      'space.slug as spaceSlug',
      'space.spine as spaceSpine',
      'above.name as aboveName',
      'above.slug as aboveSlug',
    ])
    .select([
      person('thread.author_id').as('author'),
      person('thread.accepted_by_id').as('acceptedBy'),
      person('thread.removed_by_id').as('removedBy'),
    ])
    .select(mineOf(ctx.viewer.id ?? 0))
    .where('thread.id', '=', id)
    .executeTakeFirst()
  const {
    see,
    ask,
    answer,
    archivedAt,
    spaceName,
    spaceSlug,
    spaceSpine,
    aboveName,
    aboveSlug,
    level,
    same,
    readAt,
    ...thread
  } = found(row)
  const whole = {
    ...thread,
    kind: thread.kind as Kind,
    space: { id: thread.spaceId, see, ask, answer, archivedAt },
    place: { id: thread.spaceId, name: spaceName, slug: spaceSlug, spine: spaceSpine },
    parentPlace: aboveSlug ? { slug: aboveSlug, name: aboveName! } : null,
    mine: { level, same, readAt: readAt && new Date(readAt) },
  }
  return { ...whole, may: threadMay(ctx.viewer, whole) }
}

const mineOf = (viewer: number) =>
  [
    sql<
      TopicRef[]
    >`(select coalesce(json_agg(json_build_object('slug', topic.slug, 'name', topic.name) order by topic.slug), '[]')
    from thread_topic join topic on topic.id = thread_topic.topic_id where thread_topic.thread_id = thread.id)`.as(
      'topics',
    ),
    levelFor(sql`${viewer}`).as('level'),
    sql<boolean>`exists (select 1 from thread_same where thread_id = thread.id and member_id = ${viewer})`.as(
      'same',
    ),
    readOf(viewer).as('readAt'),
  ] as const

/** Where a merged thread has gone, when the viewer may see that place; null for any other thread. */
export async function mergedInto(
  ctx: Ctx,
  id: number,
): Promise<{ id: number; kind: string; slug: string } | null> {
  const target = ctx.db.selectFrom('thread as old').select('old.mergedIntoId').where('old.id', '=', id)
  return (
    (await threadsInSight(ctx)
      .select(['thread.id', 'thread.kind', 'thread.slug'])
      .where('thread.id', '=', target)
      .executeTakeFirst()) ?? null
  )
}
