/** From a mail to a post, or to the reason why not. */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { noteBounce, bounceTag, tagOf } from '#platform/mail-address.ts'
import { Problem } from '#platform/problems.ts'
import { NewPost, postAnswer, postComment, threadsInSight } from '#modules/conversations/index.ts'
import { type AnswersTo, readerOf, readReplyAddress } from '#modules/notifications/index.ts'
import { type Attached, filesIn, keepAttached, nothingAttached } from './attached.ts'
import { mailBounced, mailPosted, mailRefused } from './facts.ts'
import { bounceIn, isAutomatic, isCalledForged, isLoop, parse, type ParsedMail, senderOf, wordsOf } from './letter.ts'
import { sendLeft, sendRefusal } from './refusal.tsx'
import type { Reason } from './shapes.ts'

interface Row {
  id: number
  envelopeFrom: string
  envelopeTo: string
  raw: Buffer
}

/**
 * What a mail brings along is looked at and kept before anything is held: drawing a picture takes a moment. Where the
 * mail is refused afterwards, or was read by another meanwhile, nothing shows these files and they are collected.
 */
export async function takeAttached(ctx: Ctx, id: number): Promise<Attached> {
  const row = await ctx.db.selectFrom('mailIn').select(['envelopeFrom', 'envelopeTo', 'raw']).where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst()
  const about = row?.raw ? readReplyAddress(ctx, row.envelopeTo) : null
  if (!row?.raw || about === null || about === 'expired' || row.envelopeFrom === '') return nothingAttached
  const mail = await parse(Buffer.from(row.raw)).catch(() => null)
  if (!mail || filesIn(mail).length === 0 || isAutomatic(mail) || isLoop(mail, ownAddresses(ctx))) return nothingAttached
  const member = await readerOf(ctx, about.memberId)
  if (!member || !isFrom(ctx, mail, member.email)) return nothingAttached
  return keepAttached({ ...ctx, viewer: member.viewer }, mail)
}

/** Whoever holds the row reads it; another who comes meanwhile passes by. */
export async function readMail(tx: Ctx, id: number, attached: Attached = nothingAttached): Promise<void> {
  const { rows: [row] } = await sql<Row>`select id::float8 as id, envelope_from, envelope_to, raw from mail_in where id = ${id} and state = 'waiting' for update skip locked`.execute(tx.db)
  if (!row) return
  const raw = Buffer.from(row.raw)
  const mail = await parse(raw).catch(() => null)
  if (!mail) return refuse(tx, row, 'broken')
  const bounced = tagOf(tx.config, row.envelopeTo)?.startsWith('b') ? await sentAs(tx, row.envelopeTo) : null
  if (bounced) return takeBack(tx, row, bounced, { mail, raw })
  const about = readReplyAddress(tx, row.envelopeTo)
  if (about === null) return refuse(tx, row, 'unknown')
  // Nobody answers a machine, not even with a reason.
  if (row.envelopeFrom === '' || isAutomatic(mail)) return refuse(tx, row, 'automatic')
  if (isLoop(mail, ownAddresses(tx))) return refuse(tx, row, 'loop')
  if (about === 'expired') return refuse(tx, row, 'expired')
  await answer(tx, row, about, mail, attached)
}

const ownAddresses = ({ config }: Ctx) => [config.mailIn?.address, config.mailFrom].filter((address): address is string => address !== undefined)

const isFrom = ({ config }: Ctx, mail: ParsedMail, email: string) => senderOf(mail) === email.toLowerCase() && !isCalledForged(mail, config.mailIn?.trusts)

async function answer(tx: Ctx, row: Row, about: AnswersTo, mail: ParsedMail, { lines, left }: Attached): Promise<void> {
  const member = await readerOf(tx, about.memberId)
  if (!member) return refuse(tx, row, 'suspended')
  if (!isFrom(tx, mail, member.email)) return refuse(tx, row, 'forged', { memberId: about.memberId })
  const own = await wordsOf(mail).catch(() => null)
  const words = [own, ...lines].filter(Boolean).join('\n\n')
  const asMember = { ...tx, viewer: member.viewer }
  try {
    if (own === null) throw new Problem(422, 'Broken', 'mailbox:reason.broken')
    if (words === '') throw new Problem(422, 'Empty', 'mailbox:reason.empty')
    if (!NewPost.safeParse({ body: words }).success) throw new Problem(422, 'Long', 'mailbox:reason.long')
    const post = await write(asMember, about.postId, words)
    await done(tx, row.id, { state: 'posted', memberId: about.memberId, postId: post.id })
    await record(asMember, mailPosted, { subjectId: row.id, data: { postId: post.id } })
    if (left.length > 0) await sendLeft(asMember, { to: member.email, mail, left })
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status >= 500) throw problem
    await refuse(tx, row, reasonOf(problem), { memberId: about.memberId })
    await sendRefusal(asMember, { to: member.email, mail, words, reason: reasonOf(problem) })
  }
}

/** Words about an opening are an answer or a reply of their own; about anything else they stand under it. */
async function write(ctx: Ctx, postId: number, body: string) {
  const post = await threadsInSight(ctx).innerJoin('post', 'post.threadId', 'thread.id').select(['post.id', 'post.kind', 'post.parentId', 'post.threadId', 'thread.kind as threadKind'])
    .where('post.id', '=', postId).executeTakeFirst()
  if (!post) throw new Problem(404, 'NotFound', 'mailbox:reason.gone')
  if (post.kind === 'opening') return postAnswer(ctx, post.threadId, { body })
  return postComment(ctx, post.parentId !== null && post.kind === 'comment' ? post.parentId : post.id, { body })
}

function reasonOf({ status, message: key }: Problem): Reason {
  if (status === 404 || key === 'conversations:problem.parentRemoved') return 'gone'
  if (status === 429) return 'tooMany'
  if (key === 'conversations:problem.closed') return 'closed'
  if (key === 'mailbox:reason.empty') return 'empty'
  if (key === 'mailbox:reason.broken') return 'broken'
  return status === 403 ? 'noRight' : 'long'
}

/** What could not be read for a day never will: it does not fail for ever. @returns false while there is hope */
export async function giveUp(ctx: Ctx, id: number): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const old = await tx.db.selectFrom('mailIn').select('id').where('id', '=', id).where('state', '=', 'waiting').where('receivedAt', '<', new Date(tx.now.getTime() - 86_400_000)).forUpdate().executeTakeFirst()
    if (old) await refuse(tx, old, 'broken')
    return old !== undefined
  })
}

async function refuse(tx: Ctx, row: Pick<Row, 'id'>, reason: Reason, about: { memberId?: number } = {}): Promise<void> {
  await done(tx, row.id, { state: 'refused', reason, ...about })
  await record(tx, mailRefused, { subjectId: row.id, data: { reason } })
}

const done = (tx: Ctx, id: number, outcome: { state: string; reason?: Reason; memberId?: number; postId?: number }) =>
  tx.db.updateTable('mailIn').set({ ...outcome, doneAt: tx.now }).where('id', '=', id).execute()

interface Sent {
  id: number
  recipient: string
}

/** The mail of ours that this address names, when the letters of its Message-ID are right. */
async function sentAs(tx: Ctx, address: string): Promise<Sent | null> {
  const id = Number(/^b(\d{1,15})\./.exec(tagOf(tx.config, address) ?? '')?.[1] ?? 0)
  const mail = await tx.db.selectFrom('mail').select(['id', 'recipient', 'messageId']).where('id', '=', id).executeTakeFirst()
  return mail && tagOf(tx.config, address) === bounceTag(mail) ? mail : null
}

async function takeBack(tx: Ctx, row: Row, sent: Sent, { mail, raw }: { mail: ParsedMail; raw: Buffer }): Promise<void> {
  const { isFinal, error } = bounceIn(mail, raw)
  if (isFinal) {
    await noteBounce(tx, sent.recipient, error)
    await tx.db.updateTable('mail').set({ failedAt: tx.now, error: error.slice(0, 500) }).where('id', '=', sent.id).execute()
  }
  await done(tx, row.id, { state: isFinal ? 'bounced' : 'ignored' })
  await record(tx, mailBounced, { subjectId: row.id, data: { mailId: sent.id, isFinal } })
}
