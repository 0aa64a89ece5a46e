/** How the community is, in a few figures; and what its owner should do so that it runs well. */
import { sql } from 'kysely'
import { settings } from '#modules/community/index.ts'
import { fileTotals, sizeInWords } from '#modules/files/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { isMailless } from '#platform/mail.ts'
import { demand } from '#platform/problems.ts'
import { closedGroups } from '#modules/spaces/index.ts'
import { may } from './permissions.ts'

export interface Overview {
  members: number
  newMembers: number
  questions: number
  unanswered: number
  posts: number
  /** Mails that wait to be sent, and of these the ones that were refused. */
  mailsWaiting: number
  mailsFailed: number
  /** Pictures and attachments, and how much room they take. */
  files: { count: number; room: string }
  advice: Advice[]
}

/** Keys of the catalogue under `admin:advice`. */
export type Advice = 'mail' | 'https' | 'sample' | 'spaces'

export async function overview(ctx: Ctx): Promise<Overview> {
  demand(may.enter(ctx.viewer))
  const week = new Date(ctx.now.getTime() - 7 * 86_400_000)
  // What is written in closed groups is counted for nobody outside of them.
  const open = sql`thread.space_id <> all(${closedGroups(ctx)})`
  const { rows } = await sql<Omit<Overview, 'advice' | 'files'> & { spaces: number }>`select
    (select count(*) from member where removed_at is null)::int as "members",
    (select count(*) from member where removed_at is null and imported_at is null and joined_at > ${week})::int as "newMembers",
    (select count(*) from thread where removed_at is null and kind = 'question' and ${open})::int as "questions",
    (select count(*) from thread where removed_at is null and kind = 'question' and answer_count = 0 and ${open})::int as "unanswered",
    (select count(*) from post join thread on thread.id = post.thread_id where post.removed_at is null and post.created_at > ${week} and ${open})::int as "posts",
    (select count(*) from mail where sent_at is null)::int as "mailsWaiting",
    (select count(*) from mail where sent_at is null and error is not null)::int as "mailsFailed",
    (select count(*) from space where archived_at is null and ask <> 'group')::int as "spaces"`.execute(ctx.db)
  const { spaces, ...figures } = rows[0]!
  const { count, bytes } = await fileTotals(ctx)
  return { ...figures, files: { count, room: sizeInWords(bytes) }, advice: await adviceFor(ctx, spaces) }
}

async function adviceFor({ config, ...ctx }: Ctx, spaces: number): Promise<Advice[]> {
  const { sampleLoadedAt } = await settings(ctx)
  const { protocol, hostname } = new URL(config.baseUrl)
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1'
  return [
    ...(isMailless(config) ? ['mail' as const] : []),
    ...(protocol === 'https:' || isHere ? [] : ['https' as const]),
    ...(sampleLoadedAt && !config.demo ? ['sample' as const] : []),
    ...(spaces === 0 ? ['spaces' as const] : []),
  ]
}
