/** Groups that a post names: kept with the post, told once, and no more often than is bearable. */
import { sql } from 'kysely'
import { type Ctx, memberId, reaches } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { isNew } from '#modules/files/index.ts'
import type { Mentionable } from '#modules/members/index.ts'

const day = 86_400_000
/** So many times a day somebody who is not of the team writes to groups; they tell many at once. */
const daily = 3
/** So many groups one post tells, however often it is edited; one of somebody whom nobody knows yet. */
const perPost = { known: 3, new: 1 }

const mostOf = async (ctx: Ctx) => (ctx.config.limits && (await isNew(ctx)) ? perPost.new : perPost.known)

/** Whether the viewer has written to groups as often as they may for now. */
export async function wroteOften(ctx: Pick<Ctx, 'db' | 'viewer' | 'now' | 'config'>): Promise<boolean> {
  return (await leftFor(ctx)) <= 0
}

async function leftFor({ db, viewer, now, config }: Pick<Ctx, 'db' | 'viewer' | 'now' | 'config'>): Promise<number> {
  if (viewer.id === null || !config.limits || reaches(viewer, 'team')) return Number.POSITIVE_INFINITY
  const { count } = await db.selectFrom('groupMention').select((eb) => eb.fn.countAll<string>().as('count'))
    .where('byId', '=', viewer.id).where('tells', '=', true).where('at', '>', new Date(now.getTime() - day)).executeTakeFirstOrThrow()
  return daily - Number(count)
}

/**
 * Keeps which groups a post names. A hidden one is named in its own threads only: elsewhere its name is a word as any.
 * @returns those that it names since now and that are told
 */
export async function keepGroupMentions(tx: Ctx, postId: number, groups: readonly Mentionable[]): Promise<number[]> {
  const ids = groups.map(({ spaceId }) => spaceId)
  // What was told stays told: a name taken out again frees no place under a limit, and put back it tells nobody twice.
  await tx.db.deleteFrom('groupMention').where('postId', '=', postId).where('tells', '=', false).where('spaceId', 'not in', [0, ...ids]).execute()
  const fresh = await notYetNamed(tx, postId, groups)
  if (fresh.length === 0) return []
  // One after another, or two posts at once would count the same.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`group mentions of ${memberId(tx)}`}, 0))`.execute(tx.db)
  const most = Math.min((await mostOf(tx)) - (await toldBy(tx, postId)), await leftFor(tx))
  const told = fresh.filter(({ why }) => why === null).slice(0, Math.max(0, most)).map(({ spaceId }) => spaceId)
  await tx.db.insertInto('groupMention').values(fresh.map(({ spaceId }) => ({ postId, spaceId, byId: memberId(tx), at: tx.now, tells: told.includes(spaceId) }))).onConflict((clash) => clash.doNothing()).execute()
  return told
}

async function toldBy(tx: Ctx, postId: number): Promise<number> {
  const { count } = await tx.db.selectFrom('groupMention').select((eb) => eb.fn.countAll<string>().as('count')).where('postId', '=', postId).where('tells', '=', true).executeTakeFirstOrThrow()
  return Number(count)
}

/** The groups that a new post names, as far as it would tell them: what is said beforehand holds. */
export async function withinLimits(ctx: Ctx, groups: readonly Mentionable[]): Promise<Mentionable[]> {
  if (!groups.some(({ why }) => why === null)) return [...groups]
  const [most, left] = [await mostOf(ctx), await leftFor(ctx)]
  let told = 0
  return groups.map((group) => {
    if (group.why !== null) return group
    told++
    return { ...group, why: told > left ? 'often' : told > most ? 'perPost' : null }
  })
}

async function notYetNamed(tx: Ctx, postId: number, groups: readonly Mentionable[]): Promise<Mentionable[]> {
  if (groups.length === 0) return []
  const place = await tx.db.selectFrom('post').innerJoin('thread', 'thread.id', 'post.threadId').select('thread.spaceId').where('post.id', '=', postId).executeTakeFirstOrThrow()
  const named = await tx.db.selectFrom('groupMention').select('spaceId').where('postId', '=', postId).execute()
  return groups.filter(({ spaceId, hidden }) => (!hidden || spaceId === place.spaceId) && !named.some((each) => each.spaceId === spaceId))
}

export interface Called {
  memberId: number
  spaceId: number
}

/** Who is in these groups, without those who have muted the group. */
export async function peopleOfGroups(tx: Ctx, spaceIds: readonly number[]): Promise<Called[]> {
  if (spaceIds.length === 0) return []
  const { rows } = await sql<Called>`select member_id::float8 as member_id, space_id::float8 as space_id from group_member
    where space_id = any(${idList(spaceIds)}) and state = 'in' and not exists (
      select 1 from follow where follow.member_id = group_member.member_id and kind = 'space' and subject_id = space_id and level = 'muted')`.execute(tx.db)
  return rows
}

/** Posts that name a group which was hidden since are drawn anew, without a link to what is not there for others. */
export async function unlinkGroup(tx: Ctx, spaceId: number): Promise<void> {
  await sql`update post set html_version = 0 where id in (select post_id from group_mention where space_id = ${spaceId})`.execute(tx.db)
}
