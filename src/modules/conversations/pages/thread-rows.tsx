import { LoadMore } from '#ui/pager.tsx'
import { Rows } from '#ui/row.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { ThreadRow as Thread } from '../list-queries.ts'
import { ThreadRow } from './thread-row.tsx'

interface Props {
  rows: Thread[]
  next: string | null
  /** The address of this list, with its filters */
  href: string
  without?: string | undefined
  asked?: boolean | undefined
}

/** A page of a list, and the way to the next. */
export function ThreadRows({ rows, next, href, without, asked }: Props) {
  return (
    <>
      <Rows>
        {rows.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} without={without} asked={asked} />
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
