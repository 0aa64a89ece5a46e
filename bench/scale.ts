/**
 * `npm run bench:scale`: thread page, list, search and reply at a million posts on PostgreSQL, beside the same at a small
 * size, and how much each grew. Threads and posts are copied inside the database from a small site that the importer has
 * filled, so that every row is a real one; the index of search is filled by the product's own reindex.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { indexAllThreads } from '#modules/conversations/index.ts'
import { type How, type Measured, measure, type Wish } from './load.ts'
import { signIn } from './readers.ts'
import { addressesOf, type Asking, reading, replying, searchingAnew } from './requests.ts'
import { openSite, type Site } from './site.ts'
import { asStarted, start } from './server.ts'
import { usual } from './town.ts'
import { openWords } from './words.ts'

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    keep: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
})
const wish: Wish = { seconds: Number(values.seconds), warmUp: Number(values['warm-up']), rounds: Number(values.rounds) }
const program = path.join(fileURLToPath(new URL('.', import.meta.url)), '..', 'server', 'main.js')
type Rows = Record<string, Measured>

async function measureSite(site: Site): Promise<Rows> {
  const addresses = await site.inside(addressesOf)
  const server = await start(program, site.env, asStarted)
  try {
    const readers = await signIn(server.url)
    const paths = addresses.threads.map((thread) => thread.path)
    const rows: Rows = {}
    const row = async (name: string, requests: Asking, how: How = {}) => {
      rows[name] = await measure({ ...server, requests, ...how }, wish)
      console.log(`  ${name.padEnd(24)} ${Math.round(rows[name].rate)}/s  p50 ${rows[name].p50} ms  p97.5 ${rows[name].p97} ms  ${rows[name].bad} other`)
    }
    await row('thread page, guest', reading(paths))
    await row('thread page, member', reading(paths, { readers }))
    await row('latest list, guest', reading(['/questions']))
    await row('latest list, member', reading(['/questions'], { readers }))
    await row('search, guest, 50 searches', reading(addresses.searches))
    await row('search, never made before', searchingAnew(addresses.titles))
    await row('the same, one at a time', searchingAnew(addresses.titles), { atOnce: 1 })
    await row('reply posted', replying(addresses.threads, readers, await openWords()), { good: '303' })
    return rows
  } finally {
    await server.stop()
  }
}

/** Copies every thread with its posts so often that there are as many as wished; each a little older than the one before. */
async function grow(ctx: Ctx, wanted: number) {
  const { posts } = (await sql<{ posts: number }>`select count(*)::int as posts from post`.execute(ctx.db)).rows[0]!
  const times = Math.ceil(wanted / posts) - 1
  if (times < 1) return
  console.log(`  ${posts.toLocaleString('en')} posts, copied ${times} times`)
  const { threads, last } = (await sql<{ threads: number; last: number }>`select max(id)::int as threads, (select max(id)::int from post) as last from thread`.execute(ctx.db)).rows[0]!
  for (let turn = 1; turn <= times; turn++) await copyOnce(ctx, turn, threads, last)
  await sql`select setval(pg_get_serial_sequence('thread', 'id'), (select max(id) from thread)), setval(pg_get_serial_sequence('post', 'id'), (select max(id) from post))`.execute(ctx.db)
  await sql`analyze`.execute(ctx.db)
}

async function copyOnce(ctx: Ctx, turn: number, threads: number, posts: number) {
  const [byThread, byPost, ago] = [sql.lit(turn * threads), sql.lit(turn * posts), sql`interval '1 minute' * ${sql.lit(turn)}`]
  await ctx.db.transaction().execute(async (tx) => {
    await sql`insert into thread (id, kind, space_id, author_id, title, slug, products, created_at, active_at, last_author_id, first_response_at, answer_count, comment_count, same_count, view_count, helpful_count)
      overriding system value select id + ${byThread}, kind, space_id, author_id, title || ' ' || ${sql.lit(String(turn))}, slug || '-' || ${sql.lit(String(turn))}, products, created_at - ${ago}, active_at - ${ago}, last_author_id, first_response_at - ${ago}, answer_count, comment_count, same_count, view_count, helpful_count
      from thread where id <= ${sql.lit(threads)}`.execute(tx)
    await sql`insert into post (id, thread_id, kind, parent_id, author_id, body, html, html_version, excerpt, created_at, helpful_count, score, comment_count)
      overriding system value select id + ${byPost}, thread_id + ${byThread}, kind, parent_id + ${byPost}, author_id, body, html, html_version, excerpt, created_at - ${ago}, helpful_count, score, comment_count
      from post where id <= ${sql.lit(posts)}`.execute(tx)
    await sql`update thread set accepted_post_id = former.accepted_post_id + ${byPost}, accepted_at = former.accepted_at - ${ago}, accepted_by_id = former.accepted_by_id
      from thread former where former.id = thread.id - ${byThread} and former.accepted_post_id is not null and thread.id > ${byThread} and thread.id <= ${byThread} + ${sql.lit(threads)}`.execute(tx)
    await sql`insert into thread_topic select thread_id + ${byThread}, topic_id, active_at - ${ago} from thread_topic where thread_id <= ${sql.lit(threads)}`.execute(tx)
  })
  process.stderr.write(`\r  copy ${turn} `)
}

const site = await openSite('postgres', usual, values.keep)
try {
  console.log('\n━━ small')
  const small = await measureSite(site)
  console.log('\n━━ large')
  const began = performance.now()
  await site.inside((ctx) => grow(ctx, Number(values.posts)))
  const grown = performance.now()
  await site.inside((ctx) => indexAllThreads(ctx, (done, of) => process.stderr.write(`\r  index ${Math.round((done / of) * 100)} % `)))
  console.log(`\n  copied in ${Math.round((grown - began) / 1000)} s, indexed in ${Math.round((performance.now() - grown) / 1000)} s`)
  const large = await measureSite(site)
  const report = reportOf(small, large)
  console.log(`\n${report}`)
  if (values.write) writeFileSync(path.join('docs', 'benchmarks', `${new Date().toISOString().slice(0, 10)}-scale.md`), report)
} finally {
  await site.close()
}

function reportOf(small: Rows, large: Rows): string {
  const lines = Object.keys(small).map((name) => {
    const [one, other] = [small[name]!, large[name]!]
    return `| ${name} | ${Math.round(one.rate)} | ${Math.round(other.rate)} | ${one.p50} ms | ${other.p50} ms | ${(other.p50 / Math.max(one.p50, 1)).toFixed(1)} | ${one.p97} ms | ${other.p97} ms | ${one.bad + other.bad} |`
  })
  return `# At a million posts\n${new Date().toISOString().slice(0, 10)}, PostgreSQL. \`npm run bench:scale\`: a site of ${usual.threads.toLocaleString('en')} threads × ${usual.replies} replies, then the same site copied inside the database until it holds ${Number(values.posts).toLocaleString('en')} posts; 32 connections, ${wish.seconds} s after ${wish.warmUp} s, median of ${wish.rounds}.\n\n| | a second, small | large | p50, small | large | grew | p97.5, small | large | other answers |\n|---|---|---|---|---|---|---|---|---|\n${lines.join('\n')}\n`
}
