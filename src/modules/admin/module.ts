import type { Module } from '#platform/module.ts'
import { may } from './permissions.ts'
import { fillWithSample } from './sample.ts'
import { routes } from './routes.tsx'

export const admin: Module = {
  name: 'admin',
  owns: ['undertaking'],
  facts: [],
  rules: may,
  cases: () => [
    {
      thing: 'the rooms of those who run it',
      rules: { enter: (viewer) => may.enter(viewer), readRules: (viewer) => may.readRules(viewer) },
    },
  ],
  routes,
  jobs: [fillWithSample],
}
