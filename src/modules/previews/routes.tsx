/** The address of a picture of a foreign page. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { anyone } from '#platform/permissions.ts'
import { givePicture } from './pictures.ts'

const ByPicture = z.object({ picture: z.string().regex(/^[0-9a-f]{24}\.webp$/) })

export function routes(open: Doors) {
  open.get('/previews/:picture', {
    may: anyone,
    params: ByPicture,
    act: (ctx, { params }) => givePicture(ctx, params.picture.slice(0, 24)),
    raw: (given) => given,
  })
}
