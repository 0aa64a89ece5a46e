/** Pictures of foreign pages: fetched once, drawn anew and small, and given from our own address, so that nobody's visit is told to others. */
import { randomBytes } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'
import type { Raw } from '#platform/doors.tsx'
import { lookAt } from '#platform/drawing/index.ts'
import { fetchForeign } from '#platform/fetching/index.ts'
import { job } from '#platform/jobs.ts'
import { found } from '#platform/problems.ts'
import { storageOf } from '#platform/storage.ts'
import { z } from 'zod'
import { pictureBytes } from './limits.ts'
import type { wishOf } from './wish.ts'

type At = Pick<Ctx, 'config'>

const placeOf = (key: string) => `previews/${key}.webp`
export const pictureAddress = (key: string) => `/previews/${key}.webp`

const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif']

/** @returns the name under which it lies, or null where there is nothing that could be drawn */
export async function keepPicture(ctx: At, address: string, wish: ReturnType<typeof wishOf>): Promise<string | null> {
  const picture = await fetchForeign(address, { ...wish, types, limit: pictureBytes }).catch(() => null)
  const drawn = picture && (await lookAt(picture.body, 'card'))
  if (drawn?.kind !== 'picture') return null
  const key = randomBytes(12).toString('hex')
  await storageOf(ctx.config).put(placeOf(key), drawn.forms[0]!.bytes, 'image/webp')
  return key
}

export const dropPicture = async ({ config }: At, key: string | null) => {
  if (key) await storageOf(config).remove(placeOf(key))
}

/** A while after another came in its place: pages that are open, or kept, still show it. */
export const dropOldPicture = job('previews.dropPicture', z.object({ key: z.string() }), async (ctx, { key }) => dropPicture(ctx, key))

// The name cannot be guessed, stands only where the card is shown, and what it shows is public elsewhere.
const headers = {
  'cache-control': 'public, max-age=604800, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
}

export async function givePicture({ config }: At, key: string): Promise<Raw> {
  const { stream, size } = found(await storageOf(config).get(placeOf(key)))
  return { type: 'image/webp', body: stream, headers: { ...headers, 'content-length': String(size) } }
}
