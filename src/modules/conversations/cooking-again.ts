/**
 * Posts that an older renderer has drawn are drawn anew, and so are those that were shown as plain text because drawing
 * took too long at a busy moment. What is plain after a second try stays so until there is a newer renderer.
 */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { tellChanged } from '#platform/facts.ts'
import { idList } from '#platform/many.ts'
import { cook, type Cooked, handlesIn, IMPORT_LENGTH, VERSION } from '#platform/text/index.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { filesOfUse } from '#modules/files/index.ts'
import { previewsOfUse } from '#modules/previews/index.ts'
import { inLanguage } from '../../texts/index.ts'
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
  groups: string[]
}

/** @returns how many posts were drawn, of these if they are named; run again until there are none */
export async function cookAgain(ctx: Ctx, ids?: readonly number[]): Promise<number> {
  const posts = await stalePosts(ctx, ids)
  // One after another: those who write now come first.
  for (const post of posts) await replace(ctx, post, await drawn(ctx, post))
  const threads = [...new Set(posts.map((post) => post.threadId))]
  await transaction(ctx, (tx) => indexThreads(tx, threads))
  tellChanged(ctx, threads.map((id) => `thread:${id}` as const))
  return posts.length
}

async function stalePosts(ctx: Ctx, ids?: readonly number[]): Promise<Stale[]> {
  const { rows } = await sql<Stale>`
    select post.id, post.thread_id, post.body, post.html, post.version,
      (select coalesce(json_agg(member.handle), '[]') from mention join member on member.id = mention.member_id
        where mention.post_id = post.id) as mentioned,
      (select coalesce(json_agg(space.slug), '[]') from group_mention join space on space.id = group_mention.space_id join community_group on community_group.space_id = space.id
        where group_mention.post_id = post.id and visibility <> 'hidden') as groups
    from post where html_version < ${VERSION} and html_version <> ${triedAgain} ${ids ? sql`and post.id = any(${idList(ids)})` : sql``} order by html_version desc, post.id limit ${atOnce}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, id: Number(row.id), threadId: Number(row.threadId) }))
}

const drawn = async (ctx: Ctx, { id, body, html, mentioned, groups }: Stale): Promise<Cooked> =>
  cook(body, {
    baseUrl: ctx.config.baseUrl,
    // Whom it led to before: an import knows better than a list of members whom its authors meant.
    mentions: [...mentioned, ...linkedIn(html, body)],
    groups,
    files: await filesOfUse(ctx, 'post', id),
    previews: await previewsOfUse(ctx, 'post', id),
    labels: inLanguage(languageForReader(await settings(ctx), null), proseLabels),
    length: IMPORT_LENGTH,
    time: patience,
  })

const linkedIn = (html: string, body: string) => handlesIn(body).filter((handle) => html.includes(`href="/members/${handle}"`))

// Somebody may have edited it meanwhile; then theirs is the newer one.
async function replace(ctx: Ctx, { id, version }: Stale, text: Cooked) {
  await ctx.db
    .updateTable('post')
    .set({ ...columnsOf(text), language: sql`case when language_chosen then language else ${text.language} end`, ...(text.degraded && { htmlVersion: triedAgain }) })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('htmlVersion', '<', VERSION)
    .execute()
}
