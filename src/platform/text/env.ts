/** What the rules of one rendering share. */
import { randomBytes } from 'node:crypto'
import type { RenderOptions } from './shapes.ts'

export type Env = RenderOptions & {
  known: Set<string>
  knownGroups: Set<string>
  mentioned: Set<string>
  quoted: Set<string>
  /** Addresses that stand alone in a line. */
  alone: Set<string>
  /** The lines of a code block as HTML, coloured or only escaped. */
  colour: (code: string, language: string) => string
}

/**
 * The attribute that marks an element as made by our own rules. The sanitiser takes it off and gives classes, roles
 * and the like only to elements that carry it; nobody outside this process can know it.
 */
export const OURS_VALUE = randomBytes(9).toString('base64url')
export const OURS = `k="${OURS_VALUE}"`

export const own = (tag: string, attributes = '') => `<${tag} ${OURS}${attributes && ` ${attributes}`}>`

export function newEnv(options: RenderOptions, colour: Env['colour']): Env {
  const known = new Set(options.mentions)
  return { ...options, known, knownGroups: new Set(options.groups), mentioned: new Set(), quoted: new Set(), alone: new Set(), colour }
}
