/** The front of the house: home, about, and what machines look for at the root. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { Id } from '#platform/input.ts'
import { ForYouRows, Millis, PassedToast, ReadToast } from '#modules/conversations/index.ts'
import { about } from './about.ts'
import { devRoutes } from './dev-routes.tsx'
import { languageRoutes } from './language-routes.ts'
import { memberHome } from './member-queries.ts'
import { AboutPage } from './pages/about-page.tsx'
import { MemberPage } from './pages/member-page.tsx'
import { ShortcutsPage } from './pages/shortcuts-page.tsx'
import { VisitorPage } from './pages/visitor-page.tsx'
import { may } from './permissions.ts'
import { rootRoutes } from './root-routes.tsx'
import { visitorHome } from './visitor-queries.ts'

export function routes(open: Doors) {
  open.get('/', {
    may: may.enter,
    alike: { marks: () => ['lists'], query: [] },
    query: z.object({ read: Millis.optional().catch(undefined), passed: Id.optional().catch(undefined) }),
    act: async (ctx) =>
      ctx.viewer.id === null ? { visitor: await visitorHome(ctx) } : { member: await memberHome(ctx) },
    page: ({ visitor, member }, { viewer }, { query }) =>
      member ? (
        <MemberPage
          home={member}
          viewer={{ id: viewer.id!, name: viewer.name }}
          mayFill={may.fill(viewer, undefined)}
          forYou={member.forYou?.length ? <ForYouRows rows={member.forYou} to="/" /> : null}
          toasts={<>{query.read && <ReadToast to="/" read={query.read} />}{query.passed && <PassedToast id={query.passed} to="/" />}</>}
        />
      ) : (
        <VisitorPage home={visitor!} />
      ),
  })

  open.get('/about', { may: may.enter, alike: { marks: () => ['lists'], query: [] }, act: about, page: (told) => <AboutPage about={told} /> })

  open.get('/shortcuts', {
    may: may.enter,
    alike: { marks: () => [], query: [] },
    act: async () => ({}),
    page: () => <ShortcutsPage />,
  })

  languageRoutes(open)
  rootRoutes(open)
  devRoutes(open)
}
