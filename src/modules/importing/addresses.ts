/**
 * Old addresses. Every one is kept twice: below `/old/SITE/…`, where a whole former site can be pointed at without ever
 * meeting one of our own addresses, and bare, where no page of ours answers. See README.md.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { putMany, textList } from '#platform/many.ts'
import { pathOf, postPath, threadsInSight, topicsInSight } from '#modules/conversations/index.ts'
import { membersInSight } from '#modules/members/index.ts'
import { spacesInSight } from '#modules/spaces/index.ts'

type Target = 'member' | 'space' | 'topic' | 'thread' | 'post'

interface Path {
  path: string
  targetKind: Target
  targetId: number
}

// The first segments that our own doors answer: a bare old address must not begin with one of them.
const ours = new Set([
  'questions',
  'discussions',
  'members',
  'spaces',
  'topics',
  'search',
  'ask',
  'admin',
  'api',
  'settings',
  'assets',
  'inbox',
])

const isOurs = (path: string) => ours.has(path.split('/')[1] ?? '')

/** The forms in which an old path is kept. */
export function formsOf(site: string, path: string): string[] {
  const below = `/old/${site}${path}`
  return isOurs(path) ? [below] : [below, path]
}

/** Keeps addresses; one that leads somewhere already goes on leading there. */
export const putPaths = (tx: Ctx, rows: readonly Path[]) => putMany(tx, 'redirect', rows, { skip: true })

/**
 * What an old address is looked up by: as asked for, then with what sites let follow the number left out.
 * `/questions/7/some-title/9#9` is answer 9, `/t/some-title/30/4` is post 4 of topic 30.
 */
function candidates(asked: string): string[] {
  const path = decode(asked.split(/[?#]/)[0]!).replace(/(.)\/+$/, '$1')
  const [, site = '', rest = path] = /^(\/old\/[^/]+)(\/.*)$/.exec(path) ?? []
  if (!site && isOurs(rest)) return []
  const forms = [rest, ...shorter(rest)].map((form) => site + form)
  return [...new Set(forms.flatMap((form) => [form, form.toLowerCase()]))]
}

function shorter(path: string): string[] {
  const stackExchange = /^\/(?:questions|q)\/(\d+)(?:\/[^/]*(?:\/(\d+))?)?$/.exec(path)
  if (stackExchange)
    return [...(stackExchange[2] ? [`/a/${stackExchange[2]}`] : []), `/questions/${stackExchange[1]}`, `/q/${stackExchange[1]}`]
  const numbered = /^\/(a|users)\/(\d+)(?:\/.*)?$/.exec(path)
  if (numbered) return [`/${numbered[1]}/${numbered[2]}`]
  const topic = /^\/t\/(?:[^/]*\/)?(\d+)(?:\/(\d+))?$/.exec(path)
  if (topic) return [...(topic[2] ? [`/t/${topic[1]}/${topic[2]}`] : []), `/t/${topic[1]}`]
  const person = /^\/(?:u|users)\/([^/]+)(?:\/.*)?$/.exec(path)
  if (person) return [`/u/${person[1]}`]
  const category = /^\/c\/(?:.*\/)?(\d+)(?:\/.*)?$/.exec(path)
  return category ? [`/c/${category[1]}`] : []
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/**
 * Lets the links of a text that lead into its own former site lead to `/old/SITE/…` here, so that they go on working when
 * that site is gone. Only what has an address of ours later; addresses that stand in the text as words stay words.
 */
export function moveLinks(markdown: string, { key, baseUrl }: { key: string; baseUrl?: string }): string {
  if (!baseUrl) return markdown
  const host = new URL(baseUrl).host.replaceAll('.', '\\.')
  const inside = new RegExp(`\\]\\(https?://${host}(/(?:questions|q|a|users|t|u|c|tag|tags)/[^\\s)]+)`, 'g')
  return markdown.replace(inside, (_, path: string) => `](/old/${key}${path}`)
}

type Sight = Pick<Ctx, 'db' | 'viewer'>

/**
 * Where an address of a former site leads now; null when nothing is known of it. What the viewer may not see is as if it
 * had never come: an address of ours has the title in it.
 */
export async function addressNow(ctx: Sight, asked: string): Promise<string | null> {
  const wanted = candidates(asked)
  const { rows } = await sql<{ path: string; kind: Target; id: number }>`
    select path, target_kind as kind, target_id as id from redirect where path = any(${textList(wanted)})`.execute(ctx.db)
  const best = rows.toSorted((one, other) => wanted.indexOf(one.path) - wanted.indexOf(other.path))[0]
  return (best && (await pathTo[best.kind](ctx, Number(best.id)))) ?? backThere(ctx, asked)
}

/** What did not come may still be where it was; only the sites that were imported are named, so nobody is led elsewhere. */
async function backThere({ db }: Pick<Ctx, 'db'>, asked: string): Promise<string | null> {
  const [, site = '', rest = ''] = /^\/old\/([\w-]+(?:\.[\w-]+)+)(\/.*)$/.exec(asked) ?? []
  if (!site) return null
  const known = await db.selectFrom('importSource').select('id').where('key', '=', site).executeTakeFirst()
  return known ? `https://${site}${rest}` : null
}

const pathTo: Record<Target, (ctx: Sight, id: number) => Promise<string | null>> = {
  thread: async (ctx, id) => {
    const thread = await threadsInSight(ctx).select(named).where('thread.id', '=', id).executeTakeFirst()
    return thread ? pathOf(thread) : null
  },
  post: async (ctx, id) => {
    const thread = await threadsInSight(ctx)
      .innerJoin('post', 'post.threadId', 'thread.id')
      .select([...named, 'post.kind as of'])
      .where('post.id', '=', id)
      .executeTakeFirst()
    if (!thread) return null
    return thread.of === 'opening' ? pathOf(thread) : postPath(thread, id)
  },
  member: async (ctx, id) =>
    below('members', await membersInSight(ctx).select('member.handle as name').where('member.id', '=', id).executeTakeFirst()),
  space: async (ctx, id) =>
    below('spaces', await ctx.db.selectFrom('space').select('slug as name').where('id', '=', id).where('id', 'in', spacesInSight(ctx)).executeTakeFirst()),
  topic: async (ctx, id) =>
    below('topics', await topicsInSight(ctx).select('topic.slug as name').where('topic.id', '=', id).executeTakeFirst()),
}

const named = ['thread.id', 'thread.kind', 'thread.slug'] as const
const below = (folder: string, found: { name: string } | undefined) => (found ? `/${folder}/${encodeURIComponent(found.name)}` : null)
