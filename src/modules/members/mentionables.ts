/**
 * What besides a member may stand after an @. Groups are built on members, so this module knows of them only what they
 * hand in.
 */
import type { Ctx } from '#platform/ctx.ts'

export interface Mentionable {
  spaceId: number
  handle: string
  name: string
  /** How many it would tell, without whoever writes. */
  people: number
  /** Nobody but those who are in it know of it: never linked, and told only from its own threads. */
  hidden: boolean
  /** Why it would tell nobody; null when it tells. */
  why: 'notYou' | 'tooMany' | 'often' | 'perPost' | null
}

interface Source {
  /** Those with these names that the viewer knows of. */
  named(ctx: Ctx, handles: readonly string[]): Promise<Mentionable[]>
  /** Those that the viewer may mention whose name or handle starts so. */
  offered(ctx: Ctx, start: string): Promise<Mentionable[]>
}

let source: Source = { named: async () => [], offered: async () => [] }
export function knowMentionables(of: Source): void {
  source = of
}

export const mentionablesNamed: Source['named'] = async (ctx, handles) => (handles.length === 0 ? [] : source.named(ctx, handles))
export const mentionablesOffered: Source['offered'] = (ctx, start) => source.offered(ctx, start)
