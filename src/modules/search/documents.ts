/**
 * The index: one document for each thing that can be found, with all that a result needs to be shown. Those who own the
 * things put documents in and take them out; a document follows its thing by a listener, so it is right a moment later.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { idList, textList } from '#platform/many.ts'
import { grammarOf, usualCode } from './language.ts'
import { dropLinksOf, type Link, putLinksOf } from './links.ts'
import { dropPostings, postDocuments } from './postings.ts'
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
  /** What was asked, or what a person says about themselves. */
  body: string
  /** The text of the accepted answer. */
  answer: string
  /** What else was said in answer. */
  replies: string
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
  /** Code of the language that it is written in, where that is known: its words are cut by its grammar. */
  language?: string | null
  /** The threads that this one leads to. */
  links?: readonly Link[]
}

// A tsvector holds at most 1 MB; a text longer than this is found by its beginning.
const indexed = 200_000
// A thread may have become a discussion: then its document changes its name with it, and keeps its number.
const threads = ['question', 'discussion']

/** Puts documents in, or in the place of what was there: with their words, their links, and what leads to them. */
export async function putDocuments(tx: Ctx, documents: readonly Document[]): Promise<void> {
  if (documents.length === 0) return
  tellChanged(tx, ['search'])
  const before = await oldWords(tx, documents)
  const ids = await putRows(tx, documents)
  await postDocuments(tx, ids, before)
  await putLinksOf(
    tx,
    documents.flatMap((each, index) =>
      threads.includes(each.kind) ? { ...each, id: ids[index]!, isNew: !before.has(ids[index]!), links: each.links ?? [] } : [],
    ),
  )
}

/** The words that documents had until now, by their numbers. */
async function oldWords(tx: Ctx, documents: readonly Pick<Document, 'kind' | 'subjectId'>[]) {
  const { rows } = await sql<{ id: number; words: string[] }>`
    select id, tsvector_to_array(words) as words from search_document d
    where (kind, subject_id) in (select * from unnest(${textList(documents.map((each) => each.kind))}, ${idList(documents.map((each) => each.subjectId))}))
    order by id for update`.execute(tx.db)
  return new Map(rows.map((row) => [row.id, row.words]))
}

/** @returns their numbers, in the same order */
async function putRows(tx: Ctx, documents: readonly Document[]): Promise<number[]> {
  const usual = await usualCode(tx)
  const own = documents.map((each) => each.language ?? usual)
  await noteLanguages(tx, usual, own)
  const rows = JSON.stringify(documents.map((each, index) => ({ ...rowOf(each), code: own[index], grammar: grammarOf(own[index]!) })), (_, value) => (typeof value === 'string' ? storable(value) : value))
  const columns = sql.raw(
    'kind, subject_id, space_id, author_id, title, body, answer, replies, path, state, topic_ids, topics, details, weight, created_at, active_at',
  )
  const { rows: put } = await sql<{ id: number; kind: string; subjectId: number }>`
    insert into search_document (${columns}, code, language, words)
    select ${columns}, code, grammar::regconfig, search_vector(grammar::regconfig, t_words, p_words, a_words, s_words)
    from json_to_recordset(${rows}::json) as d (kind text, subject_id bigint, space_id bigint, author_id bigint, title text,
      body text, answer text, replies text, path text, state text, topic_ids bigint[], topics text, details jsonb, weight real,
      created_at timestamptz, active_at timestamptz, t_words text, p_words text, a_words text, s_words text, code text, grammar text)
    on conflict (kind, subject_id) do update set (${columns}, code, language, words) = row(${sql.raw(
      'excluded.kind, excluded.subject_id, excluded.space_id, excluded.author_id, excluded.title, excluded.body, excluded.answer, excluded.replies, excluded.path, excluded.state, excluded.topic_ids, excluded.topics, excluded.details, excluded.weight, excluded.created_at, excluded.active_at, excluded.code, excluded.language, excluded.words',
    )})
    returning id, kind, subject_id`.execute(tx.db)
  const numbers = new Map(put.map((row) => [`${row.kind} ${row.subjectId}`, row.id]))
  return documents.map(({ kind, subjectId }) => numbers.get(`${kind} ${subjectId}`)!)
}

/** Which languages there are here, beside the community's own: searches are cut by their grammars, too. */
async function noteLanguages({ db }: Ctx, usual: string, codes: readonly string[]): Promise<void> {
  const others = [...new Set(codes)].filter((code) => code !== usual)
  if (others.length === 0) return
  await sql`insert into search_language select unnest(${textList(others)}) on conflict do nothing`.execute(db)
  await sql`insert into search_grammar select distinct name::regconfig from unnest(${textList(others.map(grammarOf))}) name on conflict do nothing`.execute(db)
}

function rowOf(document: Document) {
  const { title, topics } = document
  const [answer, replies, body] = [document.answer, document.replies, document.body].map((text) =>
    text.slice(0, indexed),
  ) as [string, string, string]
  return {
    kind: document.kind,
    subject_id: document.subjectId,
    space_id: document.spaceId,
    author_id: document.authorId,
    title,
    body,
    answer,
    replies,
    path: document.path,
    state: document.state,
    topic_ids: document.topicIds,
    topics,
    details: document.details,
    weight: document.weight,
    created_at: document.createdAt,
    active_at: document.activeAt,
    t_words: plain(title),
    p_words: plain(topics),
    a_words: plain(body),
    s_words: plain(`${answer}\n${replies}`),
  }
}

const storable = (text: string) => text.replaceAll('\u0000', '').toWellFormed()

/** Takes documents out. Kinds are given because a thread may change its kind. */
export async function dropDocuments(
  tx: Ctx,
  kinds: readonly DocumentKind[],
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: number; subjectId: number; words: string[] }>`
    delete from search_document where kind = any(${textList(kinds)}) and subject_id = any(${idList(ids)})
    returning id, subject_id, tsvector_to_array(words) as words`.execute(tx.db)
  if (rows.length === 0) return
  tellChanged(tx, ['search'])
  await dropPostings(tx, new Map(rows.map((row) => [row.id, row.words])))
  await dropLinksOf(
    tx,
    rows.map((row) => row.id),
  )
}
