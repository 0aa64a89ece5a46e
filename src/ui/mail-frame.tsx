import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Mail, MailFoot, MailLink } from './mail.tsx'

export interface MailSettings {
  name: string
  brand: string
  company?: string | null | undefined
}

interface Props {
  title: string
  preheader: string
  settings: MailSettings
  baseUrl: string
  /** Why it came, in words */
  why: string
  /** Where such mails are stopped */
  stop: string
  children: ComponentChildren
}

/** What all mails about the community have around them: why it came, and how to get less. */
export function MailFrame({ title, preheader, settings, baseUrl, why, stop, children }: Props) {
  const foot = (
    <MailFoot>
      {why} <MailLink href={stop}>{t('notifications:mail.stop')}</MailLink>
      {' · '}
      <MailLink href={`${baseUrl}/settings/notifications`}>{t('notifications:mail.less')}</MailLink>
    </MailFoot>
  )
  return <Mail title={title} preheader={preheader} community={{ name: settings.name }} brand={settings.brand} foot={foot}>{children}</Mail>
}
