import { t } from '../../../texts/index.ts'
import { Mail, MailButton, MailFoot, MailLink, MailNote, MailPerson, MailProse, MailText } from '#ui/mail.tsx'
import type { Person } from '#ui/person.ts'

interface Props {
  url: string
  title: string
  author: Person
  html: string
  excerpt: string
  /** What it is to the reader: an answer to their question, a comment on what they wrote, a new thread … */
  look: 'own' | 'comment' | 'mention' | 'thread' | 'other'
  settings: { name: string; brand: string; company?: string | null | undefined }
  baseUrl: string
  /** Where such mails are stopped */
  stop: string
}

/** There is an answer: who wrote it, what, and where to go on. */
export function AnswerMail({ url, title, author, html, excerpt, look, settings, baseUrl, stop }: Props) {
  const foot = (
    <MailFoot>
      {t(`conversations:mail.why.${look}`, { community: settings.name })}{' '}
      <MailLink href={stop}>{t('conversations:mail.stop')}</MailLink>
      {' · '}
      <MailLink href={`${baseUrl}/settings/notifications`}>{t('conversations:mail.less')}</MailLink>
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
      <MailText look="small">{t(`conversations:mail.${look}`)}</MailText>
      <MailText look="title">{title}</MailText>
      <MailPerson person={author} note={standing(author, settings)} />
      <MailProse html={html} />
      <MailButton href={url}>{t('conversations:mail.read')}</MailButton>
      {look === 'own' && <DidItWork url={url} />}
    </Mail>
  )
}

/** The asker's part of the bargain: whoever comes after them wants to know. */
function DidItWork({ url }: { url: string }) {
  return (
    <MailNote>
      <b>{t('conversations:mail.worked')}</b>{' '}
      <MailLink href={url}>{t('conversations:mail.accept')}</MailLink>
      <br />
      {t('conversations:mail.others')}
    </MailNote>
  )
}

const standing = ({ role }: Person, { name, company }: Props['settings']) => {
  if (!role || role === 'member') return undefined
  if (role === 'champion') return t('ui:role.champion')
  return role === 'community_manager' ? t('ui:role.host') : t('ui:role.team', { community: company || name })
}
