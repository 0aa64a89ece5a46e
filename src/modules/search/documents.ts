/**
 * The index: one document for each thing that can be found, with all that a result needs to be shown. Those who own the
 * things put documents in and take them out; a document follows its thing by a listener, so it is right a moment later.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'

export type DocumentKind = 'question' | 'discussion' | 'member' | 'topic' | 'space'

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
    const { title, topics, answer, body } = each
    const row = {
      ...each,
      body: body.slice(0, indexed),
      answer: answer.slice(0, indexed),
      details: JSON.stringify(each.details),
      words: sql<string>`setweight(to_tsvector('english', ${title}), 'A') || setweight(to_tsvector('english', ${topics}), 'B')
        || setweight(to_tsvector('english', ${answer.slice(0, indexed)}), 'C') || setweight(to_tsvector('english', ${body.slice(0, indexed)}), 'D')`,
    }
    await tx.db.insertInto('searchDocument').values(row as never)
      .onConflict((clash) => clash.columns(['kind', 'subjectId']).doUpdateSet(row as never)).execute()
  }
}

/** Takes documents out. Kinds are given because a thread may change its kind. */
export async function dropDocuments(tx: Ctx, kinds: readonly DocumentKind[], ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.db.deleteFrom('searchDocument').where('kind', 'in', [...kinds]).where('subjectId', 'in', [...ids]).execute()
}
