/** The addresses of conversations. */
import type { Doors } from '#platform/doors.tsx'
import { listRoutes } from './list-routes.tsx'
import { postRoutes } from './post-routes.tsx'
import { threadRoutes } from './thread-routes.tsx'

export function routes(open: Doors) {
  listRoutes(open)
  threadRoutes(open)
  postRoutes(open)
}
