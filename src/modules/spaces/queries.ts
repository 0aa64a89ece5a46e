/** Which spaces and topics there are for a viewer. */
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, groupSpaces, type Level, levelsOf, rolesAt } from '#platform/ctx.ts'
import { idList, textList } from '#platform/many.ts'
import { found } from '#platform/problems.ts'

/** The ids of the spaces that this viewer may see. Every read of something kept in a space starts here. */
export function spacesInSight(ctx: Pick<Ctx, 'db' | 'viewer'>) {
  return ctx.db.selectFrom('space').select('space.id').where(isInSight(ctx))
}

/** As a condition on `space`: the viewer's role reaches its level, or they are in its group. */
function isInSight({ viewer }: Pick<Ctx, 'viewer'>): RawBuilder<boolean> {
  const byRole = sql<boolean>`space.see in (${sql.join(levelsOf(viewer))})`
  const groups = groupSpaces(viewer)
  return groups.length === 0 ? byRole : sql<boolean>`(${byRole} or space.id = any(${idList(groups)}))`
}

/** The same asked of many members at once, as a condition on `member`: who of them may see a space. */
export const seesSpace = ({ id, see }: { id: number; see: Level }) => sql<boolean>`(member.role = any(${textList(rolesAt(see))})
  or exists (select 1 from group_member where group_member.space_id = ${id} and group_member.member_id = member.id and group_member.state = 'in'))`

/** The spaces of groups that nobody outside reads and the viewer is not in. What is counted or named there is not for them. */
export const closedGroups = ({ viewer }: Pick<Ctx, 'viewer'>) =>
  sql`array(select id from space where see = 'group' and id <> all(${idList(groupSpaces(viewer))}))`

/** As a condition on `topic`, for those who keep the topics: they see all but what stands in closed groups alone. */
export const isTopicToKeep = (ctx: Pick<Ctx, 'db' | 'viewer'>, id: RawBuilder<unknown> = sql.ref('topic.id')) => sql<boolean>`(
  ${id} not in (select topic_id from thread_topic join thread on thread.id = thread_id where thread.space_id = any(${closedGroups(ctx)}))
  or exists (select 1 from thread_topic join thread on thread.id = thread_id where topic_id = ${id} and thread.space_id in (${spacesInSight(ctx)})))`

/** A group is no place in the landscape: it has its own list, and only those in it write there. */
export const isGroup = (space: { ask: string }) => space.ask === 'group'

const columns = ['id', 'parentId', 'slug', 'name', 'description', 'spine', 'position', 'see', 'ask', 'answer', 'version', 'archivedAt'] as const

export interface Space {
  id: number
  parentId: number | null
  slug: string
  name: string
  description: string
  spine: number
  position: number
  see: string
  ask: string
  answer: string
  version: number
  archivedAt: Date | null
}

export interface SpaceInTree extends Space {
  depth: number
}

/** The spaces in sight as a tree read from top to bottom: each parent is followed by its children. */
export async function spaceTree(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<SpaceInTree[]> {
  const all = await ctx.db.selectFrom('space').select(columns).where(isInSight(ctx)).where('ask', '<>', 'group')
    .where('archivedAt', 'is', null).orderBy('position').orderBy('id').execute()
  const children = Map.groupBy(all, (space) => space.parentId)
  const walk = (parent: number | null, depth: number): SpaceInTree[] =>
    (children.get(parent) ?? []).flatMap((space) => [{ ...space, depth }, ...walk(space.id, depth + 1)])
  return walk(null, 0)
}

export async function spaceShown(ctx: Pick<Ctx, 'db' | 'viewer'>, key: { id: number } | { slug: string }): Promise<Space> {
  const query = ctx.db.selectFrom('space').select(columns).where(isInSight(ctx))
  const space = 'id' in key ? query.where('id', '=', key.id) : query.where('slug', '=', key.slug)
  return found(await space.executeTakeFirst())
}

/** The spaces of the groups that the viewer is in, by name. */
export async function ownGroupSpaces(ctx: Pick<Ctx, 'db' | 'viewer'>): Promise<Space[]> {
  const ids = groupSpaces(ctx.viewer)
  if (ids.length === 0) return []
  return ctx.db.selectFrom('space').select(columns).where('id', 'in', ids).where('archivedAt', 'is', null).orderBy(sql`lower(name)`).orderBy('id').execute()
}

/** The ids of a space and of everything below it, whoever may see it: for work that is done by the house. */
export async function spacesBelow(ctx: Pick<Ctx, 'db'>, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive below as (
      select id from space where id = ${id}
      union all select space.id from space join below on space.parent_id = below.id)
    select id from below`.execute(ctx.db)
  return rows.map((row) => Number(row.id))
}

/** The ids of a space and of everything below it that the viewer may see. */
export async function spaceWithChildren(ctx: Pick<Ctx, 'db' | 'viewer'>, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive below as (
      select id from space where id = ${id}
      union all select space.id from space join below on space.parent_id = below.id)
    select space.id from space join below using (id) where ${isInSight(ctx)}`.execute(ctx.db)
  return rows.map((row) => Number(row.id))
}

export interface Topic {
  id: number
  slug: string
  name: string
  description: string
  version: number
}

/** The topic of this address, or of the one it is a synonym of. */
export async function topicShown(ctx: Pick<Ctx, 'db'>, slug: string): Promise<Topic & { synonyms: string[] }> {
  const topic = await ctx.db.selectFrom('topic').select(['id', 'slug', 'name', 'description', 'version'])
    .where((eb) => eb.or([
      eb('slug', '=', slug),
      eb('id', 'in', eb.selectFrom('topicSynonym').select('topicId').where('topicSynonym.slug', '=', slug)),
    ])).executeTakeFirst()
  const { id } = found(topic)
  const synonyms = await ctx.db.selectFrom('topicSynonym').select('slug').where('topicId', '=', id).orderBy('slug').execute()
  return { ...topic!, synonyms: synonyms.map((each) => each.slug) }
}

/** The topics with these words, for suggestions while typing. */
export async function topicsLike(ctx: Pick<Ctx, 'db'>, start: string, size = 10): Promise<Topic[]> {
  const like = `${slugOf(start).replace(/[%_\\]/g, '')}%`
  return ctx.db.selectFrom('topic').select(['id', 'slug', 'name', 'description', 'version'])
    .where((eb) => eb.or([eb('slug', 'like', like), eb('slug', 'like', `%-${like}`)]))
    .orderBy('slug').limit(size).execute()
}

/** Words as part of an address: letters and digits of any script, hyphens between. */
export function slugOf(text: string, size = 80): string {
  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  const slug = plain.replace(/['’]/g, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  if (slug.length <= size) return slug
  return slug.slice(0, size).replace(/-[^-]*$/, '')
}
