/**
 * Files come in parts, each at the place where the one before ended: one that was interrupted goes on from there, also
 * after the page was closed, when the same file is chosen again. When it is whole it is looked at and kept.
 */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { type Looked, lookAt, type Picture, type Why } from '#platform/drawing/index.ts'
import { record } from '#platform/facts.ts'
import { spend } from '#platform/limits.ts'
import { Conflict, demand, found, Overloaded, Problem } from '#platform/problems.ts'
import { fileAdded } from './facts.ts'
import { largest, partSize, quotaOf, uploads } from './limits.ts'
import { cleanName, newKey } from './names.ts'
import { may } from './permissions.ts'
import { fileByKey, type FileRow, fileRows, roomTaken } from './queries.ts'
import type { NewFile } from './shapes.ts'
import { dropBytes, dropParts, gather, putAttachment, putForms, putPart } from './store.ts'
import { sizeInWords } from './pages/words.ts'

/** Begins a file, or goes on with the same one where it was interrupted. */
export async function beginFile(ctx: Ctx, { name, size, mark }: NewFile): Promise<FileRow> {
  demand(may.add(ctx.viewer, undefined))
  const before = mark ? await interrupted(ctx, mark, size) : undefined
  if (before) return before
  await spend(ctx, `file:${memberId(ctx)}`, uploads)
  demandSize(size)
  await demandRoom(ctx, size)
  const row = { key: newKey(), ownerId: memberId(ctx), state: 'coming', name: cleanName(name), size, mark: mark ?? null, madeAt: ctx.now, unusedSince: ctx.now }
  await ctx.db.insertInto('file').values(row).execute()
  return found(await fileByKey(ctx, row.key))
}

const interrupted = (ctx: Ctx, mark: string, size: number) =>
  fileRows(ctx).where('ownerId', '=', memberId(ctx)).where('state', '=', 'coming').where('mark', '=', mark).where('size', '=', size).executeTakeFirst()

function demandSize(size: number) {
  if (size === 0) throw new Problem(422, 'Empty', 'files:problem.empty')
  if (size > largest) throw new Problem(413, 'TooLarge', 'files:problem.large', { most: sizeInWords(largest), size: sizeInWords(size) })
}

async function demandRoom(ctx: Ctx, size: number) {
  const [quota, taken] = [await quotaOf(ctx), await roomTaken(ctx)]
  if (taken + size > quota) throw new Problem(422, 'QuotaFull', 'files:problem.quota', { taken: sizeInWords(taken), quota: sizeInWords(quota), size: sizeInWords(size) })
}

/** A part, at the place where the last one ended. Sent twice, it is taken once. */
export async function takePart(ctx: Ctx, key: string, offset: number, bytes: Buffer): Promise<FileRow> {
  const file = await ownFile(ctx, key)
  if (file.state === 'ready') return file
  if (offset < file.received) return file.received === file.size ? finish(ctx, file) : file
  const wanted = Math.min(partSize, file.size - file.received)
  if (offset !== file.received || bytes.length !== wanted) throw new Conflict('files:problem.part', { offset: file.received, length: wanted })
  await putPart(ctx, key, offset, bytes)
  const received = offset + bytes.length
  await ctx.db.updateTable('file').set({ received }).where('id', '=', file.id).where('received', '=', offset).where('state', '=', 'coming').execute()
  return received === file.size ? finish(ctx, { ...file, received }) : { ...file, received }
}

/** A whole file at once: forms without scripts, and programs. */
export async function addFile(ctx: Ctx, { name, bytes }: { name: string; bytes: Buffer }): Promise<FileRow> {
  const file = await beginFile(ctx, { name, size: bytes.length })
  return keep(ctx, file, bytes)
}

/** @throws NotFound for what is somebody else's: it does not exist for others before it is shown somewhere */
export async function ownFile(ctx: Ctx, key: string): Promise<FileRow> {
  const file = found(await fileByKey(ctx, key))
  return found(may.keep(ctx.viewer, file) ? file : null)
}

async function finish(ctx: Ctx, file: FileRow): Promise<FileRow> {
  const bytes = await gather(ctx, file)
  if (!bytes) return ownFile(ctx, file.key)
  const kept = await keep(ctx, file, bytes)
  await dropParts(ctx, file)
  return kept
}

async function keep(ctx: Ctx, file: FileRow, bytes: Buffer): Promise<FileRow> {
  const looked = await lookAt(bytes, 'post')
  if (looked.kind === 'refused') return refuse(ctx, file, looked.why)
  if (looked.kind === 'picture') await putForms(ctx, file.key, looked.forms)
  else await putAttachment(ctx, file.key, bytes)
  const set = looked.kind === 'picture' ? asPicture(looked) : { type: looked.type, stored: bytes.length }
  await transaction(ctx, async (tx) => {
    const done = await tx.db.updateTable('file').set({ ...set, state: 'ready', received: file.size }).where('id', '=', file.id).where('state', '=', 'coming').returning('id').executeTakeFirst()
    if (done) await record(tx, fileAdded, { subjectId: file.id, data: { picture: looked.kind === 'picture', size: file.size } })
  })
  const kept = await fileByKey(ctx, file.key)
  // Given up while it was looked at: what was just put into the store goes too.
  if (!kept) await dropBytes(ctx, { ...file, ...set })
  return found(kept)
}

const widthsOf = ({ forms }: Picture, as: 'webp' | 'avif') => forms.filter((form) => form.as === as).map((form) => form.width)

const asPicture = (picture: Picture) => ({
  type: picture.type,
  width: picture.width,
  height: picture.height,
  blur: picture.blur,
  webp: widthsOf(picture, 'webp'),
  avif: widthsOf(picture, 'avif'),
  stored: picture.forms.reduce((sum, form) => sum + form.bytes.length, 0),
})

// Nothing of it stays. What was refused because there was too much to do stays where it is: it can be tried again.
async function refuse(ctx: Ctx, file: FileRow, why: Why): Promise<never> {
  if (why === 'busy') throw new Overloaded(10)
  await ctx.db.deleteFrom('file').where('id', '=', file.id).execute()
  await dropBytes(ctx, { ...file, received: file.size })
  throw new Problem(422, 'Unusable', `files:problem.${why}`)
}

export type { Looked }
