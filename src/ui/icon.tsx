import { useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import type { IconName } from './icon-names.ts'

export type { IconName } from './icon-names.ts'

export interface IconProps {
  name: IconName
  size?: 'lg' | undefined
  class?: string | undefined
  /** Only where no text stands beside it */
  label?: string | undefined
}

/** Arrows that follow the direction of reading. */
const MIRRORED = new Set<IconName>([
  'arrow-left',
  'arrow-right',
  'arrow-up-right',
  'chevron-left',
  'chevron-right',
  'external-link',
  'list',
  'list-ordered',
  'log-in',
  'log-out',
  'quote',
  'reply',
  'send',
  'text-quote',
  'undo-2',
])

export function Icon({ name, size, class: extra, label }: IconProps) {
  const { assets } = useChrome()
  const naming = label ? { role: 'img' as const, 'aria-label': label } : { 'aria-hidden': 'true' as const }
  return (
    <svg class={cx('i', size === 'lg' && 'i-lg', MIRRORED.has(name) && 'f-flip', extra)} {...naming}>
      <use href={`${assets.icons}#i-${name}`} />
    </svg>
  )
}
