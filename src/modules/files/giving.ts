/**
 * Giving out a file. Its address stands in pages that are kept for many, so it is the same for all, and sight is asked each
 * time it is opened. An address with a mark stands in for a viewer who cannot show who they are: a program, for five
 * minutes; sight is asked all the same, as that viewer.
 */
import { type Ctx, guest, type Role } from '#platform/ctx.ts'
import type { Raw } from '#platform/doors.tsx'
import { found, NotFound } from '#platform/problems.ts'
import { isSame, secretMark } from '#platform/secrets.ts'
import { storageOf } from '#platform/storage.ts'
import { authOf, groupsOf } from '#modules/members/index.ts'
import { addressOf, disposition, pictureName, stemOf } from './names.ts'
import { type FileRow, isPicture } from './queries.ts'
import type { Wanted } from './shapes.ts'
import { fileInSight } from './sight.ts'
import { attachmentAt, formAt } from './store.ts'
import { servedType } from './pages/words.ts'

const goodFor = 300

const markOf = (ctx: Pick<Ctx, 'config'>, about: string) => secretMark(authOf(ctx).secret, `file:${about}`)

/** Good for five minutes, for this viewer. */
export function downloadOf(ctx: Ctx, file: FileRow): string {
  const [as, until] = [ctx.viewer.id ?? 0, Math.floor(ctx.now.getTime() / 1000) + goodFor]
  return `${ctx.config.baseUrl}${addressOf(file)}?as=${as}&until=${until}&mark=${markOf(ctx, `${file.key}.${as}.${until}`)}`
}

async function viewerBy(ctx: Ctx, key: string, { as = 0, until = 0, mark = '' }: Wanted): Promise<Ctx> {
  const isGood = until * 1000 > ctx.now.getTime() && isSame(mark, markOf(ctx, `${key}.${as}.${until}`))
  if (!isGood) throw new NotFound()
  if (as === 0) return { ...ctx, viewer: guest }
  const member = await ctx.db.selectFrom('member').select(['id', 'role', 'name', 'handle', 'picture', groupsOf('member.id').as('groups')]).where('id', '=', as).where('removedAt', 'is', null).where('suspendedAt', 'is', null).executeTakeFirst()
  return { ...ctx, viewer: { ...found(member), role: found(member).role as Role } }
}

export interface Given {
  file: FileRow
  place: string
  type: string
  headers: Record<string, string>
}

type Headers = Record<string, string | string[] | undefined>

/** @throws NotFound for what the viewer may not see */
export async function give(ctx: Ctx, key: string, wanted: Wanted, headers: Headers): Promise<Raw> {
  const seen = wanted.mark === undefined ? ctx : await viewerBy(ctx, key, wanted)
  const file = await fileInSight(seen, key)
  const given = isPicture(file) ? pictureOf(file, wanted.w, String(headers.accept ?? '')) : attachmentOf(file)
  const common = { ...given.headers, ...guards, 'cross-origin-resource-policy': seen.viewer.id === null ? 'cross-origin' : 'same-origin' }
  if (headers['if-none-match'] === given.headers.etag) return { type: given.type, body: '', status: 304, headers: common }
  return withBytes(ctx, given, common, String(headers.range ?? ''))
}

// A file is a file and nothing else, wherever it is opened; and what was in sight is looked at again after five minutes.
const guards = {
  'cache-control': `private, max-age=${goodFor}`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
}

function pictureOf(file: FileRow, wanted: number | undefined, accept: string): Given {
  const width = (wanted && file.webp.find((each) => each >= wanted)) || file.webp.at(-1)!
  const as = /image\/avif/.test(accept) && file.avif.includes(width) ? 'avif' : 'webp'
  const name = as === 'webp' ? pictureName(file.name) : `${stemOf(file.name)}.avif`
  return {
    file,
    place: formAt(file.key, { width, as }),
    type: `image/${as}`,
    headers: { vary: 'accept', etag: `"${file.key}-${width}-${as}"`, 'content-disposition': disposition('inline', name) },
  }
}

const attachmentOf = (file: FileRow): Given => ({
  file,
  place: attachmentAt(file.key),
  type: servedType(file.type),
  headers: { etag: `"${file.key}"`, 'accept-ranges': 'bytes', 'content-disposition': disposition('attachment', file.name) },
})

async function withBytes({ config }: Ctx, { file, place, type }: Given, headers: Record<string, string>, asked: string): Promise<Raw> {
  const range = isPicture(file) ? null : rangeIn(asked, file.size)
  const stored = found(await storageOf(config).get(place, range ?? undefined))
  const length = { ...headers, 'content-length': String(stored.size) }
  if (!range) return { type, body: stored.stream, headers: length }
  return { type, body: stored.stream, status: 206, headers: { ...length, 'content-range': `bytes ${range.from}-${range.to}/${file.size}` } }
}

// One piece, as whoever goes on with a download asks for it; anything else is given whole, which is always right.
function rangeIn(asked: string, size: number) {
  const [, from, to] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(asked) ?? []
  const range = from === undefined ? null : { from: Number(from), to: Math.min(to ? Number(to) : size - 1, size - 1) }
  return range && range.from <= range.to ? range : null
}
