/** What a summary tells one member: what is new for them, what they could answer, what is worth reading. */
import type { Ctx } from '#platform/ctx.ts'
import { pathOf, type ThreadRow, threadList } from '#modules/conversations/index.ts'
import { type Unmailed, unmailed } from '#modules/notifications/index.ts'
import { groupsForSummary } from '#modules/groups/index.ts'
import { answerable, type CouldAnswer } from './answerable.ts'

export interface Summary {
  news: Unmailed[]
  /** Threads with news beyond those shown */
  more: number
  couldAnswer: (CouldAnswer & { path: string })[]
  reading: (ThreadRow & { path: string })[]
  /** What is new in their groups beyond that, the liveliest first. */
  groups: GroupNews[]
}

export interface GroupNews {
  slug: string
  name: string
  threads: (ThreadRow & { path: string })[]
}

const [mostNews, mostOpen, mostReading, mostOfGroup] = [6, 3, 2, 3]

/**
 * @param since what happened after it; their last summary
 * @returns null when there is nothing to say
 */
export async function summaryFor(ctx: Ctx, since: Date): Promise<Summary | null> {
  const news = await unmailed(ctx, since)
  const open = (await answerable(ctx, mostOpen)).filter((row) => row.createdAt >= since)
  const told = [...news.map((each) => each.threadId), ...open.map((row) => row.id)]
  const groups = await newInGroups(ctx, since, told)
  const reading = await worthReading(ctx, since, [...told, ...groups.flatMap((group) => group.threads.map((row) => row.id))])
  if (news.length + open.length + reading.length + groups.length === 0) return null
  return { news: news.slice(0, mostNews), more: Math.max(0, news.length - mostNews), couldAnswer: open.map(withPath), reading: reading.map(withPath), groups }
}

const withPath = <Row extends Pick<ThreadRow, 'id' | 'kind' | 'slug'>>(row: Row) => ({ ...row, path: pathOf(row) })

/** What many find interesting just now and they have not opened since it last moved. */
async function worthReading(ctx: Ctx, since: Date, but: readonly number[]): Promise<ThreadRow[]> {
  const { rows } = await threadList(ctx, { list: 'trending', size: 25 })
  return rows
    .filter((row) => row.unread && row.heat > 0 && row.activeAt >= since && row.author.id !== ctx.viewer.id && !but.includes(row.id))
    .slice(0, mostReading)
}

/** The threads with news in each group that the member is in. */
async function newInGroups(ctx: Ctx, since: Date, but: readonly number[]): Promise<GroupNews[]> {
  const named = await groupsForSummary(ctx)
  if (named.length === 0) return []
  const { rows } = await threadList(ctx, { list: 'latest', spaceIds: named.map(({ id }) => id), size: 50 })
  const fresh = rows.filter((row) => row.unread && row.activeAt >= since && row.author.id !== ctx.viewer.id && !but.includes(row.id))
  const byGroup = Map.groupBy(fresh.sort((one, other) => other.heat - one.heat), (row) => row.place.slug)
  return named.flatMap(({ slug, name }) => {
    const threads = byGroup.get(slug)?.slice(0, mostOfGroup).map(withPath) ?? []
    return threads.length > 0 ? [{ slug, name, threads }] : []
  })
}
