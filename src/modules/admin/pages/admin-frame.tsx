import type { ComponentChildren } from 'preact'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Toast } from '#ui/toast.tsx'
import { useChrome } from '#ui/chrome.ts'
import { t } from '../../../texts/index.ts'

export type Room = 'overview' | 'settings' | 'spaces' | 'groups' | 'topics' | 'members' | 'import' | 'permissions'
const rooms: Record<Room, { href: string; for: readonly string[] }> = {
  overview: { href: '/admin', for: ['administrator', 'community_manager'] },
  settings: { href: '/admin/settings', for: ['administrator'] },
  spaces: { href: '/admin/spaces', for: ['administrator', 'community_manager'] },
  groups: { href: '/admin/groups', for: ['administrator', 'community_manager'] },
  topics: {
    href: '/admin/topics',
    for: ['administrator', 'community_manager', 'champion', 'moderator', 'product_owner', 'support_agent'],
  },
  members: { href: '/admin/members', for: ['administrator'] },
  import: { href: '/admin/import', for: ['administrator'] },
  permissions: {
    href: '/admin/permissions',
    for: ['administrator', 'community_manager', 'moderator', 'product_owner', 'support_agent'],
  },
}

interface Props {
  at: Room
  title: string
  lead?: ComponentChildren
  actions?: ComponentChildren
  /** What was just done */
  saved?: boolean | undefined
  wide?: boolean | undefined
  head?: ComponentChildren
  children: ComponentChildren
}

/** The rooms of those who run the community. Only the ones that open to this viewer are offered. */
export function AdminFrame({ at, title, lead, actions, saved, wide, head, children }: Props) {
  const role = useRole()
  const tabs = (Object.keys(rooms) as Room[])
    .filter((room) => rooms[room].for.includes(role))
    .map((room) => ({ label: t(`admin:rooms.${room}`), href: rooms[room].href, on: room === at }))
  return (
    <Page
      title={title}
      nav="admin"
      noindex
      head={head}
      shape={wide ? 'is-wide' : 'is-one'}
      toasts={saved && <Toast>{t('members:settings.saved')}</Toast>}
    >
      {tabs.length > 1 && (
        <div class="mb-6">
          <Tabs label={t('admin:rooms.label')} tabs={tabs} />
        </div>
      )}
      <PageHead title={title} lead={lead} actions={actions} />
      <div class="mt-6">{children}</div>
    </Page>
  )
}

const useRole = () => useChrome().viewer?.role ?? 'guest'
