/** What search does by the clock. */
import { z } from 'zod'
import { job } from '#platform/jobs.ts'
import { writeSearches } from './kept.ts'

export const keepSearches = job('search.keep', z.object({}), writeSearches, '* * * * *')
export const jobs = [keepSearches]
