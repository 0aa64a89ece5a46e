/** How the community is, in a few figures; and what its owner should do so that it runs well. */
import { sql } from 'kysely'
import { settings } from '#modules/community/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { isMailless } from '#platform/mail.ts'
import { demand } from '#platform/problems.ts'
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
  advice: Advice[]
}

/** Keys of the catalogue under `admin:advice`. */
export type Advice = 'mail' | 'https' | 'sample' | 'spaces'

export async function overview(ctx: Ctx): Promise<Overview> {
  demand(may.enter(ctx.viewer))
  const week = new Date(ctx.now.getTime() - 7 * 86_400_000)
  const { rows } = await sql<Omit<Overview, 'advice'> & { spaces: number }>`select
    (select count(*) from member where removed_at is null)::int as "members",
    (select count(*) from member where removed_at is null and imported_at is null and joined_at > ${week})::int as "newMembers",
    (select count(*) from thread where removed_at is null and kind = 'question')::int as "questions",
    (select count(*) from thread where removed_at is null and kind = 'question' and answer_count = 0)::int as "unanswered",
    (select count(*) from post where removed_at is null and created_at > ${week})::int as "posts",
    (select count(*) from mail where sent_at is null)::int as "mailsWaiting",
    (select count(*) from mail where sent_at is null and error is not null)::int as "mailsFailed",
    (select count(*) from space where archived_at is null)::int as "spaces"`.execute(ctx.db)
  const { spaces, ...figures } = rows[0]!
  return { ...figures, advice: await adviceFor(ctx, spaces) }
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
