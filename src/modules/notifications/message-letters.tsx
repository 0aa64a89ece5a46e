/** Mails of what was written to somebody in private: one a circle. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { hostOf } from '#platform/mail.ts'
import { idList } from '#platform/many.ts'
import { withoutPictures } from '#platform/text/index.ts'
import type { Settings } from '#modules/community/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { renderMail } from '#ui/mail.tsx'
import { t } from '../../texts/index.ts'
import { absolute, fromTheHouse, inWords, type LetterAbout } from './letters.tsx'
import { MessageMail } from './pages/message-mail.tsx'
import { preferences } from './preferences.ts'
import { inSight } from './queries.ts'
import { unsubscribeAddress, unsubscribeHeaders } from './unsubscribe.ts'

export interface MessageNews {
  id: number
  circleId: number
  kind: 'pair' | 'round' | 'team'
  name: string
  /** The reader wrote to the team, and is answered. */
  isAsker: boolean
  path: string
  html: string
  excerpt: string
  author: Person
}

/** What is still unread, in their sight, and wished for. */
export async function messageNews(ctx: Ctx, ids: readonly number[]): Promise<MessageNews[]> {
  if ((await preferences(ctx)).messages !== 'once') return []
  const { rows } = await sql<MessageNews>`
    select n.id::float8 as id, circle.id::float8 as circle_id, circle.kind, circle.name, coalesce(circle.member_id = n.member_id, false) as is_asker, n.path, message.html, message.excerpt, ${person('message.author_id')} as author
    from notification n join message on message.id = n.message_id and message.removed_at is null join circle on circle.id = n.circle_id
    where n.id = any(${idList(ids)}) and n.read_at is null and ${inSight(ctx)} order by n.id`.execute(ctx.db)
  return rows
}

interface About {
  to: number
  items: readonly MessageNews[]
  settings: Settings
}

export const messageLetters = (ctx: Pick<Ctx, 'config'>, { items, ...about }: About): LetterAbout[] =>
  [...Map.groupBy(items, ({ circleId }) => circleId).values()].map((each) => letterOf(ctx, { ...about, items: each }))

function letterOf(ctx: Pick<Ctx, 'config'>, { to, items, settings }: About): LetterAbout {
  const [first] = items as [MessageNews, ...MessageNews[]]
  const { baseUrl } = ctx.config
  const stop = unsubscribeAddress(ctx, { memberId: to, kinds: ['messages'] })
  const subject = subjectOf(first, settings)
  const shown = items.map((item) => ({ ...item, html: absolute(withoutPictures(item.html, inWords), baseUrl) }))
  const letter = {
    kind: 'news.messages',
    subject,
    html: renderMail(<MessageMail title={subject} messages={shown} url={baseUrl + first.path} settings={settings} baseUrl={baseUrl} stop={stop} />),
    text: `${items.map(({ author, excerpt }) => `${author.name}:\n\n${excerpt}\n`).join('\n')}\n${baseUrl}${first.path}\n\n${t('notifications:mail.stop')}: ${stop}\n`,
    headers: { ...unsubscribeHeaders(stop), ...fromTheHouse, References: `<circle.${first.circleId}@${hostOf(ctx)}>` },
  }
  return { letter, items }
}

function subjectOf({ kind, name, author, isAsker }: MessageNews, { name: community }: Settings): string {
  if (kind === 'team') return isAsker ? t('notifications:messageMail.team', { community }) : t('notifications:messageMail.toTeam', { name: author.name })
  if (kind === 'round' && name !== '') return t('notifications:messageMail.round', { name: author.name, circle: name })
  return t('notifications:messageMail.pair', { name: author.name })
}
