/** Which groups there are for a viewer, and how an action takes hold of one. What is hidden from them does not exist. */
import { sql } from 'kysely'
import type { Ctx, GroupRole } from '#platform/ctx.ts'
import { found, NotFound } from '#platform/problems.ts'
import { type GroupRights, may, type State } from './permissions.ts'
import type { Joining, Mentioning, Visibility } from './shapes.ts'

export interface Group extends GroupRights {
  id: number
  slug: string
  name: string
  description: string
  rules: string
  rulesHtml: string
  version: number
  createdAt: Date
  mergedIntoId: number | null
}

/** All groups with what the viewer is to each. Always narrowed by `isKnown`, but for those who oversee them. */
export function groupsOfAll({ db, viewer }: Pick<Ctx, 'db' | 'viewer'>) {
  return db.selectFrom('communityGroup as g').innerJoin('space', 'space.id', 'g.spaceId')
    .leftJoin('groupMember as mine', (join) => join.onRef('mine.spaceId', '=', 'g.spaceId').on('mine.memberId', '=', viewer.id ?? 0))
    .select(['space.id', 'space.slug', 'space.name', 'space.description', 'space.archivedAt', 'g.visibility', 'g.joining', 'g.mentioning', 'g.rules', 'g.rulesHtml', 'g.version', 'g.createdAt', 'g.mergedIntoId'])
    .select(['mine.role as myRole', 'mine.state as myState'])
}

/** As a condition: the viewer knows of the group, as `may.know` says. */
export const isKnown = sql<boolean>`(g.visibility <> 'hidden' or mine.state in ('in', 'invited'))`

interface Row extends Omit<Group, 'visibility' | 'joining' | 'mentioning' | 'mine'> {
  visibility: string
  joining: string
  mentioning: string
  myRole: string | null
  myState: string | null
}

export const groupFrom = ({ myRole, myState, ...row }: Row): Group => ({
  ...row,
  visibility: row.visibility as Visibility,
  joining: row.joining as Joining,
  mentioning: row.mentioning as Mentioning,
  mine: myState === null ? null : { role: myRole as GroupRole, state: myState as State },
})

/** @throws NotFound when the viewer does not know of it */
export async function groupKnown(ctx: Ctx, slug: string): Promise<Group> {
  const group = groupFrom(found(await groupsOfAll(ctx).where('space.slug', '=', slug).where(isKnown).executeTakeFirst()))
  if (!may.know(ctx.viewer, group)) throw new NotFound()
  return group
}

/**
 * Holds a group until the transaction ends. Whoever changes who is in it holds it first, so that two owners who leave at
 * once come one after the other; and what the viewer is there is read then, not remembered.
 */
export async function holdGroup(tx: Ctx, slug: string): Promise<Group> {
  await tx.db.selectFrom('communityGroup').innerJoin('space', 'space.id', 'communityGroup.spaceId').select('spaceId').where('space.slug', '=', slug).forUpdate('communityGroup').execute()
  return groupKnown(tx, slug)
}
