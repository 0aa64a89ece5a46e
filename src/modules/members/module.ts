import type { Module } from '#platform/module.ts'
import { memberClaimed, memberJoined, memberRestored, memberRoleChanged, memberSignedIn, memberSuspended, profileEdited } from './facts.ts'
import { jobs } from './jobs.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'

export const members: Module = {
  name: 'members',
  owns: ['member', 'apiToken', 'authUser', 'authSession', 'authAccount', 'authVerification', 'authTwoFactor', 'authPasskey'],
  facts: [memberJoined, memberClaimed, memberRoleChanged, profileEdited, memberSignedIn, memberSuspended, memberRestored],
  rules: may,
  routes,
  jobs,
}
