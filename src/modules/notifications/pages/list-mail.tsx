import { MailButton, MailRow, MailText } from '#ui/mail.tsx'
import { t } from '../../../texts/index.ts'
import { MailFrame, type MailSettings } from '#ui/mail-frame.tsx'

interface Row {
  url: string
  title: string
  name: string
  excerpt: string
  more: number
}

interface Props {
  subject: string
  rows: readonly Row[]
  settings: MailSettings
  baseUrl: string
  stop: string
}

const mostRows = 20

/** Many threads at the same moment: a line each. */
export function ListMail({ subject, rows, settings, baseUrl, stop }: Props) {
  const more = rows.length - mostRows
  return (
    <MailFrame title={subject} preheader={rows[0]?.title ?? ''} settings={settings} baseUrl={baseUrl} stop={stop} why={t('notifications:mail.why.thread', { community: settings.name })}>
      <MailText look="title">{subject}</MailText>
      {rows.slice(0, mostRows).map(({ url, title, name, excerpt, more: others }) => (
        <MailRow key={url} href={url} title={title} note={`${name}: ${excerpt.slice(0, 160)}${others > 0 ? ` · ${t('notifications:mail.more', { count: others })}` : ''}`} />
      ))}
      {more > 0 && <MailText look="small">{t('notifications:mail.more', { count: more })}</MailText>}
      <MailButton href={`${baseUrl}/notifications`}>{t('notifications:mail.inbox')}</MailButton>
    </MailFrame>
  )
}
