/** Who is asking, on which connection, at what time: the first argument of every action and query. */
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { Wiring } from './facts.ts'

export const roles = [
  'guest',
  'member',
  'champion',
  'moderator',
  'product_owner',
  'support_agent',
  'community_manager',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * From open to closed. A space says which level may see, ask and answer in it. No role reaches the last one: what is for
 * the members of a group is asked of the group, and whatever does not ask sees nothing.
 */
export const levels = ['everyone', 'members', 'champions', 'team', 'administrators', 'group'] as const
export type Level = (typeof levels)[number]

const levelOfRole: Record<Role, Level> = {
  guest: 'everyone',
  member: 'members',
  champion: 'champions',
  moderator: 'team',
  product_owner: 'team',
  support_agent: 'team',
  community_manager: 'team',
  administrator: 'administrators',
}

export const groupRoles = ['member', 'moderator', 'owner'] as const
export type GroupRole = (typeof groupRoles)[number]

/** A group that somebody is in: its space, and what they are there. */
export interface InGroup {
  spaceId: number
  role: GroupRole
}

export interface Viewer {
  id: number | null
  role: Role
  name: string
  handle: string
  picture: string | null
  /** The language that they have chosen for the interface; null follows their browser. */
  language?: string | null
  /** The groups that they are in. Who is drawn for many (`platform/keep`, `stencils`) has none. */
  groups?: readonly InGroup[]
}

export const guest: Viewer = { id: null, role: 'guest', name: '', handle: '', picture: null }

/** True when the viewer stands at this level or above it. */
export function reaches(viewer: Pick<Viewer, 'role'>, level: Level): boolean {
  return levels.indexOf(levelOfRole[viewer.role]) >= levels.indexOf(level)
}

/** The levels that this viewer reaches, for `where see in (…)`. */
export function levelsOf(viewer: Pick<Viewer, 'role'>): Level[] {
  return levels.filter((level) => reaches(viewer, level))
}

/** The roles that stand at this level or above it, for `where role in (…)`. */
export const rolesAt = (level: Level): Role[] => roles.filter((role) => reaches({ role }, level))

/** The spaces of the groups that the viewer is in, for `where id in (…)`. */
export const groupSpaces = (viewer: Pick<Viewer, 'groups'>): number[] => (viewer.groups ?? []).map((each) => each.spaceId)

/** What the viewer is in the group of this space; null when they are not in it. */
export const groupRole = (viewer: Pick<Viewer, 'groups'>, spaceId: number): GroupRole | null =>
  viewer.groups?.find((each) => each.spaceId === spaceId)?.role ?? null

/** The same viewer as one of many: what is read so may be shown to all who reach the same levels. */
export const ungrouped = <Asking extends { viewer: Viewer }>(ctx: Asking): Asking =>
  ctx.viewer.groups === undefined || ctx.viewer.groups.length === 0 ? ctx : { ...ctx, viewer: { ...ctx.viewer, groups: [] } }

/** The stricter of two levels. */
export function stricter(one: Level, other: Level): Level {
  return levels.indexOf(one) >= levels.indexOf(other) ? one : other
}

export interface Ctx {
  db: Db
  viewer: Viewer
  now: Date
  wiring: Wiring
  config: Config
  /** A stable, private mark of a browser that is not signed in; null outside of a request. */
  visitor: string | null
}

// Also what was prepared before a table changed, or on a connection that a pooler has changed since.
const again = new Set(['40001', '40P01', '0A000', '26000', '42P05'])

/**
 * Runs `work` in a transaction; inside one already, joins it. Deadlocks and failed serialisations are tried again,
 * at most three times in all.
 */
export async function transaction<T>(ctx: Ctx, work: (tx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  for (let attempt = 1; ; attempt++) {
    try {
      const after: ((ctx: Ctx) => void)[] = []
      const result = await ctx.db.transaction().execute((db) => work({ ...ctx, db, wiring: { ...ctx.wiring, after } }))
      for (const each of after) each(ctx)
      return result
    } catch (error) {
      if (attempt === 3 || !again.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** The signed-in viewer's id. Only after a rule has been demanded that no guest passes. */
export function memberId(ctx: Pick<Ctx, 'viewer'>): number {
  if (ctx.viewer.id === null) throw new Error('A guest has no member id; demand a rule first.')
  return ctx.viewer.id
}
