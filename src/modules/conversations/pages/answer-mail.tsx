import { t } from '../../../texts/index.ts'
import { Mail, MailButton, MailFoot, MailLink, MailPerson, MailProse, MailText } from '#ui/mail.tsx'
import type { Person } from '#ui/person.ts'

interface Props {
  url: string
  title: string
  author: Person
  html: string
  excerpt: string
  /** The reader asked the question */
  own: boolean
  settings: { name: string; brand: string }
  baseUrl: string
}

/** There is an answer: who wrote it, what, and where to go on. */
export function AnswerMail({ url, title, author, html, excerpt, own, settings, baseUrl }: Props) {
  const foot = (
    <MailFoot>
      {t('conversations:mail.why', { community: settings.name })}{' '}
      <MailLink href={`${baseUrl}/settings/account`}>{t('conversations:mail.less')}</MailLink>
    </MailFoot>
  )
  return (
    <Mail
      title={title}
      preheader={excerpt}
      community={{ name: settings.name }}
      brand={settings.brand}
      foot={foot}
    >
      <MailText look="small">{t(own ? 'conversations:mail.own' : 'conversations:mail.other')}</MailText>
      <MailText look="title">{title}</MailText>
      <MailPerson person={author} />
      <MailProse html={html} />
      <MailButton href={url}>{t('conversations:mail.read')}</MailButton>
    </Mail>
  )
}
