import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'

/** Subject: the row of search_query, which alone holds the words. */
export const searchMade = factKind('search.made', z.object({ place: z.string(), results: z.number() }), nowhere)
/** A result was opened from the list. Subject: the row of search_query. */
export const searchOpened = factKind('search.opened', z.object({ kind: z.string(), id: z.number() }), nowhere)
/** "This is what I needed". Subject: the row of search_query. */
export const searchHelped = factKind(
  'search.helped',
  z.object({ kind: z.string(), id: z.number(), visitor: z.boolean() }),
  nowhere,
)
