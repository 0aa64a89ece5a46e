/** What a member finds at home: what is new for them, and where they could help. */
import { sql } from 'kysely'
import { type Ctx, levelsOf, memberId } from '#platform/ctx.ts'
import { idList, textList } from '#platform/many.ts'
import { helpfulPeople, isNotMuted, type ThreadRow, threadList } from '#modules/conversations/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
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
  /** Posts since the viewer was there last, and the newest of them. */
  fresh: number
  last: { author: Person; excerpt: string; kind: string } | null
}

export interface CouldAnswer {
  id: number
  title: string
  slug: string
  kind: 'question'
  createdAt: Date
  author: Person
  place: { slug: string; name: string }
  /** Why this one: questions under the topic that the viewer has solved, a topic they know, a product they own. */
  reason: { solved: number; topic: string } | { topic: string } | { product: string } | null
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
    couldAnswer,
    followUps,
    advice,
    drafts,
    steps,
    people,
    helpful,
    here,
    newest,
  ] = await Promise.all([
    communityHost(ctx),
    newsFor(ctx),
    answerable(ctx),
    unfinished(ctx),
    tookAdvice(ctx),
    ownDrafts(ctx),
    firstSteps(ctx),
    newPeople(ctx),
    helpfulPeople(ctx),
    hereNow(ctx),
    threadList(ctx, { list: 'latest', size: 1 }),
  ])
  return {
    host,
    news,
    unread,
    couldAnswer,
    followUps,
    tookAdvice: advice,
    drafts,
    steps,
    people,
    helpful,
    here,
    anything: newest.rows.length > 0,
  }
}

const newsShown = 5

async function newsFor(ctx: Ctx): Promise<Pick<MemberHome, 'news' | 'unread'>> {
  const followed = await threadList(ctx, { list: 'followed', size: 30 })
  const all = followed.rows.filter((row) => row.unread)
  const unread = all.slice(0, newsShown)
  if (unread.length === 0) return { news: [], unread: 0 }
  const me = memberId(ctx)
  const { rows } = await sql<{ id: number; fresh: number; last: News['last'] }>`
    with unread as (
      select thread.id, coalesce(greatest(r.read_at, l.at), member.joined_at) as since
      from thread join member on member.id = ${me} left join read_line l on l.member_id = ${me}
      left join thread_read r on r.thread_id = thread.id and r.member_id = ${me}
      where thread.id = any(${idList(unread.map((row) => row.id))})),
    fresh as (
      select post.*, count(*) over (partition by post.thread_id)::int as fresh,
        row_number() over (partition by post.thread_id order by post.created_at desc, post.id desc) as place
      from unread join post on post.thread_id = unread.id and post.created_at > unread.since
      where post.kind <> 'opening' and post.removed_at is null and post.author_id <> ${me})
    select thread_id::float8 as id, fresh,
      json_build_object('author', ${person('fresh.author_id')}, 'excerpt', excerpt, 'kind', kind) as last
    from fresh where place = 1`.execute(ctx.db)
  const told = new Map(rows.map((row) => [row.id, row]))
  const news = unread.map((row) => ({
    ...row,
    fresh: told.get(row.id)?.fresh ?? 0,
    last: told.get(row.id)?.last ?? null,
  }))
  return { news, unread: all.length }
}

// Among this many of the newest unanswered questions the fitting ones are looked for.
const looked = 200

interface Open extends Omit<CouldAnswer, 'reason'> {
  topics: { slug: string; name: string; solved: number; known: boolean }[]
  product: string | null
}

/** Unanswered questions that fit what the viewer knows, fresh ones first; after those, the newest of the others. */
async function answerable(ctx: Ctx, size = 3): Promise<CouldAnswer[]> {
  const me = memberId(ctx)
  const { rows } = await sql<Open>`
    with solved as (
      select thread_topic.topic_id, count(*)::int as times from post
      join thread on thread.accepted_post_id = post.id join thread_topic on thread_topic.thread_id = thread.id
      where post.author_id = ${me} and thread.removed_at is null group by thread_topic.topic_id),
    open as (
      select thread.*, space.slug as space_slug, space.name as space_name from thread join space on space.id = thread.space_id
      where ${isNotMuted(me)} and thread.kind = 'question' and thread.answer_count = 0 and thread.closed_at is null
        and thread.removed_at is null and thread.author_id <> ${me} and space.archived_at is null
        and space.id in (${spacesInSight(ctx)}) and space.answer = any(${textList(levelsOf(ctx.viewer))})
      order by thread.created_at desc, thread.id desc limit ${looked})
    select open.id::float8 as id, open.title, open.slug, open.kind, open.created_at,
      ${person('open.author_id')} as author, json_build_object('slug', space_slug, 'name', space_name) as place,
      (select min(product) from unnest(open.products) product where product = any(me.products)) as product,
      (select coalesce(json_agg(json_build_object('slug', topic.slug, 'name', topic.name,
          'solved', coalesce(solved.times, 0), 'known', topic.slug = any(me.expertise))), '[]')
        from thread_topic join topic on topic.id = thread_topic.topic_id
        left join solved on solved.topic_id = topic.id where thread_topic.thread_id = open.id) as topics
    from open join member me on me.id = ${me}`.execute(ctx.db)
  const weighed = rows.map((row) => ({
    row,
    worth: worthOf(row) / (1 + (ctx.now.getTime() - row.createdAt.getTime()) / (30 * 86_400_000)),
  }))
  return weighed
    .sort((one, other) => other.worth - one.worth)
    .slice(0, size)
    .map(({ row }) => withReason(row))
}

const worthOf = ({ topics, product }: Open) =>
  topics.reduce((sum, topic) => sum + Math.min(topic.solved, 5) * 2 + (topic.known ? 3 : 0), 0) +
  (product === null ? 0 : 1)

function withReason({ topics, product, ...row }: Open): CouldAnswer {
  const solved = topics.filter((topic) => topic.solved > 0).sort((one, other) => other.solved - one.solved)[0]
  const known = topics.find((topic) => topic.known)
  if (solved) return { ...row, reason: { solved: solved.solved, topic: solved.name } }
  if (known) return { ...row, reason: { topic: known.name } }
  return { ...row, reason: product === null ? null : { product } }
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
