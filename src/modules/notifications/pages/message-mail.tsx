import { Fragment } from 'preact'
import { MailButton, MailPerson, MailProse, MailText } from '#ui/mail.tsx'
import type { Person } from '#ui/person.ts'
import { t } from '../../../texts/index.ts'
import { MailFrame, type MailSettings } from '#ui/mail-frame.tsx'

interface Props {
  title: string
  /** The oldest first; never empty */
  messages: readonly { id: number; author: Person; html: string; excerpt: string }[]
  url: string
  settings: MailSettings
  baseUrl: string
  stop: string
}

// So many stand in the mail; who wants more reads on.
const most = 10

/** What was written to somebody in private. */
export function MessageMail({ title, messages, url, settings, baseUrl, stop }: Props) {
  const more = messages.length - most
  return (
    <MailFrame title={title} preheader={messages[0]!.excerpt} settings={settings} baseUrl={baseUrl} stop={stop} why={t('notifications:messageMail.why', { community: settings.name })}>
      <MailText look="title">{title}</MailText>
      {messages.slice(0, most).map(({ id, author, html }) => (
        <Fragment key={id}>
          <MailPerson person={author} />
          <MailProse html={html} />
        </Fragment>
      ))}
      {more > 0 && <MailText look="small">{t('notifications:mail.more', { count: more })}</MailText>}
      <MailButton href={`${url}#newest`}>{t('notifications:messageMail.answer')}</MailButton>
    </MailFrame>
  )
}
