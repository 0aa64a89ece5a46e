import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { Icon } from './icon.tsx'

export interface RailSectionProps {
  title: ComponentChildren
  id?: string | undefined
  /** On sunk paper: a small question to the reader */
  well?: boolean | undefined
  children: ComponentChildren
}

export function RailSection({ title, id, well, children }: RailSectionProps) {
  return (
    <section id={id} class={cx(well && 'f-well !px-4')}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

export interface RailLink {
  title: ComponentChildren
  href: string
  note?: ComponentChildren
  solved?: boolean | undefined
}

export function RailLinks({ links, class: extra }: { links: RailLink[]; class?: string | undefined }) {
  return (
    <ul class={cx('f-rail-links', extra)}>
      {links.map((link) => (
        <li key={link.href}>
          <a href={link.href}>
            <b>{link.title}</b>
            {link.note && (
              <span>
                {link.solved && <Icon name="circle-check" />}
                {link.note}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
