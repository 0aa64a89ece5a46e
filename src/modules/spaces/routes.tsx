/** Spaces for programs. Their pages show threads, so conversations draws those. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { may } from './permissions.ts'
import { spaceTree } from './queries.ts'
import { SpaceJson } from './shapes.ts'

export function routes(open: Doors) {
  open.get('/spaces', {
    may: may.look,
    says: 'spaces:api.list',
    act: async (ctx) => ({ rows: await spaceTree(ctx) }),
    json: z.object({ rows: z.array(SpaceJson) }),
  })
}
