/**
 * Mails of what is due. A member is seen to in one transaction: what is due is taken, the mail about it stands in the
 * out-tray, and each notice says which mail told of it. So nothing is told twice, and nothing that was taken is lost.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, type Role, transaction } from '#platform/ctx.ts'
import { job } from '#platform/jobs.ts'
import { sendMail } from '#platform/mail.ts'
import { isStopped } from '#platform/mail-address.ts'
import { idList } from '#platform/many.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { groupsOf, type Person, person } from '#modules/members/index.ts'
import { inLanguage } from '../../texts/index.ts'
import type { Reason } from './notify.ts'
import { lettersOf } from './letters.tsx'
import { messageLetters, messageNews } from './message-letters.tsx'
import { preferences } from './preferences.ts'
import { inSight } from './queries.ts'
import type { MailKind } from './shapes.ts'

/** A notice as a mail shows it. */
export interface NewsItem {
  id: number
  kind: string
  mailKind: MailKind
  title: string
  path: string
  threadId: number
  postId: number
  html: string
  excerpt: string
  author: Person
}

const atOnce = 200
// A job has five minutes; what is left is for the next.
const workFor = 200_000

/** Mails all that is due. A member whose mail cannot be made does not hold up the others, and is tried again. */
export const mailNews = job('notifications.mail', z.object({}), async (ctx) => {
  const until = Date.now() + workFor
  const failed = new Map<number, unknown>()
  for (let members = await whoIsDue(ctx, []); members.length > 0 && Date.now() < until; members = await whoIsDue(ctx, [...failed.keys()])) {
    for (const id of members) await transaction(ctx, (tx) => mailMember(tx, id)).catch((error: unknown) => failed.set(id, error))
  }
  if (failed.size > 0) throw new Error(`No mail could be made for ${failed.size} members, the first of them ${[...failed.keys()][0]}.`, { cause: [...failed.values()][0] })
}, '* * * * *')

async function whoIsDue({ db }: Ctx, without: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select member_id::float8 as id from notification where mail_at <= now() and member_id <> all(${idList(without)})
    group by member_id order by min(mail_at), member_id limit ${atOnce}`.execute(db)
  return rows.map((row) => row.id)
}

/** What is not due yet goes along. */
async function mailMember(tx: Ctx, memberId: number): Promise<void> {
  const ids = await take(tx, memberId)
  if (ids.length === 0) return
  const to = await readerOf(tx, memberId)
  if (!to) return
  const reader = { ...tx, viewer: to.viewer }
  const [items, messages] = [await newsOf(reader, ids), await messageNews(reader, ids)]
  const community = await settings(tx)
  const about = { to: to.viewer.id, settings: community }
  const letters = inLanguage(languageForReader(community, to.viewer.language), () => [...lettersOf(tx, { ...about, items }), ...messageLetters(tx, { ...about, items: messages })])
  for (const { letter, items: told } of letters) {
    const mailId = await sendMail(tx, { ...letter, to: to.email })
    await tx.db.updateTable('notification').set({ mailId }).where('id', 'in', told.map(({ id }) => id)).execute()
  }
}

/** Of what waits to be mailed or pushed to the viewer, what is about this: they have just muted it. */
export async function dropMails(tx: Ctx, what: { threadId: number } | Reason): Promise<void> {
  const about = 'threadId' in what ? sql`thread_id = ${what.threadId}` : what.kind === 'member' ? sql`actor_id = ${what.id}` : sql`reason_kind = ${what.kind} and reason_id = ${what.id}`
  await sql`update notification set mail_at = null, push_at = null where member_id = ${tx.viewer.id} and (mail_at is not null or push_at is not null) and ${about}`.execute(tx.db)
}

async function take({ db }: Ctx, memberId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update notification set mail_at = null
    where id in (select id from notification where member_id = ${memberId} and mail_at is not null order by id for update skip locked)
    returning id::float8 as id`.execute(db)
  return rows.map((row) => row.id)
}

/** Who can have mail now, as a viewer; null for who cannot. */
export async function readerOf(tx: Ctx, memberId: number) {
  const row = await tx.db.selectFrom('member').select(['id', 'email', 'name', 'handle', 'role', 'picture', 'language', groupsOf('member.id').as('groups')]).where('id', '=', memberId)
    .where('email', 'is not', null).where('authId', 'is not', null).where('removedAt', 'is', null).where('suspendedAt', 'is', null).where((eb) => eb.not(isStopped('member.email'))).executeTakeFirst()
  return row ? { email: row.email!, viewer: { id: row.id, name: row.name, handle: row.handle, role: row.role as Role, picture: row.picture, language: row.language, groups: row.groups } } : null
}

/** What is still unread, in their sight, and wished for. */
async function newsOf(ctx: Ctx, ids: readonly number[]): Promise<NewsItem[]> {
  const wished = await preferences(ctx)
  const { rows } = await sql<NewsItem>`
    select n.id::float8 as id, n.kind, n.mail_kind, n.title, n.path, n.thread_id::float8 as thread_id, post.id::float8 as post_id,
      post.html, post.excerpt, ${person('post.author_id')} as author
    from notification n join post on post.id = n.post_id and post.removed_at is null
    where n.id = any(${idList(ids)}) and n.read_at is null and n.mail_kind is not null and ${inSight(ctx)} order by n.id`.execute(ctx.db)
  return rows.filter((row) => wished[row.mailKind] === 'once')
}
