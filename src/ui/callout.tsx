import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export type CalloutKind = 'info' | 'needs' | 'danger' | 'solved'

const ICONS: Record<CalloutKind, IconName> = {
  info: 'info',
  needs: 'triangle-alert',
  danger: 'octagon-alert',
  solved: 'circle-check',
}

/** An aside in a post. The pipeline draws the same markup from `:::`. */
export function Callout({
  kind = 'info',
  children,
}: {
  kind?: CalloutKind | undefined
  children: ComponentChildren
}) {
  return (
    <div class={cx('f-callout', kind !== 'info' && `is-${kind}`)} role="note">
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  )
}
