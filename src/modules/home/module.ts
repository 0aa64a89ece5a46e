import type { Module } from '#platform/module.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'
import { writeSummaries } from './summaries.tsx'

export const home: Module = {
  name: 'home',
  owns: [],
  facts: [],
  rules: may,
  cases: () => [{ thing: 'an empty community', rules: { fill: (viewer) => may.fill(viewer, undefined) } }],
  routes,
  jobs: [writeSummaries],
}
