/** What search engines may read: only what a guest sees. A file holds a stretch of ids, so each is one short look-up. */
import { sql } from 'kysely'
import { type Ctx, guest } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import { pathOf } from '#modules/conversations/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'

export const aFile = 5_000
const kinds = { questions: 'question', discussions: 'discussion' } as const
type Name = keyof typeof kinds

const asGuest = (ctx: Ctx): Ctx => ({ ...ctx, viewer: guest })
const visible = (ctx: Ctx) =>
  sql`thread.removed_at is null and thread.merged_into_id is null
    and thread.space_id in (${spacesInSight(asGuest(ctx))})`

/** The list of all files, with the day of the newest change in each. */
export async function sitemapIndex(ctx: Ctx): Promise<string> {
  const { rows } = await sql<{ kind: string; number: number; at: Date }>`
    select kind, ((id - 1) / ${aFile}::bigint + 1)::int as number, max(active_at) as at
    from thread where ${visible(ctx)} group by 1, 2 order by 1 desc, 2`.execute(ctx.db)
  const files = rows.map(({ kind, number, at }) => ({ path: `/sitemaps/${kind}s-${number}.xml`, at }))
  return written('sitemapindex', 'sitemap', ctx.config.baseUrl, [{ path: '/sitemaps/pages.xml' }, ...files])
}

/** @param file such as `questions-1.xml` @throws NotFound for a file that the index does not list */
export async function sitemapFile(ctx: Ctx, file: string): Promise<string> {
  if (file === 'pages.xml') return written('urlset', 'url', ctx.config.baseUrl, await pages(ctx))
  const [, name, digits] = found(/^(questions|discussions)-([1-9]\d{0,9})\.xml$/.exec(file))
  const entries = await threads(ctx, name as Name, Number(digits))
  return written('urlset', 'url', ctx.config.baseUrl, found(entries.length > 0 ? entries : null))
}

async function threads(ctx: Ctx, name: Name, number: number): Promise<Entry[]> {
  const last = number * aFile
  const { rows } = await sql<{ id: number; kind: string; slug: string; at: Date }>`
    select id::float8 as id, kind, slug, active_at as at from thread
    where id > ${last - aFile}::bigint and id <= ${last}::bigint and kind = ${kinds[name]} and ${visible(ctx)}
    order by id`.execute(ctx.db)
  return rows.map((row) => ({ path: pathOf(row), at: row.at }))
}

async function pages(ctx: Ctx): Promise<Entry[]> {
  const spaces = await ctx.db
    .selectFrom('space')
    .select('slug')
    .where('id', 'in', spacesInSight(asGuest(ctx)))
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .execute()
  const { rows: topics } = await sql<{ slug: string }>`
    select slug from topic where exists (
      select 1 from thread_topic join thread on thread.id = thread_id where topic_id = topic.id and ${visible(ctx)})
    order by id limit 10000`.execute(ctx.db)
  const own = ['/', '/about', '/questions', '/discussions', '/topics'].map((path) => ({ path }))
  return [
    ...own,
    ...spaces.map(({ slug }) => ({ path: `/spaces/${slug}` })),
    ...topics.map(({ slug }) => ({ path: `/topics/${slug}` })),
  ]
}

interface Entry {
  path: string
  at?: Date
}

function written(root: string, each: string, baseUrl: string, entries: Entry[]): string {
  const lines = entries.map(({ path, at }) => {
    const changed = at ? `<lastmod>${new Date(at).toISOString()}</lastmod>` : ''
    return `<${each}><loc>${escaped(new URL(path, baseUrl).href)}</loc>${changed}</${each}>`
  })
  const open = `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
  return ['<?xml version="1.0" encoding="UTF-8"?>', open, ...lines, `</${root}>`, ''].join('\n')
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
