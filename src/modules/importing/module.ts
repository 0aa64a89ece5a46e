import type { Module } from '#platform/module.ts'
import { invariants } from './invariants.ts'
import { routes } from './routes.tsx'

export const importing: Module = {
  name: 'importing',
  owns: ['importSource', 'importItem', 'importClaim', 'redirect'],
  facts: [],
  routes,
  invariants,
}
