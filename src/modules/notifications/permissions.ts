import { permissions, rule } from '#platform/permissions.ts'

export const rules = permissions('notifications', {
  readInbox: rule('members'),
  chooseMails: rule('members'),
})
