import type { Viewer } from '#platform/ctx.ts'
import type { Module } from '#platform/module.ts'
import type { PermissionCase } from '#platform/permissions.ts'
import {
  memberClaimed,
  memberJoined,
  memberRestored,
  memberRoleChanged,
  memberSignedIn,
  memberSuspended,
  profileEdited,
} from './facts.ts'
import { invariants } from './invariants.ts'
import { jobs } from './jobs.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'

export const members: Module = {
  name: 'members',
  owns: [
    'member',
    'apiToken',
    'authUser',
    'authSession',
    'authAccount',
    'authVerification',
    'authTwoFactor',
    'authPasskey',
  ],
  facts: [
    memberJoined,
    memberClaimed,
    memberRoleChanged,
    profileEdited,
    memberSignedIn,
    memberSuspended,
    memberRestored,
  ],
  rules: may,
  cases,
  routes,
  jobs,
  invariants,
}

const self: Viewer = { id: 7, role: 'member', name: 'Self', handle: 'self', picture: null }
const chief: Viewer = { ...self, role: 'administrator' }

function cases(): PermissionCase[] {
  const person = { id: 7 }
  return [
    {
      thing: 'a member',
      cast: { themselves: self, 'themselves, administrator': chief },
      rules: Object.fromEntries(
        (['editProfile', 'seeAddress', 'changeRole', 'suspend', 'handOver'] as const).map((name) => [
          name,
          (viewer: Viewer) => may[name](viewer, person),
        ]),
      ),
    },
    {
      thing: 'members',
      rules: Object.fromEntries(
        (['keepAccount', 'mention', 'administer'] as const).map((name) => [
          name,
          (viewer: Viewer) => may[name](viewer),
        ]),
      ),
    },
  ]
}
