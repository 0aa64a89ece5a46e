/** The addresses of feeds. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { anyone } from '#platform/permissions.ts'
import { raw } from './atom.ts'
import { feedLists, feedOfKind, feedOfSpace, feedOfThread, feedOfTopic } from './feed-queries.ts'
import { listPath } from './pages/paths.ts'

const ByList = z.object({ list: z.enum(feedLists).optional().catch(undefined) })
const BySlug = z.object({ slug: z.string().max(80) })
export function feedRoutes(open: Doors) {
  for (const kind of ['question', 'discussion'] as const) {
    open.get(`${listPath(kind)}.atom`, { may: anyone, query: ByList, act: (ctx, { query }) => feedOfKind(ctx, kind, query.list), raw })
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
