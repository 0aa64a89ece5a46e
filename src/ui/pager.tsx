import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Button } from './button.tsx'

export interface PagerProps {
  newer?: string | null | undefined
  older?: string | null | undefined
  /** What this page covers: Today and yesterday */
  note?: ComponentChildren
  /** Tells two on one page apart */
  label?: string | undefined
}

/** Two doors, by time. Not drawn when neither leads anywhere. */
export function Pager({ newer, older, note, label }: PagerProps) {
  if (!newer && !older) return null
  return (
    <nav class="f-pager" aria-label={label ?? t('ui:pager.label')}>
      <span class="text-sm text-ink-3">{note}</span>
      <div class="flex gap-2">
        <Button href={newer ?? undefined} disabled={!newer} icon="arrow-left" rel="prev">
          {t('ui:pager.newer')}
        </Button>
        <Button href={older ?? undefined} disabled={!older} after="arrow-right" rel="next">
          {t('ui:pager.older')}
        </Button>
      </div>
    </nav>
  )
}

export interface LoadMoreProps {
  id: string
  href?: string | null | undefined
  note?: ComponentChildren
  children?: ComponentChildren
}

/**
 * The end of a list that goes on: a link without scripts; with them, a frame that is filled when it comes into view.
 * The page behind the link wraps its rows, and its own <LoadMore> with another id, in a <Frame> of this id.
 */
export function LoadMore({ id, href, note, children }: LoadMoreProps) {
  if (!href) return null
  return (
    <turbo-frame id={id}>
      <nav class="f-pager" aria-label={t('ui:pager.more')} data-controller="load-more">
        <span class="text-sm text-ink-3">{note}</span>
        <Button href={href} after="chevron-down" rel="next" data-load-more-target="link">
          {children ?? t('ui:pager.more')}
        </Button>
      </nav>
    </turbo-frame>
  )
}
