import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'

/** What is known of a foreign page has changed. What shows it is drawn anew by those who own it. */
export const linkPreviewed = factKind('link.previewed', z.object({ uses: z.array(z.object({ kind: z.string(), id: z.number() })) }), nowhere)

export const facts = [linkPreviewed]
