import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export interface ChipProps {
  /** Without an address it is plain text */
  href?: string | undefined
  icon?: IconName | undefined
  /** Chosen */
  on?: boolean | undefined
  children: ComponentChildren
}

export function Chip({ href, icon, on, children }: ChipProps) {
  const body = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  )
  if (href === undefined) return <span class="f-chip">{body}</span>
  return (
    <a class="f-chip" href={href} aria-current={on ? 'true' : undefined}>
      {body}
    </a>
  )
}

export interface ChoiceChipProps {
  name: string
  value: string | number
  checked?: boolean | undefined
  type?: 'checkbox' | 'radio' | undefined
  icon?: IconName | undefined
  children: ComponentChildren
}

/** A chip that is a checkbox or a radio button of a form. Data attributes go to the box. */
export function ChoiceChip({ name, value, checked, type = 'checkbox', icon, children, ...rest }: ChoiceChipProps) {
  return (
    <label class="f-chip">
      <input class="sr-only" type={type} name={name} value={value} checked={checked} {...rest} />
      {icon ? (
        <Icon name={icon} />
      ) : (
        <>
          <Icon name="check" class="f-when-on" />
          <Icon name="plus" class="f-when-off" />
        </>
      )}
      {children}
    </label>
  )
}

export interface ChipsProps {
  /** Runs sideways on a phone instead of wrapping */
  scroll?: boolean | undefined
  /** Names the group, when nothing visible does */
  label?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}

export function Chips({ scroll, label, class: extra, children }: ChipsProps) {
  return (
    <div
      class={cx('f-chips', scroll && 'f-scroller', extra)}
      role={label ? 'group' : undefined}
      aria-label={label}
    >
      {children}
    </div>
  )
}
