import type { Module } from '#platform/module.ts'
import { facts } from './facts.ts'
import { jobs, listeners } from './jobs.ts'
import { routes } from './routes.tsx'

export const previews: Module = { name: 'previews', owns: ['linkPreview', 'linkUse'], facts, routes, jobs, listeners }
