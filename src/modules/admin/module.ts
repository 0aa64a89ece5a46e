import type { Module } from '#platform/module.ts'
import { fillWithSample } from './sample.ts'
import { routes } from './routes.tsx'

export const admin: Module = {
  name: 'admin',
  owns: ['undertaking'],
  facts: [],
  routes,
  jobs: [fillWithSample],
}
