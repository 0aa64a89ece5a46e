/** What must hold in the data of this module, whatever happened. */
import { sql } from 'kysely'
import type { Invariant } from '#platform/module.ts'

export const invariants: Invariant[] = [
  {
    name: 'a notice is pushed to devices of its own member',
    find: async ({ db }) => {
      const { rows } = await sql<{ line: string }>`
        select 'push ' || push.notification_id || ' to ' || push.subscription_id as line from push
        join notification on notification.id = push.notification_id join push_subscription device on device.id = push.subscription_id
        where notification.member_id <> device.member_id`.execute(db)
      return rows.map(({ line }) => line)
    },
  },
]
