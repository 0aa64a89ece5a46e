/** The addresses of one's own feed: what is not for one, and whether one wants it. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { chooseForYou, passThread } from './feed-choices.ts'
import { may } from './permissions.ts'
import { Passing } from './shapes.ts'

const own = '/questions?list=forYou'

export function forYouRoutes(open: Doors) {
  for (const passed of [true, false]) {
    const verb = passed ? open.put : open.delete
    verb('/threads/:id/passing', {
      may: may.keepFeeds,
      says: passed ? 'conversations:api.pass' : 'conversations:api.unpass',
      params: ById,
      body: Passing,
      json: z.object({ id: z.number() }),
      act: (ctx, { params }) => passThread(ctx, params.id, passed),
      next: ({ id }, _ctx, { body: { to = own } }) => (passed ? `${to}${to.includes('?') ? '&' : '?'}passed=${id}` : to),
    })
  }

  for (const wanted of [true, false]) {
    const verb = wanted ? open.put : open.delete
    verb('/settings/following/for-you', {
      may: may.keepFeeds,
      says: wanted ? 'conversations:api.wantForYou' : 'conversations:api.dropForYou',
      json: z.object({ wanted: z.boolean() }),
      act: async (ctx) => {
        await chooseForYou(ctx, wanted)
        return { wanted }
      },
      next: () => '/settings/following#for-you',
    })
  }
}
