/** Which spaces and topics there are for a viewer. */
import { sql } from 'kysely'
import { type Ctx, levelsOf } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'

/** The ids of the spaces that this viewer may see. Every read of something kept in a space starts here. */
export function spacesInSight({ db, viewer }: Pick<Ctx, 'db' | 'viewer'>) {
  return db.selectFrom('space').select('space.id').where('space.see', 'in', levelsOf(viewer))
}

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
  const all = await ctx.db.selectFrom('space').select(columns).where('see', 'in', levelsOf(ctx.viewer))
    .where('archivedAt', 'is', null).orderBy('position').orderBy('id').execute()
  const children = Map.groupBy(all, (space) => space.parentId)
  const walk = (parent: number | null, depth: number): SpaceInTree[] =>
    (children.get(parent) ?? []).flatMap((space) => [{ ...space, depth }, ...walk(space.id, depth + 1)])
  return walk(null, 0)
}

export async function spaceShown(ctx: Pick<Ctx, 'db' | 'viewer'>, key: { id: number } | { slug: string }): Promise<Space> {
  const query = ctx.db.selectFrom('space').select(columns).where('see', 'in', levelsOf(ctx.viewer))
  const space = 'id' in key ? query.where('id', '=', key.id) : query.where('slug', '=', key.slug)
  return found(await space.executeTakeFirst())
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
    select space.id from space join below using (id) where space.see in (${sql.join(levelsOf(ctx.viewer))})`.execute(ctx.db)
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
