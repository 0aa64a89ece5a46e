/**
 * Profile pictures: whatever comes is drawn anew as a small square, so that nothing foreign in the file
 * reaches anybody.
 */
import { randomBytes } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand, found, Invalid } from '#platform/problems.ts'
import { isKey, storageOf, type StoredFile } from '#platform/storage.ts'
import { profileEdited } from './facts.ts'
import { count, pictureUploads } from './limits.ts'
import { may } from './permissions.ts'

const side = 256
// Refused by what the file says of itself, before anything is unpacked: a small file can claim a huge
// picture.
const mostPixels = 40_000_000
// A picture that takes longer to draw is made to take long.
const seconds = 10
const types = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

const folder = '/files/'

export async function changePicture(ctx: Ctx, file: Buffer): Promise<void> {
  demand(may.editProfile(ctx.viewer, { id: memberId(ctx) }))
  await count(ctx, 'picture', String(ctx.viewer.id), pictureUploads)
  const bytes = await drawn(file)
  const key = `pictures/${randomBytes(16).toString('hex')}.webp`
  await storageOf(ctx.config).put(key, bytes, 'image/webp')
  await setPicture(ctx, folder + key)
}

export async function removePicture(ctx: Ctx): Promise<void> {
  demand(may.editProfile(ctx.viewer, { id: memberId(ctx) }))
  await setPicture(ctx, null)
}

async function drawn(file: Buffer): Promise<Buffer> {
  if (file.length === 0) throw new Invalid({ picture: 'members:picture.missing' })
  const type = await fileTypeFromBuffer(file)
  if (!type || !types.has(type.mime)) throw new Invalid({ picture: 'members:picture.type' })
  // Loaded when first needed: 8 MB that most servers need seldom.
  const { default: sharp } = await import('sharp')
  try {
    return await sharp(file, { limitInputPixels: mostPixels })
      .timeout({ seconds })
      .autoOrient()
      .resize(side, side, { fit: 'cover' })
      .webp({ quality: 82 })
      .toBuffer()
  } catch (error) {
    throw new Invalid({
      picture: /pixel limit/.test((error as Error).message)
        ? 'members:picture.large'
        : 'members:picture.broken',
    })
  }
}

async function setPicture(ctx: Ctx, picture: string | null) {
  const id = memberId(ctx)
  const former = await transaction(ctx, async (tx) => {
    const { picture: before } = found(
      await tx.db.selectFrom('member').select('picture').where('id', '=', id).forUpdate().executeTakeFirst(),
    )
    await tx.db.updateTable('member').set({ picture }).where('id', '=', id).execute()
    await record(tx, profileEdited, { subjectId: id, data: { fields: ['picture'] } })
    return before
  })
  const key = former?.startsWith(folder) ? former.slice(folder.length) : ''
  if (isKey(key)) await storageOf(ctx.config).remove(key)
}

/** @throws NotFound for anything but a picture that is there */
export async function pictureFile(ctx: Ctx, name: string): Promise<StoredFile> {
  const key = `pictures/${name}`
  return found(isKey(key) ? await storageOf(ctx.config).get(key) : null)
}
