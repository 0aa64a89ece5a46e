import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'

export const fileAdded = factKind('file.added', z.object({ picture: z.boolean(), size: z.number() }), nowhere)
/** Taken away by its owner, or by the clock because nothing used it. The posts that show it are drawn anew by those who own them. */
export const fileRemoved = factKind(
  'file.removed',
  z.object({ by: z.enum(['owner', 'clock']), uses: z.array(z.object({ kind: z.string(), id: z.number() })) }),
  nowhere,
)

export const facts = [fileAdded, fileRemoved]
