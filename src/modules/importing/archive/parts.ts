/** What goes into each file of the archive: rows in a fixed order, so that two equal communities give equal files. */
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import type { Part } from './format.ts'

const page = 2_000

type Rows = AsyncGenerator<object[]>

/** Pages through a query by the ids of the table that its rows belong to. */
async function* byId(db: Db, table: string, query: (from: number, to: number) => ReturnType<typeof sql>): Rows {
  const { rows } = await sql<{ top: number | null }>`select max(id) as top from ${sql.table(table)}`.execute(db)
  const top = Number(rows[0]?.top ?? 0)
  for (let from = 0; from < top; from += page) yield (await query(from, from + page).execute(db)).rows as object[]
}

async function* whole(db: Db, query: ReturnType<typeof sql>): Rows {
  yield (await query.execute(db)).rows as object[]
}

async function* byPath(db: Db): Rows {
  for (let last = ''; ; ) {
    const { rows } = await sql<{ path: string }>`
      select path, target_kind as kind,
        case when target_kind = 'topic' then to_jsonb(topic.slug) else to_jsonb(target_id) end as to
      from redirect left join topic on target_kind = 'topic' and topic.id = target_id
      where path > ${last} order by path limit ${page}`.execute(db)
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)!.path
  }
}

const within = (column: string, from: number, to: number) => sql`${sql.ref(column)} > ${from} and ${sql.ref(column)} <= ${to}`

/** @param addresses whether e-mail addresses go along */
export function rowsOf(db: Db, addresses: boolean): Record<Part, () => Rows> {
  return {
    members: () => byId(db, 'member', members(addresses)),
    files: () => byId(db, 'file', files),
    spaces: () => whole(db, spaces),
    topics: () => whole(db, topics),
    threads: () => byId(db, 'thread', threads),
    posts: () => byId(db, 'post', posts),
    revisions: () => byId(db, 'post', revisions),
    votes: () => byId(db, 'post', votes),
    reactions: () => byId(db, 'post', reactions),
    polls: () => byId(db, 'post', polls),
    follows: () => byId(db, 'thread', people('thread_follow', sql`, level, cause`)),
    same: () => byId(db, 'thread', people('thread_same')),
    links: () => byId(db, 'thread', links),
    redirects: () => byPath(db),
  }
}

const members = (addresses: boolean) => (from: number, to: number) => sql`
  select id, handle, name, role, headline, about, location, website, expertise, products, picture, joined_at, last_seen_at,
    imported_at, claimed_at, suspended_at, removed_at, version, ${addresses ? sql`email` : sql`null::text as email`}
  from member where ${within('id', from, to)} order by id`

// What nothing shows is nobody's business elsewhere.
const files = (from: number, to: number) => sql`
  select key, owner_id, name, type, size, stored, width, height, blur, webp, avif, made_at
  from file where ${within('id', from, to)} and state = 'ready' and unused_since is null order by id`

const spaces = sql`
  select id, parent_id, slug, name, description, spine, position, see, ask, answer, created_at, archived_at, version,
    (select json_build_object('visibility', visibility, 'joining', joining, 'rules', rules, 'mentioning', mentioning, 'files', (
      select coalesce(json_agg(json_build_object('key', file.key, 'byId', pinned_by_id, 'at', to_char(group_file.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by group_file.position), '[]')
      from group_file join file on file.id = group_file.file_id where group_file.space_id = g.space_id and unpinned_at is null and file.state = 'ready'), 'members', (
      select coalesce(json_agg(json_build_object('memberId', member_id, 'role', role, 'state', state,
        'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by member_id), '[]') from group_member where group_member.space_id = g.space_id))
      from community_group g where g.space_id = space.id) as group
  from space order by id`

const topics = sql`
  select slug, name, description, array(select s.slug from topic_synonym s where s.topic_id = topic.id order by 1) as synonyms,
    created_at, version
  from topic order by slug`

const threads = (from: number, to: number) => sql`
  select id, kind, space_id, author_id, title, slug, products, created_at, view_count as views, pinned_at, closed_at, closed_by_id,
    closed_reason, removed_at, removed_by_id, merged_into_id, version,
    array(select topic.slug from thread_topic join topic on topic.id = topic_id where thread_id = thread.id order by 1) as topics
  from thread where ${within('id', from, to)} order by id`

const posts = (from: number, to: number) => sql`
  select post.id, thread_id, post.kind, parent_id, post.author_id, body, post.created_at, edited_at, edited_by_id,
    case when language_chosen then language end as language, post.removed_at, post.removed_by_id, accepted.accepted_at, accepted.accepted_by_id
  from post left join thread accepted on accepted.accepted_post_id = post.id
  where ${within('post.id', from, to)} order by post.id`

const revisions = (from: number, to: number) => sql`
  select post_id, number, title, topics, body, author_id, at, reason
  from post_revision where ${within('post_id', from, to)} order by post_id, number`

const votes = (from: number, to: number) => sql`
  select post_id, member_id, value, at from vote where ${within('post_id', from, to)} order by post_id, at, member_id, value`

const reactions = (from: number, to: number) => sql`
  select post_id, member_id, kind, at from reaction where ${within('post_id', from, to)} order by post_id, at, member_id, kind`

// Where ballots lie in the table says when they were cast; of anonymous ones not even that goes along.
const polls = (from: number, to: number) => sql`
  select post_id, author_id, question, way, most, anonymous, results, created_at, closes_at, closed_at, removed_at, removed_by_id,
    array(select text from poll_option where poll_id = poll.id order by number) as options,
    (select coalesce(json_agg(json_strip_nulls(json_build_object('memberId', member_id, 'choices', choices, 'at', at)) order by member_id, choices), '[]')
      from ballot where poll_id = poll.id) as ballots
  from poll where ${within('post_id', from, to)} order by post_id, id`

const people = (table: string, more = sql``) => (from: number, to: number) => sql`
  select thread_id, member_id, at${more} from ${sql.table(table)} where ${within('thread_id', from, to)} order by thread_id, member_id`

const links = (from: number, to: number) => sql`
  select from_thread_id as from, to_thread_id as to, kind, at
  from thread_link where ${within('from_thread_id', from, to)} order by 1, 2, 3`
