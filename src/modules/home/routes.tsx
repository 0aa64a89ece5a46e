/** The front of the house: home, about, and what machines look for at the root. */
import type { Doors } from '#platform/doors.tsx'
import { about } from './about.ts'
import { devRoutes } from './dev-routes.tsx'
import { memberHome } from './member-queries.ts'
import { AboutPage } from './pages/about-page.tsx'
import { MemberPage } from './pages/member-page.tsx'
import { VisitorPage } from './pages/visitor-page.tsx'
import { may } from './permissions.ts'
import { rootRoutes } from './root-routes.tsx'
import { visitorHome } from './visitor-queries.ts'

export function routes(open: Doors) {
  open.get('/', {
    may: may.enter,
    alike: { marks: () => ['lists'], query: [] },
    act: async (ctx) =>
      ctx.viewer.id === null ? { visitor: await visitorHome(ctx) } : { member: await memberHome(ctx) },
    page: ({ visitor, member }, { viewer }) =>
      member ? (
        <MemberPage
          home={member}
          viewer={{ id: viewer.id!, name: viewer.name }}
          mayFill={may.fill(viewer, undefined)}
        />
      ) : (
        <VisitorPage home={visitor!} />
      ),
  })

  open.get('/about', { may: may.enter, alike: { marks: () => ['lists'], query: [] }, act: about, page: (told) => <AboutPage about={told} /> })

  rootRoutes(open)
  devRoutes(open)
}
