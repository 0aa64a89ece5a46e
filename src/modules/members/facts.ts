import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'

export const memberJoined = factKind(
  'member.joined',
  z.object({ by: z.enum(['signUp', 'setup', 'import', 'sample']) }),
  () => ['lists'],
)
export const memberClaimed = factKind('member.claimed', z.object({ by: z.enum(['email', 'administrator']) }))
export const memberRoleChanged = factKind(
  'member.roleChanged',
  z.object({ from: z.string(), to: z.string() }),
)
export const profileEdited = factKind('profile.edited', z.object({ fields: z.array(z.string()) }))
export const memberSignedIn = factKind(
  'member.signedIn',
  z.object({
    by: z.enum(['password', 'secondFactor', 'link', 'passkey', 'demo', 'reset', 'verification', 'setup']),
  }),
  nowhere,
)
export const memberSuspended = factKind('member.suspended', z.object({}))
export const memberRestored = factKind('member.restored', z.object({}))
