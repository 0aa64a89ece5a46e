import { Mail, MailButton, MailFoot, MailText } from '#ui/mail.tsx'
import { t } from '../../../texts/index.ts'

interface Props {
  title: string
  /** Above the words */
  label: string
  why: string
  words: string
  settings: { name: string; brand: string }
  home: string
}

/** Something that came by mail was not taken: why, and what it was. */
export function RefusalMail({ title, label, why, words, settings, home }: Props) {
  return (
    <Mail
      title={title}
      preheader={why}
      community={{ name: settings.name }}
      brand={settings.brand}
      foot={<MailFoot>{t('mailbox:refusal.foot', { community: settings.name })}</MailFoot>}
    >
      <MailText look="title">{title}</MailText>
      <MailText look="read">{why}</MailText>
      {words !== '' && (
        <>
          <MailText look="small">{label}</MailText>
          <MailText look="plain">{words.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br key={index} />, line]))}</MailText>
        </>
      )}
      <MailButton href={home}>{t('mailbox:refusal.go', { community: settings.name })}</MailButton>
    </Mail>
  )
}
