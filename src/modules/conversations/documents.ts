/** Threads as search documents. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { type Document, dropDocuments, keepCounted, markStale, putDocuments, takeStale, tidy } from '#modules/search/index.ts'
import { pathOf } from './sight.ts'

interface Row {
  id: number
  kind: 'question' | 'discussion'
  spaceId: number
  authorId: number
  title: string
  slug: string
  createdAt: Date
  activeAt: Date
  acceptedPostId: number | null
  answerCount: number
  sameCount: number
  opening: string
  language: string | null
  answer: string | null
  answers: string | null
  answerHelpful: number | null
  topics: { id: number; slug: string }[]
  links: number[]
}

// All that was said counts, but a thread of thousands of replies is known by its first words.
const answersIndexed = 50

/** Puts threads into the index as they stand now, and takes out those that are gone. */
export async function indexThreads(tx: Ctx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await readThreads(tx, ids)
  const kinds = new Map(rows.map((row) => [Number(row.id), row.kind]))
  for (const kind of ['question', 'discussion'] as const)
    await dropDocuments(
      tx,
      [kind],
      ids.filter((id) => kinds.get(Number(id)) !== kind),
    )
  await putDocuments(tx, rows.map(documentOf))
}

// Threads that posts here lead to, by the links that people set, and by those that came with an import. What was only
// shown to the asker does not count: we said that, nobody else.
const linksOf = (baseUrl: string) => sql`(select coalesce(json_agg(distinct leads.id), '[]') from (
  select to_thread_id as id from thread_link where from_thread_id = thread.id and kind in ('duplicate', 'linked')
  union all select (found[1])::bigint from post, regexp_matches(post.html, ${`href="(?:${escaped(baseUrl)})?/(?:questions|discussions)/([0-9]{1,15})[/"?#]`}, 'g') found
    where post.thread_id = thread.id and post.removed_at is null and post.html like '%href=%') leads)`

const escaped = (text: string) => text.replace(/[^\w:/-]/g, '\\$&')

async function readThreads(tx: Ctx, ids: readonly number[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select thread.id, thread.kind, thread.space_id, thread.author_id, thread.title, thread.slug, thread.created_at, thread.active_at,
      thread.accepted_post_id, thread.answer_count, thread.same_count, plain_text(opening.html) as opening, opening.language,
      plain_text(accepted.html) as answer, accepted.helpful_count as answer_helpful,
      (select string_agg(plain_text(said.html), ' ') from (
        select html from post where post.thread_id = thread.id and post.kind <> 'opening' and post.removed_at is null
        and post.id is distinct from thread.accepted_post_id
        and not exists (select 1 from post parent where parent.id = post.parent_id and parent.removed_at is not null) order by post.score desc, post.id limit ${answersIndexed}) said) as answers,
      (select coalesce(json_agg(json_build_object('id', topic.id, 'slug', topic.slug)), '[]') from thread_topic
        join topic on topic.id = thread_topic.topic_id where thread_topic.thread_id = thread.id) as topics,
      ${linksOf(tx.config.baseUrl)} as links
    from thread join post opening on opening.thread_id = thread.id and opening.kind = 'opening'
    left join post accepted on accepted.id = thread.accepted_post_id
    where thread.id = any(${sql.val([...ids])}::bigint[]) and thread.removed_at is null`.execute(tx.db)
  return rows
}

function documentOf(row: Row): Document {
  return {
    kind: row.kind,
    subjectId: Number(row.id),
    spaceId: Number(row.spaceId),
    authorId: Number(row.authorId),
    title: row.title,
    language: row.language,
    body: row.opening,
    replies: row.answers ?? '',
    links: row.links.map((to) => ({ to })),
    answer: row.answer ?? '',
    path: pathOf({ id: Number(row.id), kind: row.kind, slug: row.slug }),
    state:
      row.kind === 'discussion'
        ? ''
        : row.acceptedPostId
          ? 'solved'
          : row.answerCount > 0
            ? 'answered'
            : 'open',
    topicIds: row.topics.map((topic) => topic.id),
    topics: row.topics.map((topic) => topic.slug.replaceAll('-', ' ')).join(' '),
    details: {
      answers: row.answerCount,
      same: row.sameCount,
      acceptedPostId: row.acceptedPostId,
      helpful: row.answerHelpful ?? 0,
    },
    weight: 0,
    createdAt: row.createdAt,
    activeAt: row.activeAt,
  }
}

// The more at once, the fewer places of the index are written twice; a few megabytes of text each.
const atOnce = 300

/** Puts every thread into the index anew, in batches. */
export async function indexAllThreads(
  ctx: Ctx,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<void> {
  const ids = (await ctx.db.selectFrom('thread').select('id').orderBy('id').execute()).map((row) => row.id)
  for (let start = 0; start < ids.length; start += atOnce) {
    await transaction(ctx, (tx) => indexThreads(tx, ids.slice(start, start + atOnce)))
    onProgress(Math.min(start + atOnce, ids.length), ids.length)
  }
  await keepCounted(ctx)
  await tidy(ctx)
}

/** Notes that these threads have changed, and lets them be put in once this is committed. */
export async function threadsChanged(tx: Ctx, ids: readonly number[]): Promise<void> {
  await markStale(tx, 'thread', ids)
  tx.wiring.after.push(soon)
}

// A moment in which further changes come along: an answer is found within a second, a flood of them is put in once.
const moment = 200
const batch = 20
const pending = new WeakSet<object>()

function soon(ctx: Ctx) {
  const app = ctx.wiring.listeners
  if (ctx.wiring.queue === null || pending.has(app)) return
  pending.add(app)
  setTimeout(() => {
    pending.delete(app)
    // What fails here is still noted; the job of the next minute takes it up.
    indexStaleThreads({ ...ctx, now: new Date() }).catch(() => {})
  }, moment).unref()
}

/** Puts in what has changed since the last time. */
export async function indexStaleThreads(ctx: Ctx): Promise<void> {
  for (let taken = batch; taken === batch; ) {
    taken = await transaction(ctx, async (tx) => {
      const ids = await takeStale(tx, 'thread', batch)
      await indexThreads(tx, ids)
      return ids.length
    })
  }
  await keepCounted(ctx)
}
