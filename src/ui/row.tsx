import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Faces } from './avatar.tsx'
import { cx } from './classes.ts'
import { Hidden } from './hidden.tsx'
import type { IconName } from './icon.tsx'
import { Meta } from './meta.tsx'
import type { Person } from './person.ts'
import { Glyph, State, type StateKind } from './state.tsx'

export interface RowProps {
  id?: string | undefined
  state?: StateKind | undefined
  /** Instead of a state: for the inbox */
  icon?: IconName | undefined
  title: ComponentChildren
  href: string
  unread?: boolean | undefined
  heading?: 'h2' | 'h3' | undefined
  /** The title in the voice of the house (sans), for notifications and files */
  plain?: boolean | undefined
  excerpt?: ComponentChildren
  /** Facts, each a string or an element */
  meta?: ComponentChildren
  /** Under the meta line: a reason, or buttons */
  after?: ComponentChildren
  badge?: ComponentChildren
  faces?: Person[] | undefined
  note?: ComponentChildren
  action?: ComponentChildren
}

/** A thread, guide or gathering in a list. The whole row opens it. */
export function Row(row: RowProps) {
  return (
    <li id={row.id} class={cx('f-row', row.unread && 'is-unread', row.plain && 'is-plain')}>
      {row.icon ? (
        <Glyph icon={row.icon} />
      ) : row.state ? (
        <State kind={row.state} />
      ) : (
        <span class="f-state" aria-hidden="true" />
      )}
      <div>
        <RowTitle {...row} />
        {row.excerpt && <p class="f-row-ex">{row.excerpt}</p>}
        <Meta>{row.meta}</Meta>
        {row.after}
      </div>
      <div class="f-row-side">
        {row.badge}
        {row.faces && <Faces people={row.faces} />}
        {row.note !== undefined && row.note !== null && <span>{row.note}</span>}
        {row.action && <div class="f-above">{row.action}</div>}
      </div>
    </li>
  )
}

function RowTitle({ heading: Heading = 'h3', title, href, unread }: RowProps) {
  return (
    <Heading class="f-row-title">
      <a href={href}>
        {title}
        {unread && <Hidden> ({t('ui:row.unread')})</Hidden>}
      </a>
    </Heading>
  )
}

export function Rows({
  id,
  class: extra,
  children,
  ...data
}: {
  id?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}) {
  return (
    <ol id={id} class={cx('f-rows', extra)} {...data}>
      {children}
    </ol>
  )
}

/** While a list is on its way; shown only after 300 ms. */
export function RowSkeleton() {
  return (
    <li class="f-row" aria-busy="true">
      <span class="skeleton size-6 !rounded-full" />
      <div class="grid gap-2">
        <span class="skeleton h-4 w-4/5" />
        <span class="skeleton h-3 w-2/5" />
      </div>
      <span />
    </li>
  )
}
