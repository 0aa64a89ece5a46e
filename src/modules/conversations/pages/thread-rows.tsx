import { t } from '../../../texts/index.ts'
import { LiveNews, useLive } from '#ui/live.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Rows } from '#ui/row.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { Reason } from '../for-you.ts'
import type { ThreadRow as Thread } from '../list-queries.ts'
import { ThreadRow } from './thread-row.tsx'

interface Props {
  rows: (Thread & { reason?: Reason | undefined })[]
  next: string | null
  /** The address of this list, with its filters */
  href: string
  without?: string | undefined
  asked?: boolean | undefined
  /** The newest page of a whole list: it is told of what is newer */
  isFirst?: boolean | undefined
}

/** A page of a list, and the way to the next. */
export function ThreadRows({ rows, next, href, without, asked, isFirst }: Props) {
  const watch = useLive('lists')
  const live = isFirst ? { ...watch, 'data-controller': 'live-list' } : {}
  return (
    <>
      {isFirst && <LiveNews above text={(count, number) => t('conversations:live.threads', { count, number })} />}
      <Rows {...live}>
        {rows.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} without={without} asked={asked} feed={href} />
        ))}
      </Rows>
      <LoadMore id={`older-${next}`} href={next && `${href}${href.includes('?') ? '&' : '?'}older=${next}`} />
    </>
  )
}

/** The next page, for the frame at the end of the one before. Links in it leave the frame. */
export function MoreThreadRows({ older, ...list }: Props & { older: string }) {
  return (
    <Frame id={`older-${older}`}>
      <Frame id={`rows-${older}`} target="_top">
        <ThreadRows {...list} />
      </Frame>
    </Frame>
  )
}
