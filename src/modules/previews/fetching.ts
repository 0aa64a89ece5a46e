/** Fetching what is known of a page. Done by a job, outside of any transaction: other hosts take their time. */
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { queue } from '#platform/jobs.ts'
import { fetchForeign, Unfetched } from '#platform/fetching/index.ts'
import { settings } from '#modules/community/index.ts'
import { linkPreviewed } from './facts.ts'
import { decoded, type Described, describedIn } from './head.ts'
import { isWanted, longest, mostFails, pageBytes, unusedFor } from './limits.ts'
import { dropOldPicture, keepPicture } from './pictures.ts'
import { type Video, videoAt } from './players.ts'
import { type PreviewRow, previewRows } from './queries.ts'
import { wishOf } from './wish.ts'

export interface Outcome {
  /** When to try once more, as the page did not answer. */
  again: Date | null
}

const done: Outcome = { again: null }

export async function fetchOne(ctx: Ctx, id: number): Promise<Outcome> {
  const row = (await previewRows(ctx).where('id', '=', id).executeTakeFirst()) as PreviewRow | undefined
  const wants = await settings(ctx)
  if (!row || !isWanted(row.url, wants, ctx.config)) return done
  const wish = wishOf(ctx, wants)
  try {
    const described = await readPage(row.url, wish)
    const picture = described.image && (await keepPicture(ctx, described.image, wish))
    await keep(ctx, row, { ...described, picture: picture || null })
    return done
  } catch (error) {
    if (!(error instanceof Unfetched)) throw error
    if (error.why !== 'unwanted') return failed(ctx, row, error)
    // What leads to where the community does not want to go shows nothing of before either.
    await keep(ctx, row, { title: '', description: '', site: '', picture: null, player: null })
    return done
  }
}

interface Found extends Described {
  player: string | null
}

type Wish = ReturnType<typeof wishOf>

async function readPage(url: string, wish: Wish): Promise<Found> {
  const video = videoAt(url)
  if (video) return readVideo(url, video, wish)
  const page = await fetchForeign(url, { ...wish, types: ['text/html', 'application/xhtml+xml'], limit: pageBytes, cut: true })
  const described = describedIn(decoded(page.body, page.charset), page.url)
  return { ...described, player: null, image: described.image && (URL.parse(described.image, page.url)?.href ?? null) }
}

const Oembed = z.object({ title: z.string().min(1), author_name: z.string().optional(), provider_name: z.string().optional(), thumbnail_url: z.url().optional() })

async function readVideo(url: string, { player, oembed }: Video, wish: Wish): Promise<Found> {
  const { body } = await fetchForeign(oembed, { ...wish, types: ['application/json', 'text/json'], limit: pageBytes })
  const said = Oembed.safeParse(parsed(body))
  if (!said.success) throw new Unfetched('type')
  const { title, author_name = '', provider_name, thumbnail_url } = said.data
  return { title: title.slice(0, longest.title), description: author_name.slice(0, longest.description), site: (provider_name ?? new URL(url).hostname).slice(0, longest.site), image: thumbnail_url ?? null, player }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

type Kept = Omit<Found, 'image'> & { picture: string | null }

/** A page without a title has nothing to show. */
async function keep(ctx: Ctx, row: PreviewRow, { title, description, site, picture, player }: Kept) {
  const state = title ? 'ready' : 'nothing'
  await transaction(ctx, async (tx) => {
    await tx.db.updateTable('linkPreview').set({ state, title, description, site, picture, player, fetchedAt: tx.now, fails: 0 }).where('id', '=', row.id).execute()
    const isNew = row.state !== state || row.title !== title || row.description !== description || row.site !== site || row.player !== player
    if (isNew || row.picture !== picture) await tell(tx, row.id)
    if (row.picture) await queue(tx, dropOldPicture, { key: row.picture }, new Date(tx.now.getTime() + unusedFor))
  })
}

/** What is known stays while a page is away; what was never known is given up after a while. */
async function failed(ctx: Ctx, row: PreviewRow, error: Unfetched): Promise<Outcome> {
  const fails = row.fails + 1
  const isOver = error.isFinal || fails >= mostFails
  const state = isOver && row.state === 'waiting' ? 'nothing' : row.state
  await ctx.db.updateTable('linkPreview').set({ state, fails, ...(isOver && { fetchedAt: ctx.now, fails: 0 }) }).where('id', '=', row.id).execute()
  return { again: isOver ? null : new Date(ctx.now.getTime() + 60_000 * 2 ** row.fails) }
}

export async function takeAwayUnwanted(ctx: Ctx): Promise<void> {
  const wants = await settings(ctx)
  const shown = await ctx.db.selectFrom('linkPreview').select(['id', 'url']).where('state', '=', 'ready').execute()
  for (const { id, url } of shown) {
    if (isWanted(url, wants, ctx.config)) continue
    await transaction(ctx, async (tx) => {
      await tx.db.updateTable('linkPreview').set({ state: 'nothing', fetchedAt: new Date(0) }).where('id', '=', id).execute()
      await tell(tx, id)
    })
  }
}

async function tell(tx: Ctx, id: number) {
  const rows = await tx.db.selectFrom('linkUse').select(['kind', 'subjectId']).where('previewId', '=', id).execute()
  if (rows.length > 0) await record(tx, linkPreviewed, { subjectId: id, data: { uses: rows.map(({ kind, subjectId }) => ({ kind, id: subjectId })) } })
}
