/** Taking files away. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { fileRemoved } from './facts.ts'
import type { FileRow } from './queries.ts'
import { dropBytes } from './store.ts'
import { ownFile } from './uploads.ts'

/** What somebody has sent, or was about to, at their own wish. The posts that showed it say that it is gone. */
export async function removeOwnFile(ctx: Ctx, key: string): Promise<{ name: string }> {
  const file = await ownFile(ctx, key)
  await removeFile(ctx, file, 'owner')
  return { name: file.name }
}

/** The row first: bytes that nobody knows are only room, a row without them would be a broken picture. */
export async function removeFile(ctx: Ctx, file: FileRow, by: 'owner' | 'clock'): Promise<void> {
  const isGone = await transaction(ctx, async (tx) => {
    const held = await tx.db.selectFrom('file').select('unusedSince').where('id', '=', file.id).forUpdate().executeTakeFirst()
    // Somebody may have shown it since the clock looked.
    if (!held || (by === 'clock' && held.unusedSince === null)) return false
    const uses = await tx.db.deleteFrom('fileUse').where('fileId', '=', file.id).returning(['kind', 'subjectId as id']).execute()
    await tx.db.deleteFrom('file').where('id', '=', file.id).execute()
    if (file.state === 'ready') await record(tx, fileRemoved, { subjectId: file.id, data: { by, uses } })
    return true
  })
  if (isGone) await dropBytes(ctx, file)
}
