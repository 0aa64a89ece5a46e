/** What comes in for files, and what the API shows of them. */
import { z } from 'zod'
import { Instant } from '#platform/input.ts'
import { keyForm } from './names.ts'

export const ByKey = z.object({ key: z.string().regex(keyForm) })
export const ByName = ByKey.extend({ name: z.string().max(600) })

export const NewFile = z.object({
  name: z.string().max(1_000).transform((name) => name || 'file'),
  size: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** By what the same file is known again: its size, its name, when it was last changed. */
  mark: z.string().max(200).optional(),
})
export type NewFile = z.output<typeof NewFile>

export const Offset = z.object({ offset: z.coerce.number().int().min(0) })
export const Part = z.instanceof(Buffer, { message: 'files:problem.unreadable' })

/** One that a form carries: with its name, as `app.tsx` has read it. */
export const Carried = z.object({ file: z.custom<Buffer & { fileName?: string }>(Buffer.isBuffer, 'files:problem.missing') })

export const Wanted = z.object({
  /** The width that is wanted of a picture; the next larger one is given. */
  w: z.coerce.number().int().positive().optional().catch(undefined),
  as: z.coerce.number().int().min(0).optional().catch(undefined),
  until: z.coerce.number().int().positive().optional().catch(undefined),
  mark: z.string().max(64).optional().catch(undefined),
})
export type Wanted = z.output<typeof Wanted>

export const FileJson = z.object({
  key: z.string(),
  name: z.string(),
  state: z.enum(['coming', 'ready']),
  type: z.string(),
  size: z.number(),
  received: z.number(),
  partSize: z.number(),
  picture: z.boolean(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  madeAt: Instant,
  /** What to write into a text. */
  markdown: z.string(),
  /** An address that is good for five minutes, for whoever asked; null while it is coming. */
  download: z.string().nullable(),
})
