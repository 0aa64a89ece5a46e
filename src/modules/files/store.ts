/** Where the bytes of a file lie. */
import { buffer } from 'node:stream/consumers'
import type { Ctx } from '#platform/ctx.ts'
import type { Form } from '#platform/drawing/index.ts'
import { storageOf } from '#platform/storage.ts'
import { partSize } from './limits.ts'

type At = Pick<Ctx, 'config'>
interface Kept {
  key: string
  received: number
  webp: readonly number[]
  avif: readonly number[]
}

export const attachmentAt = (key: string) => `attachments/${key}.bin`
export const formAt = (key: string, { width, as }: Pick<Form, 'width' | 'as'>) => `images/${key}-${width}.${as}`
const partAt = (key: string, offset: number) => `uploads/${key}-${offset}.part`

export const putPart = ({ config }: At, key: string, offset: number, bytes: Buffer) => storageOf(config).put(partAt(key, offset), bytes, 'application/octet-stream')

const offsetsOf = (received: number) => Array.from({ length: Math.ceil(received / partSize) }, (_, index) => index * partSize)

export async function gather({ config }: At, { key, received }: Pick<Kept, 'key' | 'received'>): Promise<Buffer | null> {
  const parts: Buffer[] = []
  for (const offset of offsetsOf(received)) {
    const part = await storageOf(config).get(partAt(key, offset))
    if (!part) return null
    parts.push(await buffer(part.stream))
  }
  return Buffer.concat(parts)
}

export async function dropParts({ config }: At, { key, received }: Pick<Kept, 'key' | 'received'>): Promise<void> {
  for (const offset of offsetsOf(received + 1)) await storageOf(config).remove(partAt(key, offset))
}

export async function putForms({ config }: At, key: string, forms: readonly Form[]): Promise<void> {
  for (const form of forms) await storageOf(config).put(formAt(key, form), form.bytes, `image/${form.as}`)
}

export const putAttachment = ({ config }: At, key: string, bytes: Buffer) => storageOf(config).put(attachmentAt(key), bytes, 'application/octet-stream')

/** Removing what is not there is no error: whatever a file may have left is gone after this. */
export async function dropBytes(at: At, file: Kept & { width: number | null }): Promise<void> {
  await dropParts(at, file)
  for (const as of ['webp', 'avif'] as const) for (const width of file[as]) await storageOf(at.config).remove(formAt(file.key, { width, as }))
  if (file.width === null) await storageOf(at.config).remove(attachmentAt(file.key))
}

/** Everything that is kept of a file, for archives. */
export const placesOf = (file: Kept & { width: number | null }): string[] =>
  file.width === null ? [attachmentAt(file.key)] : (['webp', 'avif'] as const).flatMap((as) => file[as].map((width) => formAt(file.key, { width, as })))
