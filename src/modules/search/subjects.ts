/** Members, topics and spaces as documents. Threads are put in by those who own them. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { type Document, type DocumentKind, dropDocuments, putDocuments } from './documents.ts'

type Read = (ctx: Pick<Ctx, 'db'>, ids: readonly number[]) => Promise<Document[]>

const plainDocument = {
  spaceId: null,
  authorId: null,
  answer: '',
  replies: '',
  state: '',
  topicIds: [],
  topics: '',
  details: {},
  weight: 0,
}

const members: Read = async ({ db }, ids) => {
  const rows = await db
    .selectFrom('member')
    .select([
      'id',
      'handle',
      'name',
      'headline',
      'location',
      'expertise',
      'products',
      'acceptedCount',
      'joinedAt',
      'lastSeenAt',
    ])
    .select(sql<string>`plain_text(about_html)`.as('about'))
    .where('id', 'in', [...ids])
    .where('removedAt', 'is', null)
    .where('suspendedAt', 'is', null)
    .execute()
  return rows.map((row) => ({
    ...plainDocument,
    kind: 'member',
    subjectId: row.id,
    authorId: row.id,
    title: row.name,
    path: `/members/${row.handle}`,
    body: [row.headline, row.location, ...row.products, row.about].filter(Boolean).join('\n'),
    topics: [row.handle, ...row.expertise].join(' '),
    details: { headline: row.headline, accepted: row.acceptedCount },
    createdAt: row.joinedAt,
    activeAt: row.lastSeenAt ?? row.joinedAt,
  }))
}

const topics: Read = async ({ db }, ids) => {
  const rows = await db
    .selectFrom('topic')
    .select(['id', 'slug', 'name', 'description', 'createdAt'])
    .select(
      sql<string>`(select coalesce(string_agg(slug, ' '), '') from topic_synonym where topic_id = topic.id)`.as(
        'synonyms',
      ),
    )
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({
    ...plainDocument,
    kind: 'topic',
    subjectId: row.id,
    title: row.name.replaceAll('-', ' '),
    path: `/topics/${row.slug}`,
    body: row.description,
    topics: `${row.slug} ${row.synonyms}`,
    createdAt: row.createdAt,
    activeAt: row.createdAt,
  }))
}

const spaces: Read = async ({ db }, ids) => {
  const rows = await db
    .selectFrom('space')
    .select(['id', 'slug', 'name', 'description', 'spine', 'createdAt', 'ask'])
    .where('id', 'in', [...ids])
    .where('archivedAt', 'is', null)
    .execute()
  return rows.map((row) => ({
    ...plainDocument,
    kind: 'space',
    subjectId: row.id,
    spaceId: row.id,
    title: row.name,
    path: `/${row.ask === 'group' ? 'groups' : 'spaces'}/${row.slug}`,
    body: row.description,
    details: { spine: row.spine },
    createdAt: row.createdAt,
    activeAt: row.createdAt,
  }))
}

const readers: Partial<Record<DocumentKind, Read>> = { member: members, topic: topics, space: spaces }

/** Puts these into the index as they stand now, and takes out those that are gone. */
export async function indexSubjects(
  tx: Ctx,
  kind: 'member' | 'topic' | 'space',
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  const documents = await readers[kind]!(tx, ids)
  const there = new Set(documents.map((each) => each.subjectId))
  await dropDocuments(
    tx,
    [kind],
    ids.filter((id) => !there.has(Number(id))),
  )
  await putDocuments(tx, documents)
}

const batch = 200

/** Puts all members, topics and spaces into the index anew. Threads: `indexAllThreads` of conversations. */
export async function reindexAll(
  ctx: Ctx,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<void> {
  const work = [
    ...(await batches(ctx, 'member')),
    ...(await batches(ctx, 'topic')),
    ...(await batches(ctx, 'space')),
  ]
  for (const [index, { kind, ids }] of work.entries()) {
    await transaction(ctx, (tx) => indexSubjects(tx, kind, ids))
    onProgress(index + 1, work.length)
  }
  await sql`delete from search_document where kind = 'member' and not exists (select 1 from member where id = subject_id)
    or kind = 'topic' and not exists (select 1 from topic where id = subject_id)`.execute(ctx.db)
  tellChanged(ctx, ['search'])
}

async function batches({ db }: Ctx, kind: 'member' | 'topic' | 'space') {
  const ids = (await db.selectFrom(kind).select('id').orderBy('id').execute()).map((row) => row.id)
  return Array.from({ length: Math.ceil(ids.length / batch) }, (_, index) => ({
    kind,
    ids: ids.slice(index * batch, (index + 1) * batch),
  }))
}

/** Ids of members, topics and spaces whose document is missing or left over, for the promise that there are none. */
export async function unmatched(ctx: Pick<Ctx, 'db'>): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    with things as (
      select 'member' as kind, id from member where removed_at is null and suspended_at is null
      union all select 'topic', id from topic union all select 'space', id from space where archived_at is null)
    select coalesce(things.kind, d.kind) || ' ' || coalesce(things.id, d.subject_id) as line
    from things full join (select kind, subject_id from search_document where kind in ('member', 'topic', 'space')) d
      on d.kind = things.kind and d.subject_id = things.id
    where (things.id is null or d.subject_id is null) and not exists (select 1 from search_stale stale
      where stale.kind = coalesce(things.kind, d.kind) and stale.subject_id = coalesce(things.id, d.subject_id)) limit 20`.execute(ctx.db)
  return rows.map((row) => row.line)
}
