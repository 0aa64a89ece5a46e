/**
 * Profile pictures: whatever comes is drawn anew as a small square, so that nothing foreign in the file
 * reaches anybody.
 */
import { randomBytes } from 'node:crypto'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { lookAt, type Why } from '#platform/drawing/index.ts'
import { record } from '#platform/facts.ts'
import { demand, found, Invalid, Overloaded } from '#platform/problems.ts'
import { isKey, storageOf, type StoredFile } from '#platform/storage.ts'
import { profileEdited } from './facts.ts'
import { count, pictureUploads } from './limits.ts'
import { may } from './permissions.ts'

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

const words: Record<Exclude<Why, 'busy'>, string> = {
  empty: 'members:picture.missing',
  pixels: 'members:picture.large',
  memory: 'members:picture.large',
  time: 'members:picture.broken',
  broken: 'members:picture.broken',
}

async function drawn(file: Buffer): Promise<Buffer> {
  const looked = await lookAt(file, 'face')
  if (looked.kind === 'picture') return Buffer.from(looked.forms[0]!.bytes)
  if (looked.kind === 'other') throw new Invalid({ picture: 'members:picture.type' })
  if (looked.why === 'busy') throw new Overloaded(10)
  throw new Invalid({ picture: words[looked.why] })
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
