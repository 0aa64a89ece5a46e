/** The addresses of groups. */
import type { Doors } from '#platform/doors.tsx'
import { adminRoutes } from './admin-routes.tsx'
import { fileRoutes } from './file-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { memberRoutes } from './member-routes.tsx'
import { pageRoutes } from './page-routes.tsx'

export function routes(open: Doors) {
  listRoutes(open)
  pageRoutes(open)
  memberRoutes(open)
  fileRoutes(open)
  adminRoutes(open)
}
