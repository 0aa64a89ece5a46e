import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Person, Role } from './person.ts'

export type BadgeKind = 'success' | 'warning' | 'error' | 'info' | 'primary' | 'ghost'

export interface BadgeProps {
  kind?: BadgeKind | undefined
  icon?: IconName | undefined
  class?: string | undefined
  children: ComponentChildren
}

/** Whole names, for Tailwind. */
const KINDS: Record<BadgeKind, string> = {
  success: 'badge-success',
  warning: 'badge-warning',
  error: 'badge-error',
  info: 'badge-info',
  primary: 'badge-primary',
  ghost: 'badge-ghost',
}

export function Badge({ kind, icon, class: extra, children }: BadgeProps) {
  return (
    <span class={cx('badge', kind && KINDS[kind], extra)}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

const TEAM: Role[] = ['moderator', 'product_owner', 'support_agent', 'administrator']

/** What a reader should know about who speaks: champion, host, team of the company, or new here. */
export function RoleBadge({ person }: { person: Person }) {
  const { community } = useChrome()
  if (person.role === 'champion')
    return (
      <Badge kind="primary" icon="award">
        {t('ui:role.champion')}
      </Badge>
    )
  if (person.role === 'community_manager') return <Badge icon="hand-heart">{t('ui:role.host')}</Badge>
  if (person.role && TEAM.includes(person.role))
    return <Badge icon="shield-check">{t('ui:role.team', { community: community.company || community.name })}</Badge>
  if (person.isNew)
    return (
      <Badge kind="info" icon="sprout">
        {t('ui:role.new')}
      </Badge>
    )
  return null
}
