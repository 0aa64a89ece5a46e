/** The addresses of messages. */
import type { Doors } from '#platform/doors.tsx'
import { blockRoutes } from './block-routes.tsx'
import { circleRoutes } from './circle-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { messageRoutes } from './message-routes.tsx'
import { teamRoutes } from './team-routes.tsx'

export function routes(open: Doors) {
  listRoutes(open)
  teamRoutes(open)
  circleRoutes(open)
  messageRoutes(open)
  blockRoutes(open)
}
