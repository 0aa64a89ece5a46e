import { z } from 'zod'
import { factKind } from '#platform/facts.ts'

/** Subject: the row of search_query, which alone holds the words. */
export const searchMade = factKind('search.made', z.object({ place: z.string(), results: z.number() }))
