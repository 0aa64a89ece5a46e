import type { ComponentChildren } from 'preact'
import { PageHead } from './heading.tsx'
import { Page } from './page.tsx'
import { Tabs } from './tabs.tsx'
import { Toast } from './toast.tsx'
import { t } from '../texts/index.ts'

interface Props {
  at: 'profile' | 'notifications' | 'following' | 'files' | 'blocked' | 'account'
  title: string
  /** What was just done */
  done?: string | undefined
  children: ComponentChildren
}

/** One's own settings: rooms side by side. */
export function SettingsFrame({ at, title, done, children }: Props) {
  const tabs = [
    { label: t('ui:settings.profile'), href: '/settings', on: at === 'profile' },
    { label: t('ui:settings.notifications'), href: '/settings/notifications', on: at === 'notifications' },
    { label: t('ui:settings.following'), href: '/settings/following', on: at === 'following' },
    { label: t('ui:settings.files'), href: '/settings/files', on: at === 'files' },
    { label: t('ui:settings.blocked'), href: '/settings/blocked', on: at === 'blocked' },
    { label: t('ui:settings.account'), href: '/settings/account', on: at === 'account' },
  ]
  return (
    <Page title={title} shape="is-one" bottom="me" noindex toasts={done && <Toast>{done}</Toast>}>
      <PageHead title={title} />
      <div class="my-5">
        <Tabs label={t('ui:settings.label')} tabs={tabs} />
      </div>
      {children}
    </Page>
  )
}

/** A part of the page with its heading. */
export function Part({
  id,
  title,
  lead,
  children,
}: {
  id: string
  title: string
  lead?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="mt-10 first:mt-0" aria-labelledby={`${id}-title`} id={id}>
      <div class="f-sec">
        <h2 class="f-h2" id={`${id}-title`}>
          {title}
        </h2>
      </div>
      {lead && <p class="text-ink-2 mt-3">{lead}</p>}
      <div class="mt-4">{children}</div>
    </section>
  )
}
