/** The addresses of members: signing in, people, and one's own settings. */
import type { Doors } from '#platform/doors.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

export function routes(open: Doors) {
  signInRoutes(open)
}
