/** Every module, for the table of rules. Loaded when asked: the list of modules names this module too. */
import type { Module } from '#platform/module.ts'

export const allModules = async (): Promise<Module[]> => (await import('../../modules.ts')).modules
