/** Spaces and topics as they come. */
import { sql } from 'kysely'
import type { Level } from '#platform/ctx.ts'
import { stricter } from '#platform/ctx.ts'
import { putGroup } from '#modules/groups/index.ts'
import {
  putSpaces,
  putSynonyms,
  putTopics,
  slugOf,
  spaceChanged,
  spaceOpened,
  topicIds,
  topicIdsOrNew,
  topicSlug,
} from '#modules/spaces/index.ts'
import { putPaths } from './addresses.ts'
import type { Entry } from './batch.ts'
import type { SpaceRecord, TopicRecord } from './records.ts'
import type { Writer } from './writer.ts'

/** Few, so one after the other: a parent is written before its children. */
export async function writeSpaces(writer: Writer, entries: readonly Entry<SpaceRecord>[]) {
  if (entries.length === 0) return
  const { fresh, changed } = await writer.meet('space', entries)
  for (const entry of fresh) await addSpace(writer, entry)
  for (const { entry, item } of changed) await changeSpace(writer, entry, item.localId)
}

async function addSpace(writer: Writer, { record, digest }: Entry<SpaceRecord>) {
  const [id] = await writer.idsFor('space', [record.id])
  const row = { ...(await rowOf(writer, record)), id: id!, slug: await freeSlug(writer, record.slug ?? record.name) }
  await putSpaces(writer.tx, [row])
  await writeGroup(writer, record, id!, row.createdAt)
  await writer.passIds('space')
  writer.refs.set('space', record.id, id!)
  await writer.items([{ kind: 'space', foreignId: record.id, localId: id!, digest }])
  await putPaths(
    writer.tx,
    (record.paths ?? []).map((path) => ({ path, targetKind: 'space', targetId: id! })),
  )
  writer.fact(spaceOpened, { actorId: null, subjectId: id!, spaceId: id!, at: row.createdAt, data: { see: row.see } })
}

async function changeSpace(writer: Writer, { record, digest }: Entry<SpaceRecord>, id: number) {
  const before = await writer.tx.db
    .selectFrom('space')
    .select(['slug', 'createdAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await putSpaces(writer.tx, [{ ...(await rowOf(writer, record)), id, ...before }])
  await writeGroup(writer, record, id, before.createdAt)
  await writer.items([{ kind: 'space', foreignId: record.id, localId: id, digest }])
  writer.fact(spaceChanged, { actorId: null, subjectId: id, spaceId: id, at: writer.tx.now, data: { fields: ['import'] } })
}

/** Members who are not in the archive are not in its groups either. */
async function writeGroup(writer: Writer, { group }: SpaceRecord, id: number, createdAt: Date) {
  if (!group) return
  for (const { member } of group.members) writer.refs.want('member', member)
  for (const { by } of group.files) writer.refs.want('member', by)
  await writer.refs.find(writer.tx)
  const members = group.members.flatMap(({ member, ...row }) => {
    const memberId = writer.refs.get('member', member)
    return memberId ? [{ id: memberId, ...row }] : []
  })
  const files = group.files.flatMap(({ by, ...row }) => {
    const byId = writer.refs.get('member', by)
    return byId ? [{ byId, ...row }] : []
  })
  await putGroup(writer.tx, id, { ...group, createdAt, members, files })
}

async function rowOf(writer: Writer, record: SpaceRecord) {
  const parentId = await parentOf(writer, record)
  const parent = parentId && (await writer.tx.db.selectFrom('space').select('see').where('id', '=', parentId).executeTakeFirst())
  const see = record.see ?? 'everyone'
  return {
    parentId,
    name: record.name.slice(0, 60),
    description: record.description ?? '',
    spine: record.spine ?? 1,
    position: record.position ?? 0,
    see: parent ? stricter(see, parent.see as Level) : see,
    ask: record.ask ?? 'members',
    answer: record.answer ?? 'members',
    createdAt: record.createdAt ?? writer.tx.now,
    archivedAt: record.archivedAt ?? null,
    version: record.version ?? 1,
  }
}

async function parentOf(writer: Writer, { parent }: SpaceRecord): Promise<number | null> {
  writer.refs.want('space', parent)
  await writer.refs.find(writer.tx)
  return writer.refs.get('space', parent) ?? null
}

async function freeSlug({ tx }: Writer, wish: string): Promise<string> {
  const stem = slugOf(wish, 50) || 'space'
  const { rows } = await sql<{
    slug: string
  }>`select slug from space where slug = ${stem} or slug like ${`${stem.replace(/[%_\\]/g, '')}-%`}`.execute(tx.db)
  const slugs = new Set(rows.map((row) => row.slug))
  for (let number = 1; ; number++) {
    const slug = number === 1 ? stem : `${stem}-${number}`
    if (!slugs.has(slug)) return slug
  }
}

/** A topic that is known here already is shared: it keeps its name, and gets a description only if it has none. */
export async function writeTopics(writer: Writer, entries: readonly Entry<TopicRecord>[]) {
  if (entries.length === 0) return
  const { fresh, changed } = await writer.meet('topic', entries)
  const touched = [...fresh, ...changed.map(({ entry }) => entry)].filter(({ record }) => topicSlug(record.id) !== '')
  const ids = writer.keepIds.has('topic')
    ? await keptTopics(writer, touched)
    : await topicIdsOrNew(
        writer.tx,
        touched.map(({ record }) => topicSlug(record.id)),
      )
  await writeDescriptions(writer, touched, ids)
  await writer.items(
    touched.map(({ record, digest }) => ({
      kind: 'topic',
      foreignId: record.id,
      localId: ids.get(topicSlug(record.id))!,
      digest,
    })),
  )
  for (const { record } of touched) {
    const topicId = ids.get(topicSlug(record.id))!
    await putSynonyms(
      writer.tx,
      (record.synonyms ?? []).map((slug) => ({ slug, topicId })),
    )
    await putPaths(
      writer.tx,
      (record.paths ?? []).map((path) => ({ path, targetKind: 'topic', targetId: topicId })),
    )
  }
}

async function keptTopics(writer: Writer, entries: readonly Entry<TopicRecord>[]) {
  await topicIdsOrNew(
    writer.tx,
    entries.map(({ record }) => record.id),
  )
  return topicIds(
    writer.tx,
    entries.map(({ record }) => record.id),
  )
}

const longest = 500

async function writeDescriptions(writer: Writer, entries: readonly Entry<TopicRecord>[], ids: Map<string, number>) {
  const known = await writer.tx.db
    .selectFrom('topic')
    .selectAll()
    .where('id', 'in', [0, ...ids.values()])
    .execute()
  const topics = new Map(known.map((topic) => [topic.id, topic]))
  const rows = entries.flatMap(({ record }) => {
    const topic = topics.get(ids.get(topicSlug(record.id))!)!
    const markdown = record.description ? writer.prepared.markdown.get(record.description)! : ''
    const description =
      topic.description && !writer.refs.get('topic', record.id) ? topic.description : inBrief(markdown) || topic.description
    const name = record.name && topic.name === topic.slug ? record.name : topic.name
    return [
      { ...topic, name, description, createdAt: record.createdAt ?? topic.createdAt, version: record.version ?? topic.version },
    ]
  })
  await putTopics(writer.tx, rows)
}

/** The beginning of a text, cut behind a sentence where one ends. */
function inBrief(markdown: string): string {
  const text = markdown.trim()
  if (text.length <= longest) return text
  const cut = text.slice(0, longest)
  const end = cut.lastIndexOf('. ')
  return end > longest / 3 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`
}
