/** A post of a batch, placed: it knows the ids that it stands by here. */
import { columnsOf, type PostColumns } from '#modules/conversations/index.ts'
import type { WritingEntry } from './batch.ts'
import type { Item } from './items.ts'
import type { Writer } from './writer.ts'

export interface Placed {
  entry: WritingEntry
  id: number
  threadId: number
  spaceId: number
  threadAuthorId: number
  parentId: number | null
  authorId: number
  kind: PostColumns['kind']
  item: Item | null
  version: number
}

export function rowOf(
  { refs, prepared }: Writer,
  { entry: { record }, id, threadId, kind, parentId, authorId, version }: Placed,
): PostColumns {
  return {
    id,
    threadId,
    kind,
    parentId,
    authorId,
    body: prepared.markdown.get(record.body)!,
    ...columnsOf(prepared.cooked.get(record.body)!),
    ...(record.language ? { language: record.language, languageChosen: true } : { languageChosen: false }),
    createdAt: record.createdAt,
    editedAt: record.editedAt ?? null,
    editedById: refs.get('member', record.editedBy) ?? null,
    version,
  }
}
