/** Files that nothing uses for a day are taken away, and so are those that never came whole. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { keysIn } from './names.ts'
import { fileRows } from './queries.ts'
import { removeFile } from './removing.ts'
import { useKinds } from './sight.ts'

const day = 86_400_000
const atOnce = 200

/** @returns how many were taken away */
export async function collect(ctx: Ctx): Promise<number> {
  const unused = await fileRows(ctx)
    .where('unusedSince', '<', new Date(ctx.now.getTime() - day))
    .orderBy('unusedSince')
    .limit(atOnce)
    .execute()
  const wanted = new Set(await wantedBy(ctx, [...new Set(unused.map((file) => file.ownerId))]))
  // What waits in a draft is asked for again tomorrow, so that it does not stand before the others for ever.
  const kept = unused.filter((file) => wanted.has(file.key)).map((file) => file.id)
  if (kept.length > 0) await ctx.db.updateTable('file').set({ unusedSince: ctx.now }).where('id', 'in', kept).execute()
  const gone = unused.filter((file) => !wanted.has(file.key))
  for (const file of gone) await removeFile(ctx, file, 'clock')
  return gone.length
}

async function wantedBy(ctx: Ctx, owners: readonly number[]): Promise<string[]> {
  if (owners.length === 0) return []
  const texts = await Promise.all(useKinds().map(async (kind) => (await kind.unfinished?.(ctx, owners)) ?? []))
  return texts.flat().flatMap(keysIn)
}

const collectFiles = job('files.collect', z.object({}), async (ctx) => {
  let gone = atOnce
  while (gone === atOnce) gone = await collect(ctx)
}, '23 * * * *')

export const jobs = [collectFiles]
