import { permissions, rule } from '#platform/permissions.ts'

export const rules = permissions('notifications', {
  readInbox: rule('members'),
  chooseMails: rule('members'),
  addDevice: rule('members'),
  keepDevice: rule<{ memberId: number }>('members', (viewer, device) => viewer.id === device.memberId),
})
