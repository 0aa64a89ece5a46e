/** What happened since a moment in what a member follows: answers to them, accepted answers, what is worth reading, what the team said. */
import { sql } from 'kysely'
import { type Ctx, memberId, rolesAt } from '#platform/ctx.ts'
import { textList } from '#platform/many.ts'
import { type CatchUpSince, sinceWhen } from './catch-up-since.ts'
import { followedBy, isFollowed } from './follow-queries.ts'
import { threadList, type ThreadRow, threadRows, threadsWanted } from './list-queries.ts'
import type { Since } from './pages/since.ts'

export interface CaughtRow extends ThreadRow {
  /** Posts of others since; null where that is not the point. */
  posts: number | null
  /** An answer of the viewer was accepted. */
  own: boolean
}

export const catchUpParts = ['answers', 'accepted', 'announced', 'valued', 'moved'] as const

export type CatchUp = Record<(typeof catchUpParts)[number], CaughtRow[]> & {
  since: CatchUpSince
  /** Whether they follow a place; who does not is shown what is valued anywhere. */
  follows: boolean
}

const most = { answers: 10, accepted: 6, announced: 5, valued: 6, moved: 10 }
// Among so many of the newest threads those are looked for that are valued.
const newest = 500

interface Found {
  id: number
  posts?: number
  own?: boolean
}

export async function catchUp(ctx: Ctx, asked: Since): Promise<CatchUp> {
  const since = await sinceWhen(ctx, asked)
  const follows = (await followedBy(ctx)) !== 'threads'
  const [answers, accepted, announced, valued, moved] = await Promise.all([
    answersToMine(ctx, since.at), acceptedSince(ctx, since.at), announcedSince(ctx, since.at), valuedSince(ctx, since.at), movedSince(ctx, since.at),
  ])
  const told = new Set<number>()
  // What was told once is not told again further down.
  const fresh = <Row extends { id: number }>(rows: Row[], size: number) => {
    const chosen = rows.filter(({ id }) => !told.has(id)).slice(0, size)
    for (const { id } of chosen) told.add(id)
    return chosen
  }
  const chosen = { answers: fresh(answers, most.answers), accepted: fresh(accepted, most.accepted), announced: fresh(announced, most.announced), valued: fresh(valued, most.valued) }
  const rows = new Map((await threadRows(ctx, Object.values(chosen).flat().map(({ id }) => id))).map((row) => [row.id, row]))
  const whole = (found: Found[]) => found.flatMap(({ id, posts = null, own = false }) => (rows.has(id) ? [{ ...rows.get(id)!, posts, own }] : []))
  return {
    since, follows,
    answers: whole(chosen.answers), accepted: whole(chosen.accepted), announced: whole(chosen.announced), valued: whole(chosen.valued),
    moved: fresh(moved, most.moved).map((row) => ({ ...row, posts: null, own: false })),
  }
}

/** The viewer's threads in which others have written. */
async function answersToMine(ctx: Ctx, since: Date): Promise<Found[]> {
  const me = memberId(ctx)
  const mine = threadsWanted(ctx).select(['thread.id', 'thread.activeAt']).where('thread.authorId', '=', me).where('thread.activeAt', '>', since)
  const { rows } = await sql<Found>`
    select mine.id::float8 as id, count(*)::int as posts from (${mine}) mine join post on post.thread_id = mine.id
    where post.created_at > ${since} and post.author_id <> ${me} and post.kind <> 'opening' and post.removed_at is null
      and (post.parent_id is null or not exists (select 1 from post above where above.id = post.parent_id and above.removed_at is not null))
    group by mine.id order by max(post.created_at) desc, mine.id desc limit ${most.answers}`.execute(ctx.db)
  return rows
}

/** Answers that were accepted: the viewer's own first, then in what they follow. */
async function acceptedSince(ctx: Ctx, since: Date): Promise<Found[]> {
  const me = memberId(ctx)
  const followed = await followedBy(ctx)
  return threadsWanted(ctx).leftJoin('post as best', 'best.id', 'thread.acceptedPostId')
    .select(['thread.id', sql<boolean>`best.author_id = ${me}`.as('own')])
    .where('thread.acceptedAt', '>', since).where('thread.acceptedById', '<>', me)
    .where((eb) => eb.or([eb('best.authorId', '=', me), eb('thread.authorId', '=', me), isFollowed(me, followed)]))
    .orderBy(sql`best.author_id = ${me}`, 'desc').orderBy('thread.acceptedAt', 'desc').orderBy('thread.id').limit(most.accepted + most.answers).execute()
}

/** Discussions that the team began. */
async function announcedSince(ctx: Ctx, since: Date): Promise<Found[]> {
  return threadsWanted(ctx).select('thread.id').where('thread.kind', '=', 'discussion').where('thread.createdAt', '>', since).where('thread.authorId', '<>', memberId(ctx))
    .where('thread.authorId', 'in', (eb) => eb.selectFrom('member').select('id').where('role', '=', sql<string>`any(${textList(rolesAt('team'))})`))
    .orderBy(sql`thread.pinned_at is not null`, 'desc').orderBy('thread.createdAt', 'desc').orderBy('thread.id', 'desc').limit(most.announced + most.answers).execute()
}

/** New threads that others valued most; of everything, for who follows no place. */
async function valuedSince(ctx: Ctx, since: Date): Promise<Found[]> {
  const me = memberId(ctx)
  const followed = await followedBy(ctx)
  const latest = threadsWanted(ctx).selectAll('thread').where('thread.createdAt', '>', since).where('thread.authorId', '<>', me)
    .orderBy('thread.createdAt', 'desc').orderBy('thread.id', 'desc').limit(newest)
  return ctx.db.selectFrom(latest.as('thread')).select('thread.id').where('thread.heat', '>', 0)
    .$if(followed !== 'threads', (query) => query.where(isFollowed(me, followed)))
    .orderBy(sql`helpful_count + same_count`, 'desc').orderBy('thread.heat', 'desc').orderBy('thread.id', 'desc').limit(most.valued + most.answers).execute()
}

/** What they follow and where something was written. */
async function movedSince(ctx: Ctx, since: Date): Promise<ThreadRow[]> {
  const { rows } = await threadList(ctx, { list: 'followed', size: 40 })
  return rows.filter(({ activeAt, unread }) => unread && activeAt > since)
}
