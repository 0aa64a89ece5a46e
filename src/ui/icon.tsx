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

export function Icon({ name, size, class: extra, label }: IconProps) {
  const { assets } = useChrome()
  const naming = label ? { role: 'img' as const, 'aria-label': label } : { 'aria-hidden': 'true' as const }
  return (
    <svg class={cx('i', size === 'lg' && 'i-lg', extra)} {...naming}>
      <use href={`${assets.icons}#i-${name}`} />
    </svg>
  )
}
