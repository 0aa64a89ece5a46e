import type { Doors } from './doors.tsx'
import type { FactKind, Listener } from './facts.ts'
import type { Job } from './jobs.ts'
import type { PermissionCase, Rule } from './permissions.ts'
import type { Ctx } from './ctx.ts'

/** One promise about the data of a module. `find` returns a line for each row that breaks it. */
export interface Invariant {
  name: string
  find: (ctx: Ctx) => Promise<string[]>
}

/** What a module plugs into the app. */
export interface Module {
  name: string
  /** The tables that only this module writes, by their camelCase names. */
  owns: readonly string[]
  facts: readonly FactKind[]
  rules?: Record<string, Rule<never>>
  /** Rows of the permission table. */
  cases?: () => PermissionCase[]
  routes?: (open: Doors) => void
  listeners?: readonly Listener[]
  jobs?: readonly Job[]
  invariants?: readonly Invariant[]
}
