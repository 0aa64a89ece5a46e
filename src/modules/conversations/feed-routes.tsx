/** The addresses of feeds. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { anyone } from '#platform/permissions.ts'
import { atomOf, atomType, type Feed } from './atom.ts'
import { feedOfKind, feedOfSpace, feedOfThread, feedOfTopic } from './feed-queries.ts'
import { listPath } from './pages/paths.ts'

const BySlug = z.object({ slug: z.string().max(80) })
// Readers of feeds ask often; a feed that is minutes old is new enough for them.
const raw = (feed: Feed, ctx: Ctx) => ({
  type: atomType,
  body: atomOf(feed, ctx.config.baseUrl),
  headers: { 'cache-control': 'public, max-age=300' },
})

export function feedRoutes(open: Doors) {
  for (const kind of ['question', 'discussion'] as const) {
    open.get(`${listPath(kind)}.atom`, { may: anyone, act: (ctx) => feedOfKind(ctx, kind), raw })
    open.get(`${listPath(kind)}/:id.atom`, {
      may: anyone,
      params: ById,
      act: (ctx, { params }) => feedOfThread(ctx, kind, params.id),
      raw,
    })
  }
  open.get('/spaces/:slug.atom', {
    may: anyone,
    params: BySlug,
    act: (ctx, { params }) => feedOfSpace(ctx, params.slug),
    raw,
  })
  open.get('/topics/:slug.atom', {
    may: anyone,
    params: BySlug,
    act: (ctx, { params }) => feedOfTopic(ctx, params.slug),
    raw,
  })
}
