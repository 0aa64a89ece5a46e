import type { Module } from '#platform/module.ts'

export const importing: Module = { name: 'importing', owns: ['importSource', 'importItem', 'importClaim', 'redirect'], facts: [] }
