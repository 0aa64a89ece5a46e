/**
 * The index: one document for each thing that can be found, with all that a result needs to be shown. Those who own the
 * things put documents in and take them out; a document follows its thing by a listener, so it is right a moment later.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList, textList } from '#platform/many.ts'
import { plain } from './words.ts'

export const documentKinds = ['question', 'discussion', 'member', 'topic', 'space'] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface Document {
  kind: DocumentKind
  subjectId: number
  /** The place that decides who may see it; null for what everybody may see. */
  spaceId: number | null
  authorId: number | null
  title: string
  body: string
  /** The text of the accepted answer. */
  answer: string
  path: string
  /** For threads: solved, answered or open. */
  state: string
  topicIds: number[]
  topics: string
  details: object
  /** Raises a document before others that fit as well: 0 for an ordinary one. */
  weight: number
  createdAt: Date
  activeAt: Date
}

// A tsvector holds at most 1 MB; a text longer than this is found by its beginning.
const indexed = 200_000

/** Puts documents in, or in the place of what was there. */
export async function putDocuments(tx: Ctx, documents: readonly Document[]): Promise<void> {
  for (const each of documents) {
    const row = rowOf(each)
    await tx.db
      .insertInto('searchDocument')
      .values(row as never)
      .onConflict((clash) => clash.columns(['kind', 'subjectId']).doUpdateSet(row as never))
      .execute()
  }
}

function rowOf(document: Document) {
  const [title, topics] = [storable(document.title), storable(document.topics)]
  const [answer, body] = [
    storable(document.answer).slice(0, indexed),
    storable(document.body).slice(0, indexed),
  ]
  const titled = titleVector(plain(title))
  return {
    ...document,
    title,
    topics,
    answer,
    body,
    details: JSON.stringify(document.details),
    titleWords: titled,
    words: sql<string>`setweight(${titled}, 'A') || setweight(to_tsvector('english', ${plain(topics)}), 'B')
      || setweight(to_tsvector('english', ${plain(answer)}), 'C') || setweight(to_tsvector('english', ${plain(body)}), 'D')`,
  }
}

// Stems for what is meant, and the words as they stand for the word that is being typed.
const titleVector = (title: string) =>
  sql<string>`(to_tsvector('english', ${title}) || to_tsvector('simple', ${title}))`

const storable = (text: string) => text.replaceAll('\u0000', '').toWellFormed()

/** Takes documents out. Kinds are given because a thread may change its kind. */
export async function dropDocuments(
  tx: Ctx,
  kinds: readonly DocumentKind[],
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from search_document where kind = any(${textList(kinds)}) and subject_id = any(${idList(ids)})`.execute(
    tx.db,
  )
}
