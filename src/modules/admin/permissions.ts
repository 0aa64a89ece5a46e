/**
 * Who may enter the rooms of those who run the community. What can be done in them is ruled by the modules it
 * is done to.
 */
import { permissions, rule } from '#platform/permissions.ts'

export const may = permissions('admin', {
  enter: rule<void>('team', ({ role }) => role === 'administrator' || role === 'community_manager'),
  /** Who may what: everybody of the team should know. */
  readRules: rule('team'),
})
