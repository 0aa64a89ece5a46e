/** What shows which pages. Uses follow what is written; pages that are new here are fetched by a job of the same change. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { queue } from '#platform/jobs.ts'
import { spend } from '#platform/limits.ts'
import { idList } from '#platform/many.ts'
import { TooMany } from '#platform/problems.ts'
import { settings } from '#modules/community/index.ts'
import { fetchPreview } from './jobs.ts'
import { forOne, isWanted, mostInOne } from './limits.ts'

/** Sets which foreign pages something shows, of those that the community wants to show; the first few of them. */
export async function keepLinks(tx: Ctx, kind: string, subjectId: number, addresses: readonly string[]): Promise<void> {
  const before = await tx.db.selectFrom('linkUse').select('previewId').where('kind', '=', kind).where('subjectId', '=', subjectId).execute()
  if (addresses.length === 0 && before.length === 0) return
  const wants = await settings(tx)
  const urls = [...new Set(addresses)].filter((address) => isWanted(address, wants, tx.config)).slice(0, mostInOne)
  const now = await previewsOf(tx, urls)
  const gone = before.map((row) => row.previewId).filter((id) => !now.some((row) => row.id === id))
  if (gone.length > 0) await tx.db.deleteFrom('linkUse').where('kind', '=', kind).where('subjectId', '=', subjectId).where('previewId', 'in', gone).execute()
  if (now.length > 0) await tx.db.insertInto('linkUse').values(now.map(({ id }) => ({ previewId: id, kind, subjectId }))).onConflict((clash) => clash.doNothing()).execute()
  await noteUnused(tx, [...gone, ...now.map(({ id }) => id)])
  for (const { id, state } of now) if (state === 'waiting' && (await mayAsk(tx))) await queue(tx, fetchPreview, { id })
}

/** False for who had too many fetched: what they write keeps its addresses, which is no reason to refuse it. */
async function mayAsk(tx: Ctx): Promise<boolean> {
  if (tx.viewer.id === null) return true
  try {
    await spend(tx, `preview:${tx.viewer.id}`, forOne)
    return true
  } catch (problem) {
    if (problem instanceof TooMany) return false
    throw problem
  }
}

/** A row for each address; in their order in the alphabet, so that two who write at once do not wait for each other in turn. */
async function previewsOf(tx: Ctx, urls: readonly string[]) {
  if (urls.length === 0) return []
  await tx.db.insertInto('linkPreview').values(urls.toSorted().map((url) => ({ url }))).onConflict((clash) => clash.column('url').doNothing()).execute()
  return tx.db.selectFrom('linkPreview').select(['id', 'state']).where('url', 'in', [...urls]).orderBy('url').forUpdate().execute()
}

/** Since when each of these is shown by nothing. */
async function noteUnused(tx: Ctx, ids: readonly number[]): Promise<void> {
  await sql`update link_preview set unused_since = case when exists (select 1 from link_use where preview_id = link_preview.id) then null else ${tx.now}::timestamptz end
    where id = any(${idList(ids)})`.execute(tx.db)
}
