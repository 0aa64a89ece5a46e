/** An import from beginning to end: the reader for the kind, and the one loader. */
import type { Ctx } from '#platform/ctx.ts'
import { archiveReader } from './archive/reader.ts'
import { takeFiles } from './archive/write.ts'
import { discourseReader } from './discourse/reader.ts'
import { load, type LoadOptions } from './load.ts'
import type { Report } from './report.ts'
import { stackExchangeReader } from './stackexchange/reader.ts'

export const sourceKinds = ['stackexchange', 'discourse', 'folkmoot'] as const
export type SourceKind = (typeof sourceKinds)[number]

export interface Wishes extends LoadOptions {
  /** What the source is called, if not after its archive. */
  source?: string | undefined
  /** Name of the one space, where the source has no division of its own. */
  space?: string | undefined
  /** Where a forum was, for links that do not name it. */
  url?: string | undefined
  /** JSON file: names of categories by their number. */
  categories?: string | undefined
  /** A folder for what has to wait on the disk; it is emptied. */
  workFolder: string
}

export async function importFrom(ctx: Ctx, kind: SourceKind, input: string, wishes: Wishes): Promise<Report> {
  if (kind === 'stackexchange') return load(ctx, await stackExchangeReader(input, wishes), wishes)
  if (kind === 'discourse') return load(ctx, await discourseReader(input, wishes), wishes)
  const archive = await archiveReader(input, wishes)
  await takeFiles(ctx, archive.folder)
  return load(ctx, archive, wishes)
}
