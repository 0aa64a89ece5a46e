import type { Module } from '#platform/module.ts'
import { searchHelped, searchMade, searchOpened } from './facts.ts'
import { invariants } from './invariants.ts'
import { jobs } from './jobs.ts'
import { listeners } from './listeners.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'

export const search: Module = {
  name: 'search',
  owns: [
    'searchDocument',
    'searchLexeme',
    'searchPosting',
    'searchLink',
    'searchAnchor',
    'searchStale',
    'searchStat',
    'searchQuery',
    'searchGrammar',
    'searchLanguage',
  ],
  jobs,
  facts: [searchMade, searchOpened, searchHelped],
  rules: may,
  routes,
  listeners,
  invariants,
}
