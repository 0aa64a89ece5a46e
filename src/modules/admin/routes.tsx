/** The addresses of those who run the community. */
import type { Doors } from '#platform/doors.tsx'
import { adminRoutes } from './admin-routes.tsx'
import { setupRoutes } from './setup-routes.tsx'

export function routes(open: Doors) {
  setupRoutes(open)
  adminRoutes(open)
}
