/**
 * `npm run bench:plans`: the plans of the hot paths at the size of the bench, as the product's own code asks them, into
 * docs/benchmarks/plans.md. Says where a large table is read through from end to end.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { type Ctx, guest, type Viewer } from '#platform/ctx.ts'
import type { Tables } from '#platform/tables.ts'
import { unreadBySpace } from '#modules/conversations/index.ts'
import { followedPlaces, followedThreads } from '#modules/conversations/follow-queries.ts'
import { hearersOf } from '#modules/conversations/hearers.ts'
import { threadList } from '#modules/conversations/list-queries.ts'
import { readList } from '#modules/conversations/list-reading.ts'
import { ownInThread } from '#modules/conversations/thread-own.ts'
import { threadShown } from '#modules/conversations/thread-queries.ts'
import { readThreadPage } from '#modules/conversations/thread-reading.ts'
import { memberHome } from '#modules/home/member-queries.ts'
import { visitorHome } from '#modules/home/visitor-queries.ts'
import { unreadCount } from '#modules/notifications/index.ts'
import { openSite } from './site.ts'
import { handleOf, usual } from './town.ts'

const { values } = parseArgs({ options: { keep: { type: 'string', default: '' }, threads: { type: 'string', default: String(usual.threads) } } })

interface Asked {
  sql: string
  parameters: readonly unknown[]
}

const site = await openSite('postgres', { ...usual, threads: Number(values.threads) }, values.keep)
const pool = new pg.Pool({ connectionString: site.env.DATABASE_URL! })
const asked: Asked[] = []
const db = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool }),
  plugins: [new CamelCasePlugin()],
  log: ({ query }) => { asked.push({ sql: query.sql, parameters: query.parameters }) },
})
const ctxOf = (viewer: Viewer): Ctx => ({ db, viewer, now: new Date(), wiring: { listeners: [], queue: null, after: [] }, config: readConfig({}), visitor: null })

const someone = await db.selectFrom('member').select(['id', 'handle', 'name']).where('handle', '=', handleOf(7)).executeTakeFirstOrThrow()
const member = ctxOf({ ...someone, role: 'member', picture: null })
// Somebody who has set more than others ever will; one more follows only places, and everybody the largest of them.
const [many, some] = await Promise.all([8, 9].map(async (n) => {
  const { id, handle, name } = await db.selectFrom('member').select(['id', 'handle', 'name']).where('handle', '=', handleOf(n)).executeTakeFirstOrThrow()
  return ctxOf({ id, handle, name, role: 'member', picture: null })
})) as [Ctx, Ctx]
const level = `(array['watching', 'tracking', 'muted'])[1 + (id % 3)]`
const busiest = '(select space_id from thread group by space_id order by count(*) desc limit 1)'
await pool.query(`
  insert into follow select id, 'space', ${busiest}, 'watching', now() from member where id <> ${many.viewer.id} on conflict do nothing;
  insert into follow select ${many.viewer.id}, 'topic', id, ${level}, now() from topic on conflict do nothing;
  insert into follow select ${many.viewer.id}, 'member', id, 'muted', now() from member where id % 4 = 0 and id <> ${many.viewer.id} on conflict do nothing;
  insert into thread_follow (member_id, thread_id, level, cause, at) select ${many.viewer.id}, id, ${level}, 'chosen', now() from thread where id % 3 = 0 on conflict do nothing;
  analyze follow; analyze thread_follow`)
const anybody = ctxOf(guest)
const { id } = await db.selectFrom('thread').select('id').where('acceptedPostId', 'is not', null).orderBy('id').offset(2_000).limit(1).executeTakeFirstOrThrow()
const long = await db.selectFrom('thread').select('id').orderBy('answerCount', 'desc').limit(1).executeTakeFirstOrThrow()
const page = await readThreadPage(member, await threadShown(member, id), {})
const list = { list: 'latest' } as const
const watched = { see: 'everyone' as const, ...(await db.selectFrom('thread').select(['id', 'authorId', 'spaceId']).where('spaceId', '=', sql<number>`${sql.raw(busiest)}`).orderBy('id').limit(1).executeTakeFirstOrThrow()) }

const paths: [string, () => Promise<unknown>][] = [
  ['Thread page: drawn', async () => readThreadPage(anybody, await threadShown(anybody, id), {})],
  ['Thread page: what is a member’s own', () => ownInThread(member, page)],
  ['Thread of 500 replies: drawn', async () => readThreadPage(anybody, await threadShown(anybody, long.id), {})],
  ['Navigation: what is new for a member', () => Promise.all([unreadCount(member), unreadBySpace(member)])],
  ['Latest questions', () => readList(member, { query: list, kind: 'question', onlyRows: true })],
  ['Unanswered questions', () => readList(anybody, { query: { list: 'unanswered' }, kind: 'question', onlyRows: true })],
  ['Home of guests (kept for ten seconds)', () => visitorHome(anybody)],
  ['Home of a member', () => memberHome(member)],
  ['Latest of somebody who follows and mutes much', () => readList(many, { query: list, onlyRows: true })],
  ['Unanswered of somebody who follows and mutes much', () => readList(many, { query: { list: 'unanswered' }, kind: 'question', onlyRows: true })],
  ['What they follow', () => threadList(many, { list: 'followed' })],
  ['What somebody follows who watches one space', () => threadList(some, { list: 'followed' })],
  ['What they have set', () => Promise.all([followedPlaces(many), followedThreads(many, undefined)])],
  ['Who hears of a post in a space that all watch', () => hearersOf(anybody, { thread: watched, by: watched.authorId, meant: [] })],
]

// A few hundred spaces, topics or settings may be read whole.
const { rows: tables } = await pool.query(`select relname as name from pg_class where relkind = 'r' and reltuples > 1000`)
const large = new RegExp(`Seq Scan on (${tables.map((table: { name: string }) => table.name).join('|')})\\b`, 'g')
const parts: string[] = []
const scans: string[] = []
for (const [name, work] of paths) {
  asked.length = 0
  await work()
  parts.push(`## ${name}`)
  for (const each of new Map([...asked].map((one) => [one.sql, one])).values()) parts.push(await planOf(name, each))
}

async function planOf(name: string, { sql: text, parameters }: Asked): Promise<string> {
  const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${text}`, [...parameters])
  const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
  for (const [, table] of plan.matchAll(large)) scans.push(`${table} (${name})`)
  return `\`\`\`sql\n${text.replace(/\s+/g, ' ').trim()}\n\`\`\`\n\`\`\`\n${plan}\n\`\`\``
}

const found = scans.length === 0 ? 'None reads a large table from end to end.' : `Read from end to end: ${[...new Set(scans)].join('; ')}.`
const head = `# Plans of the hot paths\n${new Date().toISOString().slice(0, 10)}. Written by \`npm run bench:plans\` on PostgreSQL at the size of the bench (${Number(values.threads).toLocaleString('en')} threads): each statement that the product asked, with its plan. ${found}`
writeFileSync(path.join('docs', 'benchmarks', 'plans.md'), `${[head, ...parts].join('\n\n')}\n`)
console.log(found)
await db.destroy()
await site.close()
