import type { ComponentChildren } from 'preact'
import { Avatar, type AvatarSize } from './avatar.tsx'
import { cx } from './classes.ts'
import type { Person } from './person.ts'

export interface HostProps {
  person: Person
  size?: AvatarSize | undefined
  /** `h1` where the host speaks first on the page */
  as?: 'h1' | 'p' | undefined
  /** Above the words */
  title?: ComponentChildren
  /** Below the words, small */
  note?: ComponentChildren
  action?: ComponentChildren
  /** In a rail: smaller, the face at the top */
  small?: boolean | undefined
  /** What the host says */
  children: ComponentChildren
}

/** The host speaks, by name. One on a page, from real data. */
export function Host({ person, size, as: Say = 'p', title, note, action, small, children }: HostProps) {
  return (
    <section class={cx('f-host', small && 'is-small')} aria-label={person.name}>
      <Avatar person={person} size={size ?? 'lg'} />
      <div>
        {title && <h2 class="f-label mb-1">{title}</h2>}
        <Say class="f-say">{children}</Say>
        {note && <p class="f-meta mt-1.5">{note}</p>}
        {action && <div class="mt-3">{action}</div>}
      </div>
    </section>
  )
}
