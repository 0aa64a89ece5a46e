import type { Module } from '#platform/module.ts'

export const admin: Module = { name: 'admin', owns: [], facts: [] }
