import type { Module } from '#platform/module.ts'
import { searchMade } from './facts.ts'
import { invariants } from './invariants.ts'
import { routes } from './routes.tsx'

export const search: Module = { name: 'search', owns: ['searchDocument', 'searchQuery'], facts: [searchMade], routes, invariants }
