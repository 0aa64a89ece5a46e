/** Links between threads, addresses and settings as they come. */
import { sql } from 'kysely'
import { idList } from '#platform/many.ts'
import { putLinks, threadLinked } from '#modules/conversations/index.ts'
import { Settings, writeSettings } from '#modules/community/index.ts'
import { putPaths } from './addresses.ts'
import type { Entry } from './batch.ts'
import type { LinkRecord, RedirectRecord, SettingsRecord } from './records.ts'
import type { Writer } from './writer.ts'

/** The two ends of a link, as the import keeps them: there is no row with an id to point at. */
export const endsOf = (digest: string) => digest.split(' ')

export async function writeLinks(writer: Writer, entries: readonly Entry<LinkRecord>[]) {
  if (entries.length === 0) return
  const ends = await threadsAt(writer, entries.flatMap(({ record }) => [record.from, record.to]))
  const complete = entries.flatMap(({ record }) => {
    const [from, to] = [ends.get(record.from), ends.get(record.to)]
    if (from === undefined || to === undefined) writer.skip('linkToMissingPost', record.at)
    else if (from === to) writer.skip('linkWithinThread', record.at)
    else return [{ record, from, to, digest: `${from} ${to} ${record.type}` }]
    return []
  })
  const once = new Map(complete.map((each) => [each.digest, each]))
  for (const each of complete) if (once.get(each.digest) !== each) writer.skip('sameLinkTwice', each.record.at)
  // The pair itself is the id: two links of one pair are one.
  const named = [...once.values()].map((each) => ({ ...each, record: { ...each.record, id: each.digest } }))
  const { fresh } = await writer.meet('link', named, ({ record }) => writer.skip('sameLinkTwice', record.at))
  await putLinks(writer.tx, fresh.map(({ from, to, record }) => ({ fromThreadId: from, toThreadId: to, kind: record.type, at: record.linkedAt })))
  await writer.items(fresh.map(({ from, digest }) => ({ kind: 'link', foreignId: digest, localId: from, digest })))
  for (const { from, to, record } of fresh) writer.fact(threadLinked, { actorId: null, subjectId: from, spaceId: null, at: record.linkedAt, data: { to, kind: record.type } })
}

/** A link may name a thread, or a post and mean its thread. */
async function threadsAt(writer: Writer, ids: string[]): Promise<Map<string, number>> {
  writer.refs.want('thread', ...ids)
  writer.refs.want('post', ...ids)
  await writer.refs.find(writer.tx)
  const posts = ids.flatMap((id) => (writer.refs.get('thread', id) === undefined ? (writer.refs.get('post', id) ?? []) : []))
  const { rows } = await sql<{ id: number; threadId: number }>`select id, thread_id from post where id = any(${idList(posts)})`.execute(writer.tx.db)
  const rooms = new Map(rows.map((row) => [Number(row.id), Number(row.threadId)]))
  return new Map(ids.flatMap((id) => {
    const thread = writer.refs.get('thread', id) ?? rooms.get(writer.refs.get('post', id) ?? 0)
    return thread === undefined ? [] : [[id, thread] as const]
  }))
}

export async function writeRedirects(writer: Writer, records: readonly RedirectRecord[]) {
  if (records.length === 0) return
  for (const { target, to } of records) writer.refs.want(target, to)
  await writer.refs.find(writer.tx)
  await putPaths(writer.tx, records.flatMap(({ path, target, to, at }) => {
    const targetId = writer.refs.get(target, to)
    if (targetId === undefined) writer.skip('addressOfNothing', at)
    return targetId === undefined ? [] : [{ path, targetKind: target, targetId }]
  }))
}

export async function writeCommunity(writer: Writer, records: readonly SettingsRecord[]) {
  for (const { values } of records) await writeSettings(writer.tx, Settings.partial().parse(values) as Partial<Settings>)
}
