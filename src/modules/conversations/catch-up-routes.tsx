/** The address where one catches up. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { Instant } from '#platform/input.ts'
import { catchUp } from './catch-up.ts'
import { RowJson } from './json.ts'
import { CatchUpPage } from './pages/catch-up-page.tsx'
import { weekdays } from './pages/since.ts'
import { may } from './permissions.ts'
import { Millis } from './shapes.ts'

const Since = z.union([z.enum(['visit', 'yesterday', 'week', ...weekdays]), z.string().regex(/^\d{4}-\d\d-\d\d$/)]).default('visit').catch('visit')
const Rows = z.array(RowJson.extend({ posts: z.number().nullable(), own: z.boolean() }))

export function catchUpRoutes(open: Doors) {
  open.get('/catch-up', {
    may: may.keepFeeds,
    says: 'conversations:api.catchUp',
    query: z.object({ since: Since, read: Millis.optional().catch(undefined) }),
    json: z.object({ since: z.object({ name: z.string(), at: Instant }), answers: Rows, accepted: Rows, announced: Rows, valued: Rows, moved: Rows }),
    act: (ctx, { query }) => catchUp(ctx, query.since),
    page: (told, _ctx, { query }) => <CatchUpPage told={told} read={query.read} />,
  })
}
