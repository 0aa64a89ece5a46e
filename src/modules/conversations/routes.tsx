/** The addresses of conversations. */
import type { Doors } from '#platform/doors.tsx'
import { postRoutes } from './post-routes.tsx'
import { threadRoutes } from './thread-routes.tsx'

export function routes(open: Doors) {
  threadRoutes(open)
  postRoutes(open)
}
