import { MailFrame, type MailSettings } from '#ui/mail-frame.tsx'
import { MailButton, MailPerson, MailRow, MailRule, MailText } from '#ui/mail.tsx'
import { t } from '../../../texts/index.ts'
import type { Weekly } from '../weekly-queries.ts'
import { groupPath } from './words.ts'

interface Props extends Weekly {
  settings: MailSettings
  baseUrl: string
  stop: string
}

/** What happened in a group in a week, as far as they have not read it. */
export function WeeklyMail({ group, fresh, moved, more, people, settings, baseUrl, stop }: Props) {
  const title = t('groups:weekly.title', { name: group.name })
  return (
    <MailFrame title={title} preheader={(fresh[0] ?? moved[0])?.title ?? ''} settings={settings} baseUrl={baseUrl} stop={stop} why={t('groups:weekly.why', { name: group.name })}>
      <MailText look="small">{title}</MailText>
      <Threads title={t('groups:weekly.fresh')} rows={fresh} baseUrl={baseUrl} />
      {fresh.length > 0 && moved.length > 0 && <MailRule />}
      <Threads title={t('groups:weekly.moved')} rows={moved} baseUrl={baseUrl} />
      {more > 0 && <MailText look="small">{t('notifications:mail.more', { count: more })}</MailText>}
      {people && fresh.length + moved.length > 0 && <MailRule />}
      {people && <People people={people} />}
      <MailButton href={baseUrl + groupPath(group, people?.asking ? '/members' : '')}>{people?.asking ? t('groups:weekly.asking', { count: people.asking }) : t('groups:weekly.go')}</MailButton>
    </MailFrame>
  )
}

const Threads = ({ title, rows, baseUrl }: { title: string; rows: Weekly['fresh']; baseUrl: string }) =>
  rows.length === 0 ? null : (
    <>
      <MailText look="title">{title}</MailText>
      {rows.map((row) => <MailRow key={row.id} href={baseUrl + row.path} title={row.title} note={row.excerpt} />)}
    </>
  )

const People = ({ people: { came } }: { people: NonNullable<Weekly['people']> }) =>
  came.length === 0 ? null : (
    <>
      <MailText look="title">{t('groups:weekly.came')}</MailText>
      {came.map((each) => <MailPerson key={each.id} person={each} />)}
    </>
  )
