/** The door of the members module: what its neighbours may use. */
export { safePath } from './places.ts'
export { type Account, createSignIn, memberOf } from './accounts.ts'
export { type Auth, authOf, openAuth } from './auth.ts'
export { addMemberCounts, type Counted, count as countForMember, holdMembers, type MemberCounts, setMemberCounts } from './counts.ts'
export {
  memberClaimed,
  memberJoined,
  memberRestored,
  memberRoleChanged,
  memberSuspended,
  profileEdited,
} from './facts.ts'
export { freeHandle, handleFrom, type Joined, join, reservedHandles } from './join.ts'
export { may as mayMembers } from './permissions.ts'
export { groupsOf, type Person, person } from './person.ts'
export { browserOf } from './browsers.ts'
export { carriesNobody, isOpen as isSessionOpen, readSession, sessionCookie, sessionIdOf, viewersOfCookies } from './session.ts'
export { letIn } from './sign-in.ts'
export {
  changeMembers,
  handlesTaken,
  type MemberChange,
  type MemberRow,
  putHandles,
  putMembers,
  setMembersRemoved,
} from './bulk.ts'
export { ownCookie, ownName, readCookie } from './cookies.ts'
export { Email, Name, Password } from './shapes.ts'
export type { From, SignedIn } from './sign-in.ts'
export { refusalOf } from './refusal.ts'
export { type Group, groups, type KeptMember, keptMember, keptMembers } from './administration.ts'
export { directory, type MemberShown, memberShown, membersInSight } from './directory.ts'
export { changeRole, handOver, type MemberRole, memberRoles, restore, suspend } from './roles.ts'
export { knowMentionables, type Mentionable, mentionablesNamed } from './mentionables.ts'
export { presenceOf, showsPresence } from './presence.ts'
