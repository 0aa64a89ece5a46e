/** Reads of previews. */
import type { Ctx } from '#platform/ctx.ts'
import type { KnownLink } from '#platform/text/index.ts'
import { pictureAddress } from './pictures.ts'

export interface PreviewRow {
  id: number
  url: string
  state: 'waiting' | 'ready' | 'nothing'
  title: string
  description: string
  site: string
  picture: string | null
  player: string | null
  fetchedAt: Date | null
  fails: number
}

const columns = ['id', 'url', 'state', 'title', 'description', 'site', 'picture', 'player', 'fetchedAt', 'fails'] as const

type At = Pick<Ctx, 'db'>

export const previewRows = ({ db }: At) => db.selectFrom('linkPreview').select(columns)

/** Those of these pages that something is known of. */
export async function previewsKnown(ctx: At, urls: readonly string[]): Promise<KnownLink[]> {
  if (urls.length === 0) return []
  return ((await previewRows(ctx).where('state', '=', 'ready').where('url', 'in', [...urls]).execute()) as PreviewRow[]).map(asKnown)
}

/** What something shows already. */
export async function previewsOfUse(ctx: At, kind: string, subjectId: number): Promise<KnownLink[]> {
  const rows = await previewRows(ctx)
    .where('state', '=', 'ready')
    .where((eb) => eb.exists(eb.selectFrom('linkUse').select('previewId').whereRef('previewId', '=', 'linkPreview.id').where('kind', '=', kind).where('subjectId', '=', subjectId)))
    .execute()
  return (rows as PreviewRow[]).map(asKnown)
}

/** As the renderer of texts wants to know it. */
const asKnown = ({ url, title, description, site, picture, player }: PreviewRow): KnownLink => ({ url, title, description, site, player, picture: picture && pictureAddress(picture) })
