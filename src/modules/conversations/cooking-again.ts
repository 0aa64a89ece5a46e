/**
 * Posts that an older renderer has drawn are drawn anew, and so are those that were shown as plain text because drawing
 * took too long at a busy moment. What is plain after a second try stays so until there is a newer renderer.
 */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { cook, type Cooked, handlesIn, IMPORT_LENGTH, VERSION } from '#platform/text/index.ts'
import { proseLabels } from '../../texts/prose.ts'
import { columnsOf, triedAgain } from './cooking.ts'
import { indexThreads } from './documents.ts'

const atOnce = 100
// Nobody waits for it: a text that is worth a second try is worth a second of time.
const patience = 2_000

interface Stale {
  id: number
  threadId: number
  body: string
  html: string
  version: number
  mentioned: string[]
}

/** @returns how many posts were drawn; run again until there are none */
export async function cookAgain(ctx: Ctx): Promise<number> {
  const posts = await stalePosts(ctx)
  // One after another: those who write now come first.
  for (const post of posts) await replace(ctx, post, await drawn(ctx, post))
  const threads = [...new Set(posts.map((post) => post.threadId))]
  await transaction(ctx, (tx) => indexThreads(tx, threads))
  return posts.length
}

async function stalePosts(ctx: Ctx): Promise<Stale[]> {
  const { rows } = await sql<Stale>`
    select post.id, post.thread_id, post.body, post.html, post.version,
      (select coalesce(json_agg(member.handle), '[]') from mention join member on member.id = mention.member_id
        where mention.post_id = post.id) as mentioned
    from post where html_version < ${VERSION} and html_version <> ${triedAgain} order by html_version desc, post.id limit ${atOnce}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, id: Number(row.id), threadId: Number(row.threadId) }))
}

const drawn = (ctx: Ctx, { body, html, mentioned }: Stale): Promise<Cooked> =>
  cook(body, {
    baseUrl: ctx.config.baseUrl,
    // Whom it led to before: an import knows better than a list of members whom its authors meant.
    mentions: [...mentioned, ...linkedIn(html, body)],
    labels: proseLabels(),
    length: IMPORT_LENGTH,
    time: patience,
  })

const linkedIn = (html: string, body: string) => handlesIn(body).filter((handle) => html.includes(`href="/members/${handle}"`))

// Somebody may have edited it meanwhile; then theirs is the newer one.
async function replace(ctx: Ctx, { id, version }: Stale, text: Cooked) {
  await ctx.db
    .updateTable('post')
    .set({ ...columnsOf(text), ...(text.degraded && { htmlVersion: triedAgain }) })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('htmlVersion', '<', VERSION)
    .execute()
}
