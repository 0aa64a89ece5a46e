/** Who may do what with groups. What somebody is in a group is read with it; no role of the community stands in for it. */
import { type GroupRole, reaches, type Viewer } from '#platform/ctx.ts'
import { permissions, rule } from '#platform/permissions.ts'
import type { Joining, Mentioning, Visibility } from './shapes.ts'

export type State = 'invited' | 'asked' | 'in'

export interface GroupRights {
  visibility: Visibility
  joining: Joining
  mentioning: Mentioning
  archivedAt: Date | null
  /** What the viewer is to it; null for an outsider. */
  mine: { role: GroupRole; state: State } | null
}

/** Somebody else in the group. */
export interface OtherRights {
  group: GroupRights
  role: GroupRole
}

const isIn = ({ mine }: GroupRights) => mine?.state === 'in'
const isOwner = ({ mine }: GroupRights) => mine?.state === 'in' && mine.role === 'owner'
const looksAfter = ({ mine }: GroupRights) => mine?.state === 'in' && mine.role !== 'member'
const isKnown = (group: GroupRights) => group.visibility !== 'hidden' || isIn(group) || group.mine?.state === 'invited'
const isLive = (group: GroupRights) => group.archivedAt === null
const named = { nobody: () => false, keepers: looksAfter, members: isIn, everyone: isKnown } satisfies Record<Mentioning, (group: GroupRights) => boolean>
const isManager = (viewer: Viewer) => viewer.role === 'administrator' || viewer.role === 'community_manager'

export const may = permissions('groups', {
  look: rule('everyone'),
  know: rule<GroupRights>('everyone', (_viewer, group) => isKnown(group)),
  /** What is written in it, and who is in it. */
  read: rule<GroupRights>('everyone', (_viewer, group) => group.visibility === 'public' || isIn(group)),
  make: rule('members'),
  /** Writing @ it, which tells everybody in it. */
  mention: rule<GroupRights>('members', (viewer, group) =>
    isLive(group) && (named[group.mentioning](group) || (group.mentioning !== 'nobody' && isKnown(group) && reaches(viewer, 'team')))),
  join: rule<GroupRights>('members', (_viewer, group) =>
    isLive(group) && !isIn(group) && (group.mine?.state === 'invited' || (isKnown(group) && group.joining === 'open' && group.visibility !== 'hidden'))),
  request: rule<GroupRights>('members', (_viewer, group) =>
    isLive(group) && group.mine === null && group.joining === 'request' && group.visibility !== 'hidden'),
  leave: rule<GroupRights>('members', (_viewer, group) => group.mine !== null),
  invite: rule<GroupRights>('members', (_viewer, group) => isLive(group) && looksAfter(group)),
  approve: rule<GroupRights>('members', (_viewer, group) => looksAfter(group)),
  /** Those who look after it take out members; owners anybody but an owner. */
  takeOut: rule<OtherRights>('members', (_viewer, { group, role }) => (isOwner(group) ? role !== 'owner' : looksAfter(group) && role === 'member')),
  /** Keeping files at hand for all in it. */
  pinFiles: rule<GroupRights>('members', (_viewer, group) => looksAfter(group) && isLive(group)),
  changeRole: rule<GroupRights>('members', (_viewer, group) => isOwner(group)),
  change: rule<GroupRights>('members', (_viewer, group) => isOwner(group) && isLive(group)),
  archive: rule<GroupRights>('members', (_viewer, group) => isOwner(group)),
  merge: rule<GroupRights>('members', (_viewer, group) => isOwner(group) && isLive(group)),
  /** The list of all groups, what they are and how they fare; not what is written in them. */
  oversee: rule('team', isManager),
})
