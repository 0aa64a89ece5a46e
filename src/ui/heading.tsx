import type { ComponentChildren } from 'preact'
import { cx } from './classes.ts'
import { Icon } from './icon.tsx'

export function More({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a class="f-more" href={href}>
      {children}
      <Icon name="arrow-right" />
    </a>
  )
}

export interface SectionHeadProps {
  id?: string | undefined
  /** One link or one quiet button */
  extra?: ComponentChildren
  children: ComponentChildren
}

/** Opens a section: serif heading, hairline, one link. */
export function SectionHead({ id, extra, children }: SectionHeadProps) {
  return (
    <div class="f-sec">
      <h2 class="f-h2" id={id}>
        {children}
      </h2>
      {extra}
    </div>
  )
}

export interface PageHeadProps {
  title: ComponentChildren
  /** `title` for a thing somebody made, `h1` for a place */
  look?: 'h1' | 'title' | undefined
  /** A date or a step above it */
  over?: ComponentChildren
  lead?: ComponentChildren
  /** Buttons at the end of the line */
  actions?: ComponentChildren
  class?: string | undefined
}

export function PageHead({ title, look = 'h1', over, lead, actions, class: extra }: PageHeadProps) {
  return (
    <div class={cx('flex flex-wrap items-end justify-between gap-x-6 gap-y-3', extra)}>
      <div class="flex-1 min-w-64">
        {over && <p class="f-over">{over}</p>}
        <h1 class={`f-${look}`}>{title}</h1>
        {lead && <p class="text-ink-2 mt-1">{lead}</p>}
      </div>
      {actions && <div class="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
