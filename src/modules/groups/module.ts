import type { GroupRole, Viewer } from '#platform/ctx.ts'
import type { Module } from '#platform/module.ts'
import type { PermissionCase } from '#platform/permissions.ts'
import { facts } from './facts.ts'
import './mentions.ts'
import { invariants } from './invariants.ts'
import { type GroupRights, may, type State } from './permissions.ts'
import { routes } from './routes.tsx'
import type { Joining, Visibility } from './shapes.ts'

export const groups: Module = {
  name: 'groups',
  owns: ['communityGroup', 'groupMember', 'groupLetter', 'groupFile'],
  facts,
  rules: may,
  routes,
  cases,
  invariants,
}

const somebody = (name: string): Viewer => ({ id: 7, role: 'member', name, handle: name, picture: null })
const mine = (role: GroupRole, state: State = 'in') => ({ role, state })

/** The states of a group, each asked by an outsider of every role and by those who have to do with it. */
function cases(): PermissionCase[] {
  const group = (visibility: Visibility, joining: Joining, rest: Partial<GroupRights> = {}): GroupRights => ({ visibility, joining, mentioning: 'members', archivedAt: null, mine: null, ...rest })
  const states: [string, GroupRights][] = [
    ['a public group', group('public', 'open')],
    ['a listed group that takes requests', group('listed', 'request')],
    ['a hidden group', group('hidden', 'invite')],
    ['a public group that everybody may mention', group('public', 'open', { mentioning: 'everyone' })],
    ['a listed group that nobody may mention', group('listed', 'request', { mentioning: 'nobody' })],
    ['an archived public group', group('public', 'open', { archivedAt: new Date(0) })],
  ]
  return [
    { thing: 'the groups', rules: { look: (viewer) => may.look(viewer), make: (viewer) => may.make(viewer), oversee: (viewer) => may.oversee(viewer, undefined) } },
    ...states.map(([thing, each]) => ({ thing, cast: { owner: somebody('owner'), groupModerator: somebody('groupModerator'), groupMember: somebody('groupMember'), invited: somebody('invited'), asking: somebody('asking') }, rules: rulesOf(each) })),
  ]
}

const parts: Record<string, GroupRights['mine']> = { owner: mine('owner'), groupModerator: mine('moderator'), groupMember: mine('member'), invited: mine('member', 'invited'), asking: mine('member', 'asked') }

function rulesOf(group: GroupRights): PermissionCase['rules'] {
  const names = ['know', 'read', 'mention', 'join', 'request', 'leave', 'invite', 'approve', 'pinFiles', 'changeRole', 'change', 'archive', 'merge'] as const
  const asked = (viewer: Viewer): GroupRights => ({ ...group, mine: parts[viewer.name] ?? null })
  return {
    ...Object.fromEntries(names.map((name) => [name, (viewer: Viewer) => may[name](viewer, asked(viewer))])),
    takeOutMember: (viewer) => may.takeOut(viewer, { group: asked(viewer), role: 'member' }),
    takeOutModerator: (viewer) => may.takeOut(viewer, { group: asked(viewer), role: 'moderator' }),
    takeOutOwner: (viewer) => may.takeOut(viewer, { group: asked(viewer), role: 'owner' }),
  }
}
