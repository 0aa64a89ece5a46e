/** Where the team sees which groups there are, and steps in openly. */
import { z } from 'zod'
import { After } from '#platform/paging.ts'
import type { Doors } from '#platform/doors.tsx'
import { refusalOf } from '#modules/members/index.ts'
import { appointOwner, archiveByTeam, keptGroups, stepIn } from './desk.ts'
import { KeptGroupsPage } from './pages/kept-groups-page.tsx'
import { groupPath } from './pages/words.ts'
import { may } from './permissions.ts'
import { BySlug, Inviting } from './shapes.ts'

const done = () => '/admin/groups?saved=1'

export function adminRoutes(open: Doors) {
  open.get('/admin/groups', {
    may: may.oversee,
    query: z.object({ older: After, saved: z.string().optional().catch(undefined) }),
    act: (ctx, { query }) => keptGroups(ctx, query.older),
    page: (groups, _ctx, { query }) => <KeptGroupsPage {...groups} saved={query.saved !== undefined} />,
  })
  open.post('/admin/groups/:slug/step-in', {
    may: may.oversee,
    params: BySlug,
    act: (ctx, { params }) => stepIn(ctx, params.slug),
    next: (group) => groupPath(group),
  })
  open.post('/admin/groups/:slug/owner', {
    may: may.oversee,
    params: BySlug,
    body: Inviting,
    act: (ctx, { params, body }) => appointOwner(ctx, params.slug, body.who),
    next: done,
    again: async (problem, _typed, ctx) => <KeptGroupsPage {...(await keptGroups(ctx))} refusal={refusalOf(problem)} />,
  })
  for (const archived of [true, false])
    open.post(`/admin/groups/:slug/${archived ? 'archive' : 'restore'}`, {
      may: may.oversee,
      params: BySlug,
      act: (ctx, { params }) => archiveByTeam(ctx, params.slug, archived),
      next: done,
    })
}
