/** The addresses of notifications. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { Instant } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { readAll } from './inbox.ts'
import { InboxPage } from './pages/inbox-page.tsx'
import { rules } from './permissions.ts'
import { inbox } from './queries.ts'

const Query = z.object({ older: After, unread: z.stringbool().default(false).catch(false) })
const NoticeJson = z.object({ id: z.number(), kind: z.string(), title: z.string(), path: z.string(), createdAt: Instant, readAt: Instant.nullable() })

export function routes(open: Doors) {
  open.get('/notifications', {
    may: rules.readInbox,
    query: Query,
    act: (ctx, { query }) => inbox(ctx, query),
    page: (notices, _ctx, { query }) => <InboxPage notices={notices.rows} next={notices.next} onlyUnread={query.unread} />,
    json: z.object({ rows: z.array(NoticeJson), next: z.string().nullable() }),
  })

  open.post('/notifications/read', {
    may: rules.readInbox,
    act: async (ctx) => {
      await readAll(ctx)
      return {}
    },
    next: () => '/notifications',
    json: z.object({}),
  })
}
