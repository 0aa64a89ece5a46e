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
  const ends = await endsAt(
    writer,
    entries.map((each) => each.record),
  )
  const complete = entries.flatMap(({ record }) => {
    const [from, to] = [ends(record, record.from), ends(record, record.to)]
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
  await putLinks(
    writer.tx,
    fresh.map(({ from, to, record }) => ({ fromThreadId: from, toThreadId: to, kind: record.type, at: record.linkedAt })),
  )
  await writer.items(fresh.map(({ from, digest }) => ({ kind: 'link', foreignId: digest, localId: from, digest })))
  for (const { from, to, record } of fresh)
    writer.fact(threadLinked, {
      actorId: null,
      subjectId: from,
      spaceId: null,
      at: record.linkedAt,
      data: { to, kind: record.type },
    })
}

/** Finds the threads that links lead from and to. */
async function endsAt(
  { refs, tx }: Writer,
  links: readonly LinkRecord[],
): Promise<(link: LinkRecord, id: string) => number | undefined> {
  for (const link of links) refs.want(link.ends === 'threads' ? 'thread' : 'post', link.from, link.to)
  await refs.find(tx)
  const posts = links
    .filter((link) => link.ends === 'posts')
    .flatMap(({ from, to }) => [refs.get('post', from) ?? [], refs.get('post', to) ?? []].flat())
  const { rows } = await sql<{
    id: number
    threadId: number
  }>`select id, thread_id from post where id = any(${idList(posts)})`.execute(tx.db)
  const rooms = new Map(rows.map((row) => [Number(row.id), Number(row.threadId)]))
  return (link, id) => (link.ends === 'threads' ? refs.get('thread', id) : rooms.get(refs.get('post', id) ?? 0))
}

export async function writeRedirects(writer: Writer, records: readonly RedirectRecord[]) {
  if (records.length === 0) return
  for (const { target, to } of records) writer.refs.want(target, to)
  await writer.refs.find(writer.tx)
  await putPaths(
    writer.tx,
    records.flatMap(({ path, target, to, at }) => {
      const targetId = writer.refs.get(target, to)
      if (targetId === undefined) writer.skip('addressOfNothing', at)
      return targetId === undefined ? [] : [{ path, targetKind: target, targetId }]
    }),
  )
}

export async function writeCommunity(writer: Writer, records: readonly SettingsRecord[]) {
  // Later the settings belong to this community.
  if (writer.run.run > 1) return
  for (const { values } of records) await writeSettings(writer.tx, Settings.partial().parse(values) as Partial<Settings>)
}
