import type { Module } from '#platform/module.ts'
import { memberClaimed, memberJoined, memberRestored, memberRoleChanged, memberSignedIn, memberSuspended, profileEdited } from './facts.ts'
import { may } from './permissions.ts'

export const members: Module = {
  name: 'members',
  owns: ['member', 'authUser', 'authSession', 'authAccount', 'authVerification', 'authTwoFactor', 'authPasskey'],
  facts: [memberJoined, memberClaimed, memberRoleChanged, profileEdited, memberSignedIn, memberSuspended, memberRestored],
  rules: may,
}
