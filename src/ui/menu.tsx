import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { cx } from './classes.ts'
import { type Fields, Form, type Method } from './form.tsx'
import { Icon, type IconName } from './icon.tsx'

export interface MenuProps {
  /** Of its button, where a choice draws it anew: the focus finds it again by it */
  id?: string | undefined
  /** The accessible name when there are no words on the button */
  label?: string | undefined
  icon?: IconName | undefined
  /** Words on the button */
  title?: ComponentChildren
  small?: boolean | undefined
  /** Opens towards the end of the line: for a menu that stands at its start */
  start?: boolean | undefined
  /** A <template> of entries for many menus of a page, and what this one is about: an @@ in them stands for it */
  from?: { id: string; about: number } | undefined
  class?: string | undefined
  children: ComponentChildren
}

/** More actions. A <details>, so it opens without scripts; the controller adds Escape, arrows and closing outside. */
export function Menu({
  id,
  label,
  icon = 'ellipsis',
  title,
  small = true,
  start,
  from,
  class: extra,
  children,
}: MenuProps) {
  return (
    <details class={cx('f-menu-box', start && 'is-start', extra)} data-controller="menu" data-menu-from-value={from?.id} data-menu-about-value={from?.about}>
      <summary
        id={id}
        class={cx('btn btn-ghost', small && 'btn-sm', !title && 'btn-square')}
        aria-label={title ? label : (label ?? t('ui:menu.more'))}
      >
        <Icon name={icon} />
        {title}
      </summary>
      <ul class="f-menu">{children}</ul>
    </details>
  )
}

export interface MenuItemProps {
  icon?: IconName | undefined
  danger?: boolean | undefined
  href?: string | undefined
  /** With an action it is a form of one button */
  action?: string | undefined
  method?: Method | undefined
  fields?: Fields | undefined
  once?: boolean | undefined
  frame?: string | undefined
  current?: boolean | undefined
  /** Stands for the entries of a template until they are there */
  'data-menu-instead'?: boolean | undefined
  children: ComponentChildren
}

/** A link, a form of one button, or a plain button with data attributes. */
export function MenuItem({
  icon,
  danger,
  href,
  action,
  method,
  fields,
  once,
  frame,
  current,
  children,
  ...rest
}: MenuItemProps) {
  const look = {
    class: cx(danger && 'is-danger'),
    'aria-current': current ? ('true' as const) : undefined,
    ...rest,
  }
  const body = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  )
  if (href !== undefined)
    return (
      <li>
        <a href={href} data-turbo-frame={frame} {...look}>
          {body}
        </a>
      </li>
    )
  if (action === undefined)
    return (
      <li>
        <button type="button" {...look}>
          {body}
        </button>
      </li>
    )
  return (
    <li>
      <Form
        action={action}
        method={method}
        fields={fields}
        once={once}
        class="f-inline"
        data-turbo-frame={frame}
      >
        <button type="submit" {...look}>
          {body}
        </button>
      </Form>
    </li>
  )
}

export const MenuRule = () => (
  <li>
    <hr />
  </li>
)
