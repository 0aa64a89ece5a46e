/**
 * `npm run bench:plans`: the plans of the hot paths at the size of the bench, as the product's own code asks them, into
 * docs/benchmarks/plans.md. Says where a large table is read through from end to end.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { readConfig } from '#platform/config.ts'
import { type Ctx, guest, type Viewer } from '#platform/ctx.ts'
import type { Tables } from '#platform/tables.ts'
import { unreadBySpace } from '#modules/conversations/index.ts'
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
const anybody = ctxOf(guest)
const { id } = await db.selectFrom('thread').select('id').where('acceptedPostId', 'is not', null).orderBy('id').offset(2_000).limit(1).executeTakeFirstOrThrow()
const long = await db.selectFrom('thread').select('id').orderBy('answerCount', 'desc').limit(1).executeTakeFirstOrThrow()
const page = await readThreadPage(member, await threadShown(member, id), {})
const list = { list: 'latest' } as const

const paths: [string, () => Promise<unknown>][] = [
  ['Thread page: drawn', async () => readThreadPage(anybody, await threadShown(anybody, id), {})],
  ['Thread page: what is a member’s own', () => ownInThread(member, page)],
  ['Thread of 500 replies: drawn', async () => readThreadPage(anybody, await threadShown(anybody, long.id), {})],
  ['Navigation: what is new for a member', () => Promise.all([unreadCount(member), unreadBySpace(member)])],
  ['Latest questions', () => readList(member, { query: list, kind: 'question', onlyRows: true })],
  ['Unanswered questions', () => readList(anybody, { query: { list: 'unanswered' }, kind: 'question', onlyRows: true })],
  ['Home of guests (kept for ten seconds)', () => visitorHome(anybody)],
  ['Home of a member', () => memberHome(member)],
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

async function planOf(name: string, { sql, parameters }: Asked): Promise<string> {
  const { rows } = await pool.query(`explain (analyze, buffers, costs off) ${sql}`, [...parameters])
  const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
  for (const [, table] of plan.matchAll(large)) scans.push(`${table} (${name})`)
  return `\`\`\`sql\n${sql.replace(/\s+/g, ' ').trim()}\n\`\`\`\n\`\`\`\n${plan}\n\`\`\``
}

const found = scans.length === 0 ? 'None reads a large table from end to end.' : `Read from end to end: ${[...new Set(scans)].join('; ')}.`
const head = `# Plans of the hot paths\n${new Date().toISOString().slice(0, 10)}. Written by \`npm run bench:plans\` on PostgreSQL at the size of the bench (${Number(values.threads).toLocaleString('en')} threads): each statement that the product asked, with its plan. ${found}`
writeFileSync(path.join('docs', 'benchmarks', 'plans.md'), `${[head, ...parts].join('\n\n')}\n`)
console.log(found)
await db.destroy()
await site.close()
