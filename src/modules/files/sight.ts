/**
 * Who may see a file: its owner, and whoever may see one of the things that show it. Those who own such things say what
 * is in sight of a viewer (`knowUses`); this module knows none of them. What nobody shows is seen by its owner only.
 */
import type { Ctx } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import type { FileRow } from './queries.ts'
import { fileByKey } from './queries.ts'

export interface UseKind {
  kind: string
  /** Those of these ids that the viewer may see. */
  inSight: (ctx: Ctx, ids: readonly number[]) => Promise<number[]>
  /** Texts of these members that are not shown anywhere yet: what they hold is not collected. */
  unfinished?: (ctx: Ctx, memberIds: readonly number[]) => Promise<string[]>
}

const kinds = new Map<string, UseKind>()

/** Called when the module that owns such things is loaded. */
export const knowUses = (kind: UseKind) => void kinds.set(kind.kind, kind)
export const useKinds = () => [...kinds.values()]

// One file in more places than this is a logo; the first of them decide.
const mostUses = 200

/** @throws NotFound for what is not there, not ready, or out of sight: they answer alike */
export async function fileInSight(ctx: Ctx, key: string): Promise<FileRow> {
  const file = found(await fileByKey(ctx, key))
  const isSeen = file.state === 'ready' && (file.ownerId === ctx.viewer.id || (await isInSight(ctx, file.id)))
  return found(isSeen ? file : null)
}

export async function isInSight(ctx: Ctx, fileId: number): Promise<boolean> {
  const uses = await ctx.db.selectFrom('fileUse').select(['kind', 'subjectId']).where('fileId', '=', fileId).limit(mostUses).execute()
  for (const [kind, rows] of Map.groupBy(uses, (use) => use.kind)) {
    const seen = await kinds.get(kind)?.inSight(ctx, rows.map((row) => row.subjectId))
    if (seen && seen.length > 0) return true
  }
  return false
}
