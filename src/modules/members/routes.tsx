/** The addresses of members: signing in, people, and one's own settings. */
import type { Doors } from '#platform/doors.tsx'
import { memberRoutes } from './member-routes.tsx'
import { settingsRoutes } from './settings-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

export function routes(open: Doors) {
  signInRoutes(open)
  memberRoutes(open)
  settingsRoutes(open)
}
