/** A whole page of a list: which place it is of, the threads, and what stands beside them. */
import type { Ctx } from '#platform/ctx.ts'
import {
  type Space,
  spaceShown,
  spaceTree,
  spaceWithChildren,
  type Topic,
} from '#modules/spaces/index.ts'
import {
  busyTopics,
  type BusyTopic,
  type Helper,
  helpfulPeople,
  howItGoes,
  type HowItGoes,
} from './figure-queries.ts'
import { levelOf } from './follows.ts'
import { forYou, hasInterests, type Reason, wantsForYou } from './for-you.ts'
import { pinnedThreads, type ThreadRow, threadList, type Wish } from './list-queries.ts'
import type { FollowLevel, Kind, ListQuery } from './shapes.ts'
import { topicInSight } from './topic-queries.ts'

export interface PlaceView extends Space {
  above: { slug: string; name: string } | null
  below: { slug: string; name: string; spine: number }[]
}

export interface ListBeside {
  goes: HowItGoes
  topics: BusyTopic[]
  people: Helper[]
}

export interface ListReading {
  kind: Kind | undefined
  list: ListQuery['list']
  space: PlaceView | null
  topic: (Topic & { synonyms: string[] }) | null
  /** What the viewer has set for the space or the topic; null for guests, and for other lists. */
  level: FollowLevel | null
  pinned: ThreadRow[]
  /** In the feed of the viewer each says why it is there. */
  rows: (ThreadRow & { reason?: Reason | undefined })[]
  next: string | null
  /** Whether the viewer has a feed of their own, and whether there is something it could be made of. */
  forYou: { wanted: boolean; fed: boolean }
  /** Null when only more rows were asked for. */
  beside: ListBeside | null
}

export interface ListWish {
  query: ListQuery
  kind?: Kind | undefined
  /** A page for a space: what is pinned stands on top. */
  ofSpace?: boolean
  onlyRows: boolean
}

export async function readList(
  ctx: Ctx,
  { query, kind, ofSpace = false, onlyRows }: ListWish,
): Promise<ListReading> {
  const space = query.space ? await placeOf(ctx, query.space) : null
  const topic = query.topic ? await topicInSight(ctx, query.topic) : null
  const spaceIds = space ? await spaceWithChildren(ctx, space.id) : undefined
  const withoutPinned = ofSpace && query.list === 'latest'
  const wish = {
    kind,
    spaceIds,
    topicId: topic?.id,
    older: query.older,
    withoutPinned,
  }
  const wanted = await wantsForYou(ctx)
  const page = query.list === 'forYou' ? await ownFeed(ctx, wish, wanted) : await threadList(ctx, { ...wish, list: query.list })
  const pinned = withoutPinned && !query.older ? await pinnedThreads(ctx, { spaceIds }) : []
  return {
    ...page,
    kind,
    list: query.list,
    space,
    topic,
    level: await levelHere(ctx, space, topic),
    forYou: { wanted, fed: query.list !== 'forYou' || !wanted || page.rows.length > 0 || (await hasInterests(ctx)) },
    pinned,
    beside: onlyRows ? null : await besides(ctx, spaceIds),
  }
}

const ownFeed = async (ctx: Ctx, wish: Omit<Wish, 'list'>, wanted: boolean) => (wanted ? forYou(ctx, wish) : { rows: [], next: null })

async function levelHere(ctx: Ctx, space: Space | null, topic: Topic | null): Promise<FollowLevel | null> {
  if (ctx.viewer.id === null) return null
  if (space) return levelOf(ctx, 'space', space.id)
  return topic && levelOf(ctx, 'topic', topic.id)
}

async function besides(ctx: Ctx, spaceIds?: number[]): Promise<ListBeside> {
  const [goes, topics, people] = await Promise.all([
    howItGoes(ctx, spaceIds),
    busyTopics(ctx, 8, spaceIds),
    helpfulPeople(ctx, 7, 3, spaceIds),
  ])
  return { goes, topics, people }
}

async function placeOf(ctx: Ctx, slug: string): Promise<PlaceView> {
  const space = await spaceShown(ctx, { slug })
  const tree = await spaceTree(ctx)
  return {
    ...space,
    above: tree.find((each) => each.id === space.parentId) ?? null,
    below: tree.filter((each) => each.parentId === space.id),
  }
}
