import { permissions, rule } from '#platform/permissions.ts'

/** The door of the house stands open; what somebody sees behind it is decided by what they may see. */
export const may = permissions('home', {
  enter: rule('everyone'),
  /** Fill an empty community from elsewhere. */
  fill: rule('team', (viewer) => viewer.role === 'administrator' || viewer.role === 'community_manager'),
})
