/** The addresses of conversations. */
import type { Doors } from '#platform/doors.tsx'
import { askRoutes } from './ask-routes.tsx'
import { bookmarkRoutes } from './bookmark-routes.tsx'
import { catchUpRoutes } from './catch-up-routes.tsx'
import { curationRoutes } from './curation-routes.tsx'
import { draftRoutes } from './draft-routes.tsx'
import { editRoutes } from './edit-routes.tsx'
import { feedRoutes } from './feed-routes.tsx'
import { forYouRoutes } from './for-you-routes.tsx'
import { followRoutes } from './follow-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { pollRoutes } from './poll-routes.tsx'
import { liveRoutes } from './live-routes.tsx'
import { postRoutes } from './post-routes.tsx'
import { reactionRoutes } from './reaction-routes.tsx'
import { threadRoutes } from './thread-routes.tsx'

export function routes(open: Doors) {
  feedRoutes(open)
  askRoutes(open)
  listRoutes(open)
  threadRoutes(open)
  postRoutes(open)
  bookmarkRoutes(open)
  pollRoutes(open)
  reactionRoutes(open)
  editRoutes(open)
  curationRoutes(open)
  draftRoutes(open)
  forYouRoutes(open)
  catchUpRoutes(open)
  followRoutes(open)
  liveRoutes(open)
}
