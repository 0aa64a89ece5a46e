import { MailFrame, type MailSettings } from '#ui/mail-frame.tsx'
import { MailButton, MailRow, MailRule, MailText } from '#ui/mail.tsx'
import { type Key, t } from '../../../texts/index.ts'
import type { CouldAnswer } from '../answerable.ts'
import type { Summary } from '../summary-queries.ts'

interface Props extends Summary {
  /** How one calls them */
  name: string
  settings: MailSettings
  baseUrl: string
  stop: string
}

/** What is new for a member, what they could answer, what is worth reading. */
export function SummaryMail({ name, news, more, couldAnswer, reading, groups, settings, baseUrl, stop }: Props) {
  const first = news[0] ?? couldAnswer[0] ?? groups[0]?.threads[0] ?? reading[0]
  return (
    <MailFrame title={t('home:summary.title', { community: settings.name })} preheader={first?.title ?? ''} settings={settings} baseUrl={baseUrl} stop={stop} why={t('home:summary.why', { community: settings.name })}>
      <MailText look="small">{t('home:summary.hello', { name })}</MailText>
      {news.length > 0 && (
        <>
          <MailText look="title">{t('home:summary.news')}</MailText>
          {news.map(({ threadId, path, title, kind, actor, count }) => (
            <MailRow key={threadId} href={baseUrl + path} title={title} note={noteOf(kind, actor?.name, count)} />
          ))}
          {more > 0 && <MailText look="small">{t('notifications:mail.more', { count: more })}</MailText>}
        </>
      )}
      {couldAnswer.length > 0 && (
        <>
          {news.length > 0 && <MailRule />}
          <MailText look="title">{t('home:summary.open')}</MailText>
          {couldAnswer.map((row) => <MailRow key={row.id} href={baseUrl + row.path} title={row.title} note={whyThis(row)} />)}
        </>
      )}
      {groups.map(({ slug, name: group, threads }, at) => (
        <>
          {news.length + couldAnswer.length + at > 0 && <MailRule />}
          <MailText look="title" key={slug}>{t('home:summary.inGroup', { name: group })}</MailText>
          {threads.map((row) => <MailRow key={row.id} href={baseUrl + row.path} title={row.title} note={row.excerpt} />)}
        </>
      ))}
      {reading.length > 0 && (
        <>
          {news.length + couldAnswer.length + groups.length > 0 && <MailRule />}
          <MailText look="title">{t('home:summary.reading')}</MailText>
          {reading.map((row) => <MailRow key={row.id} href={baseUrl + row.path} title={row.title} note={row.excerpt} />)}
        </>
      )}
      <MailButton href={baseUrl}>{t('home:summary.go', { community: settings.name })}</MailButton>
    </MailFrame>
  )
}

function noteOf(kind: string, name: string | undefined, count: number): string {
  const says = t(`notifications:says.${kind}` as Key, { name: name ?? t('notifications:somebody') })
  return count > 1 ? `${says}, ${t('notifications:more', { count: count - 1 })}` : says
}

function whyThis({ author, place, reason }: CouldAnswer): string {
  const asked = t('home:summary.asked', { name: author.name, place: place.name })
  if (reason === null) return asked
  if ('product' in reason) return `${asked} · ${t('home:summary.product', reason)}`
  return `${asked} · ${'solved' in reason ? t('home:summary.solved', { count: reason.solved, topic: reason.topic }) : t('home:summary.knows', reason)}`
}
