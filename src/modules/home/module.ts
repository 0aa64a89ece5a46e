import type { Module } from '#platform/module.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'

export const home: Module = {
  name: 'home',
  owns: [],
  facts: [],
  rules: may,
  cases: () => [{ thing: 'an empty community', rules: { fill: (viewer) => may.fill(viewer, undefined) } }],
  routes,
}
