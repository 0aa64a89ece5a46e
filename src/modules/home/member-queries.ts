/** What a member finds at home: what is new for them, and where they could help. */
import { sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { forYou, type ForYouRow, helpfulPeople, type ThreadRow, threadList, threadsListed, wantsForYou } from '#modules/conversations/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { answerable, type CouldAnswer } from './answerable.ts'
import { communityHost } from './visitor-queries.ts'
import {
  firstSteps,
  type FirstSteps,
  type Here,
  hereNow,
  newPeople,
  type NewPerson,
  ownDrafts,
  type OwnDraft,
} from './rail-queries.ts'

export interface News extends ThreadRow {
  /** The newest post since the viewer was there last. */
  last: { author: Person; excerpt: string; kind: string } | null
}

export interface FollowUp {
  id: number
  title: string
  slug: string
  kind: 'question'
  createdAt: Date
  answers: number
}

export interface MemberHome {
  host: Person | null
  news: News[]
  /** Unread threads among those that the viewer follows, of which `news` are the newest. */
  unread: number
  /** The first of their own feed, beside what is told above; null when they have turned it off. */
  forYou: ForYouRow[] | null
  couldAnswer: CouldAnswer[]
  followUps: FollowUp[]
  /** Who accepted an answer of the viewer in the last three days, newest first. */
  tookAdvice: string[]
  drafts: OwnDraft[]
  steps: FirstSteps | null
  people: NewPerson[]
  /** Whose answers were accepted most in the last seven days. */
  helpful: (Person & { accepted: number })[]
  here: Here
  /** False in a community in which nobody has written anything yet. */
  anything: boolean
}

export async function memberHome(ctx: Ctx): Promise<MemberHome> {
  const [
    host,
    { news, unread },
    fitting,
    couldAnswer,
    followUps,
    advice,
    drafts,
    steps,
    people,
    helpful,
    here,
    something,
  ] = await Promise.all([
    communityHost(ctx),
    newsFor(ctx),
    fittingFor(ctx),
    answerable(ctx),
    unfinished(ctx),
    tookAdvice(ctx),
    ownDrafts(ctx),
    firstSteps(ctx),
    newPeople(ctx),
    helpfulPeople(ctx),
    hereNow(ctx),
    // Whoever has muted all there is does not stand in an empty room.
    threadsListed(ctx).select('thread.id').limit(1).execute(),
  ])
  return {
    host,
    news,
    unread,
    forYou: fitting && withoutTold(fitting, [...news, ...couldAnswer]),
    couldAnswer,
    followUps,
    tookAdvice: advice,
    drafts,
    steps,
    people,
    helpful,
    here,
    anything: something.length > 0,
  }
}

// The feed itself has all of them.
const fittingShown = 4

const fittingFor = async (ctx: Ctx) => ((await wantsForYou(ctx)) ? (await forYou(ctx, { size: fittingShown + 8 })).rows : null)

const withoutTold = (rows: ForYouRow[], told: readonly { id: number }[]) =>
  rows.filter(({ id }) => told.every((each) => each.id !== id)).slice(0, fittingShown)

const newsShown = 5

async function newsFor(ctx: Ctx): Promise<Pick<MemberHome, 'news' | 'unread'>> {
  const followed = await threadList(ctx, { list: 'followed', size: 30 })
  const all = followed.rows.filter((row) => row.unread)
  const unread = all.slice(0, newsShown)
  if (unread.length === 0) return { news: [], unread: 0 }
  const me = memberId(ctx)
  const { rows } = await sql<{ id: number; last: News['last'] }>`
    select thread.id::float8 as id, json_build_object('author', ${person('newest.author_id')}, 'excerpt', newest.excerpt, 'kind', newest.kind) as last
    from thread cross join lateral (
      select author_id, excerpt, kind from post where thread_id = thread.id and kind <> 'opening' and removed_at is null and author_id <> ${me}
      order by created_at desc, id desc limit 1) newest
    where thread.id = any(${idList(unread.filter(({ fresh }) => fresh > 0).map((row) => row.id))})`.execute(ctx.db)
  const told = new Map(rows.map((row) => [row.id, row]))
  const news = unread.map((row) => ({ ...row, last: told.get(row.id)?.last ?? null }))
  return { news, unread: all.length }
}

// Older ones are not forgotten, but no longer the first thing to see.
const followedUpFor = 60 * 86_400_000

/** The viewer's questions that were answered and not closed by an accepted answer. */
async function unfinished(ctx: Ctx): Promise<FollowUp[]> {
  const rows = await ctx.db
    .selectFrom('thread')
    .select(['id', 'title', 'slug', 'kind', 'createdAt', 'answerCount as answers'])
    .where('authorId', '=', memberId(ctx))
    .where('kind', '=', 'question')
    .where('removedAt', 'is', null)
    .where('closedAt', 'is', null)
    .where('acceptedPostId', 'is', null)
    .where('answerCount', '>', 0)
    .where('spaceId', 'in', spacesInSight(ctx))
    .where('activeAt', '>', new Date(ctx.now.getTime() - followedUpFor))
    .orderBy('activeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(3)
    .execute()
  return rows as FollowUp[]
}

async function tookAdvice(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('thread')
    .innerJoin('post', 'post.id', 'thread.acceptedPostId')
    .innerJoin('member', 'member.id', 'thread.acceptedById')
    .select('member.name')
    .where('post.authorId', '=', memberId(ctx))
    .where('thread.acceptedById', '<>', memberId(ctx))
    .where('thread.removedAt', 'is', null)
    .where('thread.spaceId', 'in', spacesInSight(ctx))
    .where('thread.acceptedAt', '>', new Date(ctx.now.getTime() - 3 * 86_400_000))
    .orderBy('thread.acceptedAt', 'desc')
    .limit(3)
    .execute()
  return [...new Set(rows.map((row) => row.name.split(' ')[0]!))]
}
