/**
 * `npm run bench:feeds`: what is unread, feeds, catch-up, home and summary of busy members at 100,000 threads, on both
 * engines: medians and 95th percentiles, and on PostgreSQL the plans. Threads are copied inside the database from a
 * small site that the importer has filled.
 */
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Ctx } from '#platform/ctx.ts'
import type { Tables } from '#platform/tables.ts'
import { catchUp, forYou, unreadBySpace, warmThreads } from '#modules/conversations/index.ts'
import { followedSpaces } from '#modules/conversations/follow-queries.ts'
import { readList } from '#modules/conversations/list-reading.ts'
import { memberHome } from '#modules/home/member-queries.ts'
import { summaryFor } from '#modules/home/summary-queries.ts'
import { unreadCount } from '#modules/notifications/index.ts'
import { type Engine, openSite } from './site.ts'
import { handleOf, usual } from './town.ts'

const { values } = parseArgs({ options: { keep: { type: 'string', default: '' }, threads: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '40' }, engine: { type: 'string', default: '' }, write: { type: 'boolean', default: false } } })
const [wanted, rounds] = [Number(values.threads), Number(values.rounds)]

/** Copies every thread with its posts until there are as many as wished; each copy a little older than the one before. */
async function grow({ db }: Ctx) {
  const { rows: [have] } = await sql<{ threads: number; last: number; posts: number }>`select count(*)::int as threads, max(id)::int as last, (select max(id)::int from post) as posts from thread`.execute(db)
  const { threads, last, posts } = have!
  for (let turn = 1; threads * (turn + 1) <= wanted; turn++) {
    const [t, p, ago] = [sql.lit(turn * last), sql.lit(turn * posts), sql`interval '7 minutes' * ${sql.lit(turn)}`]
    await db.transaction().execute(async (tx) => {
      await sql`insert into thread (id, kind, space_id, author_id, title, slug, products, created_at, active_at, last_author_id, first_response_at, answer_count, comment_count, same_count, view_count, helpful_count)
        overriding system value select id + ${t}, kind, space_id, author_id, title || ' ' || ${sql.lit(String(turn))}, slug || '-' || ${sql.lit(String(turn))}, products, created_at - ${ago}, active_at - ${ago}, last_author_id, first_response_at - ${ago}, answer_count, comment_count, same_count, view_count, helpful_count
        from thread where id <= ${sql.lit(last)}`.execute(tx)
      await sql`insert into post (id, thread_id, kind, parent_id, author_id, body, html, html_version, excerpt, created_at, helpful_count, score, comment_count)
        overriding system value select id + ${p}, thread_id + ${t}, kind, parent_id + ${p}, author_id, left(body, 40), left(html, 40), html_version, excerpt, created_at - ${ago}, helpful_count, score, comment_count from post where id <= ${sql.lit(posts)}`.execute(tx)
      await sql`insert into thread_topic (thread_id, topic_id, active_at) select thread_id + ${t}, topic_id, active_at - ${ago} from thread_topic where thread_id <= ${sql.lit(last)}`.execute(tx)
      await sql`update thread new set accepted_post_id = old.accepted_post_id + ${p}, accepted_at = old.accepted_at - ${ago}, accepted_by_id = old.accepted_by_id
        from thread old where new.id = old.id + ${t} and old.id <= ${sql.lit(last)} and old.accepted_post_id is not null`.execute(tx)
    })
    process.stderr.write(`\r  ${threads * (turn + 1)} threads   `)
  }
  for (const table of ['thread', 'post']) await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.id(table)}))`.execute(db)
}

const memberAt = async ({ db }: Ctx, n: number) => db.selectFrom('member').select(['id', 'handle', 'name']).where('handle', '=', handleOf(n)).executeTakeFirstOrThrow()

/** Two who have read and set much: one reads nearly all, the other has read a third, follows and mutes. */
async function fillReaders(ctx: Ctx) {
  const [reader, busy] = [await memberAt(ctx, 7), await memberAt(ctx, 8)]
  const run = (text: string) => sql.raw(text).execute(ctx.db)
  for (const { id } of [reader, busy]) {
    await run(`delete from thread_read where member_id = ${id}`)
    await run(`delete from follow where member_id = ${id}`)
    await run(`delete from thread_follow where member_id = ${id}`)
    await run(`insert into follow (member_id, kind, subject_id, level, at) select ${id}, 'space', id, 'watching', now() from space order by id limit 5`)
    await run(`insert into follow (member_id, kind, subject_id, level, at) select ${id}, 'topic', id, 'tracking', now() from topic order by id limit 5`)
    await run(`insert into follow (member_id, kind, subject_id, level, at) select ${id}, 'member', id, 'watching', now() from member where id > ${busy.id} order by id limit 10`)
    await run(`update member set expertise = array['solar', 'noise'], products = array['Moss 5'] where id = ${id}`)
  }
  await run(`insert into thread_read (member_id, thread_id, read_at) select ${reader.id}, id, active_at from thread where id % 50 <> 0`)
  await run(`insert into thread_read (member_id, thread_id, read_at) select ${busy.id}, id, active_at - case id % 2 when 0 then interval '2 hours' else interval '0' end from thread where id % 3 = 0`)
  await run(`insert into follow (member_id, kind, subject_id, level, at) select ${busy.id}, 'topic', id, 'muted', now() from topic order by id desc limit 3`)
  await run(`insert into follow (member_id, kind, subject_id, level, at) select ${busy.id}, 'member', id, 'muted', now() from member where id % 4 = 1 on conflict do nothing`)
  await run(`insert into thread_follow (member_id, thread_id, level, cause, at) select ${busy.id}, id, (array['watching', 'tracking', 'muted'])[1 + id % 3], 'chosen', now() from thread where id % 20 = 0`)
  // Everybody else has read and follows something too, so that the tables are as large as they get.
  await run(`insert into thread_read (member_id, thread_id, read_at) select member.id, thread.id, thread.active_at from member join thread on (thread.id + member.id) % 29 = 0 where member.id not in (${reader.id}, ${busy.id}) and member.id % 2 = 0 on conflict do nothing`)
  await warmThreads(ctx)
  // As both engines do in the night: a server by itself, the embedded one by a job.
  await run('vacuum (analyze)')
}

const week = 7 * 86_400_000
const paths: [string, (ctx: Ctx) => Promise<unknown>, number][] = [
  ['Unread: counts of the navigation', (ctx) => Promise.all([unreadBySpace(ctx), followedSpaces(ctx), unreadCount(ctx)]), 20],
  ['List: latest', (ctx) => readList(ctx, { query: { list: 'latest' }, kind: 'question', onlyRows: true }), 50],
  ['List: unanswered', (ctx) => readList(ctx, { query: { list: 'unanswered' }, kind: 'question', onlyRows: true }), 50],
  ['List: trending', (ctx) => readList(ctx, { query: { list: 'trending' }, onlyRows: true }), 50],
  ['List: followed', (ctx) => readList(ctx, { query: { list: 'followed' }, onlyRows: true }), 50],
  ['List: for you', (ctx) => forYou(ctx), 50],
  ['Catch up: a week', (ctx) => catchUp(ctx, 'week'), 200],
  ['Home', (ctx) => memberHome(ctx), 200],
  ['Digest (summary by mail)', (ctx) => summaryFor(ctx, new Date(Date.now() - week)), 200],
]

const as = (ctx: Ctx, member: { id: number; handle: string; name: string }): Ctx => ({ ...ctx, viewer: { ...member, role: 'member', picture: null }, now: new Date() })

async function timesOf(ctx: Ctx, n: number) {
  const member = as(ctx, await memberAt(ctx, n))
  const told: [string, number[], number][] = []
  for (const [name, work, goal] of paths) {
    const times: number[] = []
    for (let turn = -5; turn < rounds; turn++) {
      const start = performance.now()
      await work({ ...member, now: new Date() })
      if (turn >= 0) times.push(performance.now() - start)
    }
    told.push([name, times.sort((one, other) => one - other), goal])
  }
  return told
}

const at = (times: number[], share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1)

async function plansOf(ctx: Ctx, url: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, options: '-c jit=off' })
  const asked: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()], log: ({ query }) => { asked.push(query) } })
  const parts: string[] = []
  for (const [name, work] of paths) {
    asked.length = 0
    await work(as({ ...ctx, db }, await memberAt(ctx, 8)))
    parts.push(`## ${name}`)
    for (const each of new Map([...asked].map((one) => [one.sql, one])).values()) {
      const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${each.sql}`, [...each.parameters])
      parts.push(`\`\`\`sql\n${each.sql.replace(/\s+/g, ' ').trim()}\n\`\`\`\n\`\`\`\n${rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')}\n\`\`\``)
    }
  }
  await db.destroy()
  return parts.join('\n\n')
}

const lines: string[] = []
const day = new Date().toISOString().slice(0, 10)
for (const engine of (values.engine ? [values.engine] : ['postgres', 'pglite']) as Engine[]) {
  const site = await openSite(engine, usual, values.keep)
  await site.inside(async (ctx) => {
    const { count } = await ctx.db.selectFrom('thread').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    if (Number(count) < wanted * 0.9) await grow(ctx)
    await fillReaders(ctx)
    const load = os.loadavg()[0]!.toFixed(1)
    const [reader, busy] = [await timesOf(ctx, 7), await timesOf(ctx, 8)]
    const { rows: [size] } = await sql<{ threads: number; posts: number; reads: number }>`select (select count(*)::int from thread) as threads, (select count(*)::int from post) as posts, (select count(*)::int from thread_read) as reads`.execute(ctx.db)
    lines.push(`## ${engine}\n${size!.threads.toLocaleString('en')} threads, ${size!.posts.toLocaleString('en')} posts, ${size!.reads.toLocaleString('en')} marks of reading; load ${load} before and ${os.loadavg()[0]!.toFixed(1)} after, two cores.\n\n| | goal | has read nearly all, p50 | p95 | follows, mutes, read a third, p50 | p95 |\n|---|---|---|---|---|---|`)
    for (const [place, [name, times, goal]] of reader.entries()) lines.push(`| ${name} | ${goal} ms | ${at(times, 0.5)} | ${at(times, 0.95)} | ${at(busy[place]![1], 0.5)} | ${at(busy[place]![1], 0.95)} |`)
    lines.push('')
    if (engine === 'postgres' && values.write)
      writeFileSync(path.join('docs', 'benchmarks', `${day}-feeds-plans.md`), `# Plans of unread, feeds, catch-up, home and digest\n${day}. Written by \`npm run bench:feeds -- --write\` on PostgreSQL at ${size!.threads.toLocaleString('en')} threads, for a member who follows 5 spaces, 5 topics and 10 members, has muted 3 topics and a quarter of the members, set a level for one thread in twenty (a third of them muted) and read a third of all threads.\n\n${await plansOf(ctx, site.env.DATABASE_URL!)}\n`)
  })
  await site.close()
}
console.log(lines.join('\n'))
if (values.write) writeFileSync(path.join('docs', 'benchmarks', `${day}-feeds.md`), `# Unread, feeds, catch-up and digest at 100,000 threads\n${day}. \`npm run bench:feeds -- --write\`: in the process, without HTTP, milliseconds, ${rounds} rounds after 5.\n\n${lines.join('\n')}`)
