/**
 * Rules: who may do what. A rule is a pure function of (viewer, thing) with the least level that can ever pass it, so
 * that a door can turn a guest away before it reads anything, and a table of all rules can be printed.
 */
import { type Level, reaches, type Viewer } from './ctx.ts'

export interface Rule<Thing = void> {
  (viewer: Viewer, thing: Thing): boolean
  /** Set by `permissions`: `module.action`. */
  rule: string
  least: Level
}

/** @param allows is only asked when the viewer reaches `least` */
export function rule(least: Level): Rule<void>
export function rule<Thing = void>(least: Level, allows: (viewer: Viewer, thing: Thing) => boolean): Rule<Thing>
export function rule<Thing>(least: Level, allows: (viewer: Viewer, thing: Thing) => boolean = () => true): Rule<Thing> {
  const decide = (viewer: Viewer, thing: Thing) => reaches(viewer, least) && allows(viewer, thing)
  return Object.assign(decide, { rule: '', least })
}

/** Names the rules of a module. */
export function permissions<Rules extends Record<string, Rule<any>>>(module: string, rules: Rules): Rules {
  for (const [action, each] of Object.entries(rules)) each.rule = `${module}.${action}`
  return rules
}

/** The rule of doors that anybody may pass; what they see behind it is decided by the query. */
export const anyone: Rule<any> = Object.assign(() => true, { rule: 'anyone', least: 'everyone' as Level })

/** One kind of thing of a module's table: the states it can be in, each with the rules asked about it. */
export interface PermissionCase {
  /** What the rows are about, such as "an open question in a public space". */
  thing: string
  /** The cast beside the roles: the author of the thing, for example. */
  cast?: Record<string, Viewer>
  rules: Record<string, (viewer: Viewer) => boolean>
}
