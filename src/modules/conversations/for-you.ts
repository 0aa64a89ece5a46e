/**
 * The feed of one member: threads with something new for them, each with the reason for which it is there. Candidates
 * come from what they follow, what they have answered in, what they know and what they own, each by its index. What is
 * ordered does not depend on the moment of asking, nor on what was read meanwhile, so pages follow each other without gaps.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, memberId } from '#platform/ctx.ts'
import { keptFor } from '#platform/keep.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { isNotMuted } from './heard.ts'
import { type ThreadRow, threadRows } from './list-queries.ts'
import type { Kind } from './shapes.ts'
import { threadsListed } from './sight.ts'
import { isUnread, readerOf } from './unread.ts'

export const reasonKinds = ['topic', 'member', 'known', 'answered', 'product', 'space'] as const

/** Because you follow a topic, a member or a space; know a topic; answered in it; own a product. */
export interface Reason {
  kind: (typeof reasonKinds)[number]
  name: string
}

export interface ForYouRow extends ThreadRow {
  reason: Reason
}

export interface ForYouWish {
  kind?: Kind | undefined
  spaceIds?: readonly number[] | undefined
  topicId?: number | undefined
  older?: Key | undefined
  size?: number | undefined
}

// Days: what has not moved for longer is no news.
const newest = 30
// From each topic, space and member; products are looked for among so many of the latest threads.
const [fromEach, fromMember, latest] = [60, 20, 500]
// How many hours newer a thread counts for its reason; one that nobody has answered and the member might, more.
const hours = { topic: 24, member: 24, known: 16, answered: 12, product: 10, space: 8, couldHelp: 12, another: 2 }
// The second thread of an author counts as that many hours older, the third as twice that; the same for a space.
const [forAuthor, forSpace, mostOfAuthor] = [18, 2, 4]

const since = (now: Date) => sql`${new Date(now.getTime() - newest * 86_400_000)}::timestamptz`
const loud = sql`level in ('watching', 'tracking')`
const followed = (me: number, kind: string) => sql`select subject_id as id from follow where member_id = ${me} and kind = ${sql.lit(kind)} and ${loud}`

const because = (kind: Reason['kind'], hoursFor: RawBuilder<unknown>, rows: RawBuilder<unknown>) => sql`
  select thread_id, ${sql.lit(kind)} as kind, subject_id, (${hoursFor})::int as hours from (${rows}) found`

/** What leads to threads for this member: thread, kind of reason, what it is of, what it is worth. */
function sources(me: number, now: Date) {
  const inTopics = (topics: RawBuilder<unknown>) => sql`select latest.thread_id, topics.id as subject_id, topics.times from (${topics}) topics
    cross join lateral (select thread_id from thread_topic where topic_id = topics.id and active_at > ${since(now)} order by active_at desc, thread_id desc limit ${sql.lit(fromEach)}) latest`
  const h = (kind: keyof typeof hours) => sql.lit(hours[kind])
  return sql.join(
    [
      because('topic', h('topic'), inTopics(sql`select id, 0 as times from (${followed(me, 'topic')}) t`)),
      because('answered', sql`${h('answered')} + 3 * least(times, 4)`, inTopics(sql`
        select topic_id as id, count(*)::int as times from (
          select thread_id from post where author_id = ${me} and kind in ('answer', 'reply') and removed_at is null order by created_at desc, id desc limit 300) mine
        join thread_topic using (thread_id) group by topic_id order by count(*) desc, topic_id limit 8`)),
      because('known', h('known'), inTopics(sql`select topic.id, 0 as times from member join topic on topic.slug = any(member.expertise) where member.id = ${me}`)),
      because('space', h('space'), sql`select latest.id as thread_id, place.id as subject_id from (
          with recursive below as (${followed(me, 'space')} union select space.id from space join below on space.parent_id = below.id) select id from below) place
        cross join lateral (select id from thread where space_id = place.id and removed_at is null and active_at > ${since(now)} order by active_at desc, id desc limit ${sql.lit(fromEach)}) latest`),
      because('member', h('member'), sql`select latest.id as thread_id, who.id as subject_id from (${followed(me, 'member')}) who
        cross join lateral (select id from thread where author_id = who.id and created_at > ${since(now)} order by created_at desc, id desc limit ${sql.lit(fromMember)}) latest`),
      because('product', h('product'), sql`select id as thread_id, 0 as subject_id from (
          select id, products from thread where removed_at is null and active_at > ${since(now)} order by active_at desc, id desc limit ${sql.lit(latest)}) recent
        where products && (select products from member where id = ${me})`),
    ],
    sql` union all `,
  )
}

const nameOf = (me: number) => sql`case kind
  when 'space' then (select name from space where id = subject_id) when 'member' then (select name from member where id = subject_id)
  when 'product' then (select min(product) from unnest(products) product where product = any(select unnest(member.products) from member where id = ${me}))
  else (select name from topic where id = subject_id) end`

/** Threads of others in sight, not muted, in the order of the feed; the best reason of each. */
function ranked(ctx: Ctx, { kind, spaceIds, topicId }: ForYouWish) {
  const me = memberId(ctx)
  let threads = threadsListed(ctx).where('thread.authorId', '<>', me).where('thread.closedAt', 'is', null).where(isNotMuted(me))
  if (kind) threads = threads.where('thread.kind', '=', kind)
  if (spaceIds) threads = threads.where('thread.spaceId', 'in', spaceIds.length > 0 ? [...spaceIds] : [0])
  if (topicId) threads = threads.where('thread.id', 'in', (eb) => eb.selectFrom('threadTopic').select('threadId').where('topicId', '=', topicId))
  const columns = threads.select(['thread.id', 'thread.authorId', 'thread.spaceId', 'thread.products', 'thread.activeAt', 'thread.kind as what', 'thread.answerCount'])
  const place = (of: string, worth: number) => sql`(row_number() over (partition by ${sql.ref(of)} order by moment desc, id desc) - 1) * ${sql.lit(worth * 3600)}`
  return sql`
    with found as materialized (${sources(me, ctx.now)}),
    best as (select distinct on (thread_id) thread_id, kind, subject_id,
        hours + ${sql.lit(hours.another)} * (least(count(*) over (partition by thread_id), 4) - 1) as hours
      from found order by thread_id, found.hours desc, kind, subject_id),
    counted as (select thread.*, best.kind, best.subject_id, extract(epoch from date_trunc('second', active_at))::bigint + 3600 * (best.hours
        + case when what = 'question' and answer_count = 0 and best.kind in ('known', 'answered') then ${sql.lit(hours.couldHelp)} else 0 end) as moment
      from best join lateral (${columns.where('thread.id', '=', sql.ref<number>('best.thread_id'))} offset 0) thread on true),
    ranked as (select *, moment - ${place('author_id', forAuthor)} - ${place('space_id', forSpace)} as sort,
        row_number() over (partition by author_id order by moment desc, id desc) as of_author from counted)
    select * from ranked where of_author <= ${sql.lit(mostOfAuthor)}`
}

const size = 25

/** One page of the feed. What was read and has nothing new is left out, and what the member passed over. */
export async function forYou(ctx: Ctx, wish: ForYouWish = {}): Promise<Paged<ForYouRow>> {
  const me = memberId(ctx)
  const { older, size: most = size } = wish
  const { rows } = await sql<{ id: number; sort: number; reason: Reason }>`
    select ranked.id::float8 as id, sort::float8 as sort, json_build_object('kind', ranked.kind, 'name', ${nameOf(me)}) as reason
    from (${ranked(ctx, wish)}) ranked
    where not exists (select 1 from thread_passed where member_id = ${me} and thread_id = ranked.id)
      and (select ${isUnread(readerOf(ctx))} from thread where thread.id = ranked.id)
      ${older ? sql`and (sort, ranked.id) < (${Math.round(older.sort)}::bigint, ${older.id}::bigint)` : sql``}
    order by sort desc, ranked.id desc limit ${most + 1}`.execute(ctx.db)
  const page = paged(rows, most, ({ sort, id }) => ({ sort, id }))
  const reasons = new Map(page.rows.map(({ id, reason }) => [id, reason]))
  const threads = await threadRows(ctx, page.rows.map(({ id }) => id))
  return { rows: threads.map((row) => ({ ...row, reason: reasons.get(row.id)! })), next: page.next }
}

/** Whether there is anything that a feed could be made of. */
export async function hasInterests(ctx: Ctx): Promise<boolean> {
  const me = memberId(ctx)
  const { rows } = await sql<{ some: boolean }>`select exists (select 1 from follow where member_id = ${me} and ${loud})
    or exists (select 1 from post where author_id = ${me} and kind in ('answer', 'reply'))
    or exists (select 1 from member where id = ${me} and (expertise <> '{}' or products <> '{}')) as some`.execute(ctx.db)
  return rows[0]!.some
}

/** Whether the viewer wants the feed; whoever never chose does. */
export const wantsForYou = async (ctx: Ctx): Promise<boolean> =>
  ctx.viewer.id !== null &&
  keptFor(ctx, ctx.viewer.id, 'for-you', 60, async () => {
    const row = await ctx.db.selectFrom('feedChoice').select('forYou').where('memberId', '=', memberId(ctx)).executeTakeFirst()
    return row?.forYou ?? true
  })
