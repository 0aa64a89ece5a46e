/** The door of the groups module: what its neighbours may use. */
export { putGroup, type WholeGroup } from './bulk.ts'
export { groupJoined, groupLeft, groupSteppedIn } from './facts.ts'
export { archiveGroup, changeGroup, makeGroup } from './groups.ts'
export { approveRequest, askToJoin, changeGroupRole, inviteMember, joinGroup, leaveGroup, removeMember } from './membership.ts'
export { mergeGroup } from './merging.ts'
export { appointOwner, keptGroups, stepIn } from './desk.ts'
export { may as mayGroups } from './permissions.ts'
export { groupsForSummary, ownGroups } from './queries.ts'
