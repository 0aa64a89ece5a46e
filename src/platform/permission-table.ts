/** Who may what, in one table: every module's rules asked on behalf of every role, on every kind of thing. */
import { guest, roles, type Viewer } from './ctx.ts'
import type { Module } from './module.ts'

export interface PermissionTable {
  module: string
  thing: string
  /** The roles from guest to administrator, then the cast of this thing, such as its author. */
  actors: string[]
  rows: { action: string; allowed: boolean[] }[]
}

// An id that nothing in the cases belongs to: a role by itself, not as an author.
const nobodysId = 999_999

const viewers: Viewer[] = roles.map((role) =>
  role === 'guest' ? guest : { ...guest, id: nobodysId, role, name: role, handle: role },
)

export function permissionTable(modules: readonly Pick<Module, 'name' | 'cases'>[]): PermissionTable[] {
  return modules.flatMap((module) =>
    (module.cases?.() ?? []).map(({ thing, cast = {}, rules }) => {
      const asked = [...viewers, ...Object.values(cast)]
      return {
        module: module.name,
        thing,
        actors: [...roles, ...Object.keys(cast)],
        rows: Object.entries(rules).map(([action, allows]) => ({
          action,
          allowed: asked.map((viewer) => allows(viewer)),
        })),
      }
    }),
  )
}

let known: readonly Pick<Module, 'name' | 'cases'>[] = []

/** Told once which modules there are, so that a page of one of them can show the table of all. */
export function knowModules(modules: readonly Pick<Module, 'name' | 'cases'>[]) {
  known = modules
}

export const permissionsOfAll = (): PermissionTable[] => permissionTable(known)
