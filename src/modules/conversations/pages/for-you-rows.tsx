import { Rows } from '#ui/row.tsx'
import type { ForYouRow } from '../for-you.ts'
import { ThreadRow } from './thread-row.tsx'

/** A few of the feed, on another page. */
export const ForYouRows = ({ rows, to }: { rows: ForYouRow[]; to: string }) => (
  <Rows>
    {rows.map((thread) => (
      <ThreadRow key={thread.id} thread={thread} heading="h3" feed={to} />
    ))}
  </Rows>
)
