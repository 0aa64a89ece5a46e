/** Who may do what with members. */
import { permissions, rule } from '#platform/permissions.ts'

interface Person {
  id: number
}

export const may = permissions('members', {
  /** Own profile and picture; administrators also those of others. */
  editProfile: rule<Person>(
    'members',
    (viewer, person) => viewer.id === person.id || viewer.role === 'administrator',
  ),
  /** Own password, sessions, second factor, passkeys, mail settings, tokens. */
  keepAccount: rule('members'),
  /** Being offered names while writing. */
  mention: rule('members'),
  /** The list of members with their addresses. */
  administer: rule('administrators'),
  changeRole: rule<Person>('administrators', (viewer, person) => viewer.id !== person.id),
  suspend: rule<Person>('administrators', (viewer, person) => viewer.id !== person.id),
  /** An imported member to an account. */
  handOver: rule<Person>('administrators', () => true),
  seeAddress: rule<Person>(
    'members',
    (viewer, person) => viewer.id === person.id || viewer.role === 'administrator',
  ),
})
