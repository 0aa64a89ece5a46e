/** The door of the members module: what its neighbours may use. */
export { count as countForMember } from './counts.ts'
export { memberClaimed, memberJoined, memberRoleChanged } from './facts.ts'
export { freeHandle, handleFrom, type Joined, join } from './join.ts'
export { may as mayMembers } from './permissions.ts'
export { type Person, person } from './person.ts'
