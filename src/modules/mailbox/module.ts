import type { Module } from '#platform/module.ts'
import { facts } from './facts.ts'
import { jobs } from './jobs.ts'
import { routes } from './routes.tsx'

export const mailbox: Module = { name: 'mailbox', owns: ['mailIn'], facts, routes, jobs }
