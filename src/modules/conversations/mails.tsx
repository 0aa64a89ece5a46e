/** The mail that says: somebody has written. */
import { type Ctx, type Level, rolesAt } from '#platform/ctx.ts'
import { sendMail } from '#platform/mail.ts'
import type { Settings } from '#modules/community/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { type MailKind, type NoticeKind, type Told, unsubscribeAddress, unsubscribeHeaders, wishesMail } from '#modules/notifications/index.ts'
import { AnswerMail } from './pages/answer-mail.tsx'
import { renderMail } from '#ui/mail.tsx'
import { t } from '../../texts/index.ts'
import { pathOf } from './sight.ts'

interface About {
  postId: number
  /** Why it comes, which is what can be stopped */
  kind: MailKind
  settings: Settings
}

/** Mails those who were told, who want it and who may still see the thread. */
export async function mailAboutPost(tx: Ctx, told: readonly Told[], { postId, settings, kind }: About): Promise<void> {
  if (told.length === 0) return
  const post = await tx.db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.threadId')
    .innerJoin('space', 'space.id', 'thread.spaceId')
    .select([
      'post.id',
      'post.html',
      'post.excerpt',
      'post.kind',
      'thread.id as threadId',
      'thread.kind as threadKind',
      'thread.slug',
      'thread.title',
      'thread.authorId',
      'space.see',
    ])
    .select(person('post.author_id').as('author'))
    .where('post.id', '=', postId)
    .executeTakeFirstOrThrow()
  const url = `${tx.config.baseUrl}${pathOf({ id: post.threadId, kind: post.threadKind, slug: post.slug })}?post=${post.id}#post-${post.id}`
  const toldAs = new Map(told.map((each) => [each.memberId, each.kind]))
  for (const to of await recipients(tx, [...toldAs.keys()], { kind, see: post.see as Level })) {
    const stop = unsubscribeAddress(tx, { memberId: to.id, kind })
    const look = lookOf(toldAs.get(to.id)!)
    const subject = t(`conversations:mail.subject.${look}`, { name: post.author.name, title: post.title })
    const mail = (
      <AnswerMail
        url={url}
        title={post.title}
        author={post.author}
        html={post.html}
        excerpt={post.excerpt}
        look={look}
        settings={settings}
        baseUrl={tx.config.baseUrl}
        stop={stop}
      />
    )
    await sendMail(tx, {
      kind: 'answer',
      to: to.email,
      subject,
      html: renderMail(mail),
      text: `${textOf(post.author, post.title, post.excerpt, url)}\n${t('conversations:mail.stop')}: ${stop}\n`,
      headers: unsubscribeHeaders(stop),
    })
  }
}

/** How a mail about a post greets who was told of it. */
export type Look = 'own' | 'comment' | 'mention' | 'thread' | 'other'

const looks: Partial<Record<NoticeKind, Look>> = { answer: 'own', ownComment: 'comment', mention: 'mention', question: 'thread', discussion: 'thread' }
const lookOf = (kind: NoticeKind): Look => looks[kind] ?? 'other'

async function recipients(
  tx: Ctx,
  ids: readonly number[],
  { kind, see }: { kind: MailKind; see: Level },
): Promise<{ id: number; email: string }[]> {
  const rows = await tx.db
    .selectFrom('member')
    .select(['member.id', 'member.email'])
    .where('member.id', 'in', [...ids])
    .where('member.email', 'is not', null)
    .where('member.authId', 'is not', null)
    .where('member.removedAt', 'is', null)
    .where('member.suspendedAt', 'is', null)
    .where(wishesMail(kind))
    .where('member.role', 'in', rolesAt(see))
    .execute()
  return rows as { id: number; email: string }[]
}

const textOf = (author: Person, title: string, excerpt: string, url: string) =>
  `${t('conversations:mail.text', { name: author.name, title })}\n\n${excerpt}\n\n${url}\n`
