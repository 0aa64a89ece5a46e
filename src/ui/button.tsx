import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'

export type ButtonKind = 'primary' | 'success' | 'error' | 'ghost' | 'tint'

export interface ButtonLook {
  kind?: ButtonKind | undefined
  size?: 'sm' | 'lg' | undefined
  icon?: IconName | undefined
  /** An icon after the words */
  after?: IconName | undefined
  /** A quiet figure after the words: Helpful 58 */
  count?: number | string | undefined
  /** Needed when there are no words */
  label?: string | undefined
  /** Keeps the icon and, on a phone, hides the words from the eye only */
  tuck?: boolean | undefined
  wide?: boolean | undefined
  class?: string | undefined
  children?: ComponentChildren
}

export interface ButtonProps extends ButtonLook {
  /** With an address it is a link */
  href?: string | undefined
  type?: 'button' | 'submit' | 'reset' | undefined
  pressed?: boolean | undefined
  disabled?: boolean | undefined
  busy?: boolean | undefined
  id?: string | undefined
  name?: string | undefined
  value?: string | number | undefined
  /** Id of the form it belongs to, when it stands outside */
  form?: string | undefined
  formaction?: string | undefined
  formnovalidate?: boolean | undefined
  /** Id of an element with `popover` that it opens */
  popovertarget?: string | undefined
  rel?: string | undefined
  download?: boolean | undefined
}

/** Whole names: Tailwind finds classes by reading sources, so they are never put together. */
const KINDS: Record<ButtonKind, string> = {
  primary: 'btn-primary',
  success: 'btn-success',
  error: 'btn-error',
  ghost: 'btn-ghost',
  tint: 'f-tint',
}
const SIZES = { sm: 'btn-sm', lg: 'btn-lg' }

const classes = (look: ButtonLook) =>
  cx(
    'btn',
    look.kind && KINDS[look.kind],
    look.size && SIZES[look.size],
    !look.children && 'btn-square',
    look.wide && 'w-full',
    look.class,
  )

function Words({ icon, after, count, tuck, busy, children }: ButtonLook & { busy?: boolean | undefined }) {
  return (
    <>
      {busy ? (
        <span class="loading loading-spinner loading-xs" aria-hidden="true" />
      ) : (
        icon && <Icon name={icon} />
      )}
      {tuck ? <span class="f-tuck">{children}</span> : children}
      {count !== undefined && <span class="f-count">{count}</span>}
      {after && <Icon name={after} />}
    </>
  )
}

/** Data and aria attributes go through as they are. */
export function Button(props: ButtonProps) {
  const {
    kind,
    size,
    icon,
    after,
    count,
    label,
    tuck,
    wide,
    class: extra,
    children,
    href,
    pressed,
    busy,
    ...rest
  } = props
  const {
    type = 'button',
    form,
    formaction,
    formnovalidate,
    disabled,
    name,
    value,
    popovertarget,
    ...shared
  } = rest
  const words = (
    <Words icon={icon} after={after} count={count} tuck={tuck} busy={busy}>
      {children}
    </Words>
  )
  const look = { class: classes(props), 'aria-label': label, ...shared }
  if (href !== undefined && !disabled)
    return (
      <a href={href} {...look}>
        {words}
      </a>
    )
  const state = { 'aria-pressed': pressed, 'aria-busy': busy || undefined }
  const field = { type, form, formaction, formnovalidate, disabled, name, value, popovertarget }
  return (
    <button {...look} {...state} {...field}>
      {words}
    </button>
  )
}
