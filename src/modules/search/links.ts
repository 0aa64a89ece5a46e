/**
 * Threads that lead to others, and the words that come with it: who asked something and was shown a thread has told in
 * other words what that thread is good for. Kept by the space in which a link stands: nobody finds by words that they may not see.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { lexemeIds, numbers } from './postings.ts'

export interface Link {
  /** The thread that it leads to. */
  to: number
}

interface Linking {
  id: number
  subjectId: number
  spaceId: number | null
  /** Others may have led to it before it was here. */
  isNew: boolean
  links: readonly Link[]
}

/** Puts the links of these threads in the place of those that they had, and the anchors of all threads concerned. */
export async function putLinksOf(tx: Ctx, threads: readonly Linking[]): Promise<void> {
  if (threads.length === 0) return
  const rows = threads.flatMap(({ id, subjectId, spaceId, links }) =>
    [...new Set(links.map(({ to }) => to))].filter((to) => to !== subjectId).map((to) => ({ from_id: id, to_thread_id: to, space_id: spaceId })),
  )
  const changed = await changes(tx, threads.map((each) => each.id), rows)
  const were = await drop(tx, changed)
  const fresh = rows.filter((row) => changed.includes(row.from_id))
  if (fresh.length > 0)
    await sql`insert into search_link (from_id, to_thread_id, space_id, words)
      select l.from_id, l.to_thread_id, l.space_id, ts_filter(d.words, '{a,b,c}') from ${given(fresh)}
      join search_document d on d.id = l.from_id`.execute(tx.db)
  const added = threads.filter((each) => each.isNew).map((each) => each.subjectId)
  await anchor(tx, [...new Set([...were, ...fresh.map((row) => row.to_thread_id), ...added])])
}

interface Row {
  from_id: number
  to_thread_id: number
  space_id: number | null
}

const given = (rows: readonly Row[]) =>
  sql`json_to_recordset(${JSON.stringify(rows)}::json) as l (from_id int, to_thread_id bigint, space_id bigint)`

/** The threads whose links are not the ones that are kept, or stand elsewhere or among other words by now. */
async function changes({ db }: Ctx, ids: readonly number[], rows: readonly Row[]): Promise<number[]> {
  const { rows: found } = await sql<{ id: number }>`
    select distinct coalesce(l.from_id, k.from_id) as id from (select * from ${given(rows)}) l
    full join (select k.from_id, k.to_thread_id, k.space_id, k.words = ts_filter(d.words, '{a,b,c}') as same from search_link k
      join search_document d on d.id = k.from_id where k.from_id = any(${numbers(ids)})) k
      on k.from_id = l.from_id and k.to_thread_id = l.to_thread_id and k.space_id = l.space_id
    where k.from_id is null or l.from_id is null or not k.same`.execute(db)
  return found.map((row) => row.id)
}

/** Takes out the links of documents that are gone. */
export async function dropLinksOf(tx: Ctx, ids: readonly number[]): Promise<void> {
  const were = await drop(tx, ids)
  await sql`delete from search_anchor where document_id = any(${numbers(ids)})`.execute(tx.db)
  await anchor(tx, were)
}

async function drop({ db }: Ctx, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ toThreadId: number }>`
    delete from search_link where from_id = any(${numbers(ids)}) returning to_thread_id`.execute(db)
  return rows.map((row) => row.toThreadId)
}

// The newest say enough about a thread that half of the community leads to.
const linksRead = 50

interface AnchorRow {
  documentId: number
  spaceId: number
  word: string
  times: number
}

/** Writes the anchors of these threads anew. */
async function anchor(tx: Ctx, threadIds: readonly number[]): Promise<void> {
  if (threadIds.length === 0) return
  const { rows } = await sql<AnchorRow>`
    select d.id as document_id, l.space_id, w.lexeme as word, count(*)::int as times
    from search_document d cross join lateral (
      select space_id, words from search_link where to_thread_id = d.subject_id order by from_id desc limit ${linksRead}) l
    cross join lateral unnest(l.words) w
    where d.kind in ('question', 'discussion') and d.subject_id = any(${idList(threadIds)}) group by 1, 2, 3`.execute(tx.db)
  const known = await lexemeIds(tx, [...new Set(rows.map((row) => row.word))])
  const column = (of: (row: AnchorRow) => number) => numbers(rows.map(of))
  await sql`delete from search_anchor where document_id in (
    select id from search_document where kind in ('question', 'discussion') and subject_id = any(${idList(threadIds)}))`.execute(tx.db)
  if (rows.length === 0) return
  await sql`insert into search_anchor (lexeme_id, document_id, space_id, impact)
    select * from unnest(${column((row) => known.get(row.word)!)}, ${column((row) => row.documentId)},
      ${idList(rows.map((row) => Number(row.spaceId)))}, ${column((row) => worthOf(row.times))})`.execute(tx.db)
}

// Said by two is more than said by one, and by ten not much more than by five.
const worthOf = (times: number) => Math.round((10_000 * times) / (times + 1))
