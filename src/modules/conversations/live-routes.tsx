/** The addresses from which an open thread page fetches what has changed, and where it says that somebody writes. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById, Id } from '#platform/input.ts'
import { anyone } from '#platform/permissions.ts'
import { threadParts } from './live-parts.ts'
import { PresenceLine } from './pages/presence.tsx'
import { ThreadParts } from './pages/thread-parts.tsx'
import { may } from './permissions.ts'
import { noteWriting, present } from './presence.ts'
import { sorts } from './shapes.ts'

// More at once is a page to be loaded anew.
const most = 40

const Wish = z.object({
  post: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(Id).max(most)),
  whole: z.stringbool().default(false).catch(false),
  sort: z.enum(sorts).optional().catch(undefined),
})

export function liveRoutes(open: Doors) {
  open.get('/threads/:id/parts', {
    may: anyone,
    params: ById,
    query: Wish,
    alike: { marks: ({ id }) => [`thread:${Number(id)}`], query: ['post', 'whole', 'sort'] },
    act: (ctx, { params, query }) => threadParts(ctx, params.id, query),
    part: (parts) => <ThreadParts {...parts} />,
  })

  open.get('/threads/:id/presence', {
    may: may.markRead,
    params: ById,
    act: (ctx, { params }) => present(ctx, params.id),
    part: (who) => <PresenceLine {...who} />,
  })

  open.put('/threads/:id/writing', {
    may: may.answer,
    params: ById,
    act: async (ctx, { params }) => {
      await noteWriting(ctx, params.id)
      return {}
    },
    raw: () => ({ type: 'application/json', body: '{}' }),
  })
}
