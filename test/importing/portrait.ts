/**
 * What a community shows of a source, told by the ids of the source: two communities that were filled on different ways
 * are equal when their portraits are. Removed things are left out, as they are for members.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'

// What happened after this database was made has the time of its run, which is another one each time.
const then = 'case when at < (select min(at) from migration) then at end as at'

const queries: Record<string, string> = {
  members: `select m.foreign_id as id, name, handle, role, headline, about, about_html, location, website, joined_at, last_seen_at, claimed_at, suspended_at,
    question_count, discussion_count, answer_count, accepted_count, helpful_count, inside_question_count, inside_discussion_count, inside_answer_count, inside_accepted_count,
    inside_helpful_count from member join m on m.local_id = member.id where removed_at is null`,
  spaces: `select foreign_id as id, slug, name, description, see, ask, answer from space join import_item i on i.kind = 'space' and i.local_id = space.id`,
  topics: `select slug as id, name, description from topic where exists (select 1 from thread_topic join thread on thread.id = thread_id
    where topic_id = topic.id and thread.removed_at is null)`,
  threads: `select t.foreign_id as id, thread.kind, title, slug, a.foreign_id as author, last.foreign_id as last, thread.created_at, active_at, first_response_at,
    accepted.foreign_id as accepted, accepted_at, answer_count, comment_count, same_count, view_count, thread.helpful_count, pinned_at, closed_at, closed_reason,
    (select array_agg(topic.slug order by topic.slug) from thread_topic join topic on topic.id = topic_id where thread_id = thread.id and thread_topic.active_at = thread.active_at) as topics
    from thread join t on t.local_id = thread.id join m a on a.local_id = author_id left join m last on last.local_id = last_author_id
    left join p accepted on accepted.local_id = accepted_post_id where removed_at is null`,
  posts: `select p.foreign_id as id, post.kind, t.foreign_id as thread, above.foreign_id as parent, a.foreign_id as author, body, html, excerpt, post.created_at, edited_at,
    e.foreign_id as editor, post.version, post.helpful_count, score, post.comment_count from post join p on p.local_id = post.id join t on t.local_id = thread_id
    join thread on thread.id = thread_id join m a on a.local_id = post.author_id left join p above on above.local_id = parent_id left join m e on e.local_id = edited_by_id
    where post.removed_at is null and thread.removed_at is null`,
  revisions: `select p.foreign_id || ' ' || number as id, r.title, topics, r.body, m.foreign_id as author, ${then}, reason from post_revision r join p on p.local_id = r.post_id
    join post on post.id = r.post_id join thread on thread.id = post.thread_id left join m on m.local_id = r.author_id where post.removed_at is null and thread.removed_at is null`,
  votes: `select p.foreign_id as id, value, at, m.foreign_id as member from vote join p on p.local_id = post_id join post on post.id = post_id
    join thread on thread.id = post.thread_id left join m on m.local_id = member_id where post.removed_at is null and thread.removed_at is null`,
  follows: `select t.foreign_id || ' ' || m.foreign_id as id, at from thread_follow join t on t.local_id = thread_id join m on m.local_id = member_id join thread on thread.id = thread_id where removed_at is null`,
  links: `select a.foreign_id || ' ' || b.foreign_id || ' ' || l.kind as id, at from thread_link l join t a on a.local_id = from_thread_id join t b on b.local_id = to_thread_id`,
  mentions: `select p.foreign_id || ' ' || m.foreign_id as id from mention join p on p.local_id = post_id join m on m.local_id = member_id join post on post.id = post_id where removed_at is null`,
  addresses: `select path as id, target_kind, coalesce(m.foreign_id, t.foreign_id, p.foreign_id) as to from redirect
    left join m on target_kind = 'member' and m.local_id = target_id left join t on target_kind = 'thread' and t.local_id = target_id
    left join p on target_kind = 'post' and p.local_id = target_id left join member on target_kind = 'member' and member.id = target_id
    left join thread on target_kind = 'thread' and thread.id = target_id left join post on target_kind = 'post' and post.id = target_id
    left join thread room on room.id = post.thread_id where coalesce(member.removed_at, thread.removed_at, post.removed_at, room.removed_at) is null and target_kind <> 'topic'`,
  found: `select path as id, title, md5(array_to_string(array(select unnest(string_to_array(body, ' ')) order by 1), ' ')) as body,
    md5(array_to_string(array(select unnest(string_to_array(replies, ' ')) order by 1), ' ')) as replies, md5(answer) as answer, state, array(select unnest(string_to_array(topics, ' ')) order by 1) as topics, active_at from (
    select regexp_replace(path, '/[0-9]+/', '/') as path, title, body, replies, answer, state, topics, active_at, kind from search_document) d where kind not in ('topic', 'space')`,
  facts: `select name, coalesce(m.foreign_id, t.foreign_id, p.foreign_id) as id, actor.foreign_id as actor,
    ${then} from fact left join m actor on actor.local_id = actor_id
    left join m on split_part(name, '.', 1) = 'member' and m.local_id = subject_id left join t on split_part(name, '.', 1) = 'thread' and t.local_id = subject_id
    left join p on split_part(name, '.', 1) in ('post', 'answer') and p.local_id = subject_id`,
}

export type Portrait = Record<string, string[]>

export async function portrait(db: Db, source: string): Promise<Portrait> {
  const { rows: known } = await sql<{ id: number }>`select id from import_source where key = ${source}`.execute(db)
  const id = Number(known[0]!.id)
  const of = (kind: string) => `(select foreign_id, local_id from import_item where source_id = ${id} and kind = '${kind}')`
  const drawn: Portrait = {}
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await sql.raw(`with m as ${of('member')}, t as ${of('thread')}, p as ${of('post')} ${query}`).execute(db)
    drawn[name] = (rows as { id: string }[]).map((row) => JSON.stringify(row)).sort()
  }
  return drawn
}

/** The first few lines in which two portraits differ; none when they are equal. */
export function differences(one: Portrait, other: Portrait): string[] {
  return Object.keys(one).flatMap((name) => {
    const left = bag(one[name]!)
    const right = bag(other[name]!)
    const only = (from: Map<string, number>, than: Map<string, number>) => [...from].filter(([line, count]) => count > (than.get(line) ?? 0)).map(([line]) => line)
    return [...only(left, right).slice(0, 3).map((line) => `${name} < ${line}`), ...only(right, left).slice(0, 3).map((line) => `${name} > ${line}`)]
  })
}

/**
 * What a community shows now, without what only somebody can know who saw an older export too: how comments read before,
 * which have no history at their source, and the log of what happened.
 */
export function asItStands(drawn: Portrait): Portrait {
  return {
    ...drawn,
    posts: drawn.posts!.map((line) => JSON.stringify({ ...JSON.parse(line), version: undefined })),
    revisions: drawn.revisions!.filter((line) => !ofComment(line)),
    facts: [],
  }
}

/**
 * What an older export before the newer one may not do to history: lose any of it, or add anything but what was seen to
 * change. @returns the lines that break this
 */
export function historyBroken(grown: Portrait, alone: Portrait): string[] {
  const kept = bag(grown.facts!.map(withoutActor))
  const lost = [...bag(alone.facts!.map(withoutActor))].filter(([line, count]) => (kept.get(line) ?? 0) < count).map(([line]) => `lost fact ${line}`)
  const bodies = new Map(grown.posts!.map((line) => JSON.parse(line) as { id: string; body: string; version: number }).map((post) => [post.id, post]))
  const revisions = Map.groupBy(grown.revisions!.filter(ofComment).map((line) => JSON.parse(line) as { id: string; body: string }), ({ id }) => id.split(' ')[0]!)
  const wrong = [...revisions].filter(([id, each]) => {
    const numbers = new Map(each.map((revision) => [Number(revision.id.split(' ')[1]), revision.body]))
    const post = bodies.get(id)
    return numbers.size < 2 || post?.version !== numbers.size || numbers.get(numbers.size) !== post.body || numbers.get(1) === post.body
  })
  return [...lost, ...wrong.map(([id]) => `history of comment ${id}`)]
}

// Who has left the site since is still the one who wrote it in the log.
const withoutActor = (line: string) => JSON.stringify({ ...JSON.parse(line), actor: undefined })

const ofComment = (line: string) => line.startsWith('{"id":"c')

function bag(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}
