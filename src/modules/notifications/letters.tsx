/** From notices to mails: one a thread, so that each can be answered; of many threads at once, one that lists them. */
import { withoutPictures } from '#platform/text/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { hostOf, type Letter } from '#platform/mail.ts'
import type { Settings } from '#modules/community/index.ts'
import { renderMail } from '#ui/mail.tsx'
import { t } from '../../texts/index.ts'
import type { NewsItem } from './mail-news.ts'
import { ListMail } from './pages/list-mail.tsx'
import { type Look, ThreadMail } from './pages/thread-mail.tsx'
import type { MailKind } from './shapes.ts'
import { replyAddress } from './reply-address.ts'
import { unsubscribeAddress, unsubscribeHeaders } from './unsubscribe.ts'

interface About {
  to: number
  items: readonly NewsItem[]
  settings: Settings
}

export interface LetterAbout {
  letter: Omit<Letter, 'to'>
  items: readonly { id: number }[]
}

// More threads than this at the same time are one mail: it would be a flood.
const mostMails = 3

export function lettersOf(ctx: Pick<Ctx, 'config'>, { to, items, settings }: About): LetterAbout[] {
  const threads = [...Map.groupBy(items, ({ threadId }) => threadId).values()]
  if (threads.length > mostMails) return [{ letter: listLetter(ctx, { to, items, settings }), items }]
  return threads.map((each) => ({ letter: threadLetter(ctx, { to, items: each, settings }), items: each }))
}

const looks: Record<string, Look> = { answer: 'own', ownComment: 'comment', mention: 'mention', groupMention: 'group', question: 'thread', discussion: 'thread' }

function threadLetter(ctx: Pick<Ctx, 'config'>, { to, items, settings }: About): Omit<Letter, 'to'> {
  const [first] = items as [NewsItem, ...NewsItem[]]
  const look = looks[first.kind] ?? 'other'
  const stop = stopOf(ctx, to, items)
  const { baseUrl } = ctx.config
  const shown = items.map((item) => ({ ...item, html: absolute(withoutPictures(item.html, inWords), baseUrl), url: baseUrl + item.path }))
  const subject = items.length > 1
    ? t('notifications:mail.subject.more', { count: items.length, title: first.title })
    : t(`notifications:mail.subject.${look}`, { name: first.author.name, title: first.title })
  return {
    kind: `news.${first.mailKind}`,
    subject,
    html: renderMail(<ThreadMail title={first.title} posts={shown} look={look} settings={settings} baseUrl={baseUrl} stop={stop} />),
    text: `${items.map((item) => textOf(item, baseUrl)).join('\n')}\n${t('notifications:mail.stop')}: ${stop}\n`,
    headers: { ...unsubscribeHeaders(stop), ...fromTheHouse, ...answersTo(ctx, to, items), References: `<thread.${first.threadId}@${hostOf(ctx)}>` },
  }
}

/** A mail about one post can be answered: the words appear under it. */
function answersTo(ctx: Pick<Ctx, 'config'>, memberId: number, items: readonly NewsItem[]) {
  const address = replyAddress(ctx, { memberId, postId: items.at(-1)!.postId })
  return address && { 'Reply-To': address }
}

function listLetter(ctx: Pick<Ctx, 'config'>, { to, items, settings }: About): Omit<Letter, 'to'> {
  const threads = [...Map.groupBy(items, ({ threadId }) => threadId).values()].map((each) => ({ first: each[0]!, count: each.length }))
  const stop = stopOf(ctx, to, items)
  const subject = t('notifications:mail.subject.list', { count: threads.length, community: settings.name })
  const rows = threads.map(({ first, count }) => ({ url: ctx.config.baseUrl + first.path, title: first.title, name: first.author.name, excerpt: first.excerpt, more: count - 1 }))
  return {
    kind: 'news.list',
    subject,
    html: renderMail(<ListMail subject={subject} rows={rows} settings={settings} baseUrl={ctx.config.baseUrl} stop={stop} />),
    text: `${threads.map(({ first }) => textOf(first, ctx.config.baseUrl)).join('\n')}\n${t('notifications:mail.stop')}: ${stop}\n`,
    headers: { ...unsubscribeHeaders(stop), ...fromTheHouse },
  }
}

/** Nobody's out-of-office note should answer what a machine sends. */
export const fromTheHouse = { 'Auto-Submitted': 'auto-generated', Precedence: 'list' }

const stopOf = (ctx: Pick<Ctx, 'config'>, memberId: number, items: readonly NewsItem[]) =>
  unsubscribeAddress(ctx, { memberId, kinds: [...new Set<MailKind>(items.map(({ mailKind }) => mailKind))] })

const textOf = ({ author, title, excerpt, path }: NewsItem, baseUrl: string) =>
  `${t('notifications:mail.text', { name: author.name, title })}\n\n${excerpt}\n\n${baseUrl}${path}\n`

/** What leads to a place of ours leads there from a mail, too. */
export const inWords = (alt: string) => (alt ? t('notifications:mail.picture', { alt }) : t('notifications:mail.pictureBare'))

export const absolute = (html: string, baseUrl: string) => html.replace(/(\s(?:href|src)=")\/(?!\/)/g, `$1${baseUrl}/`)
