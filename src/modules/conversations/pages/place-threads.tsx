import type { ComponentChildren } from 'preact'
import { Rows } from '#ui/row.tsx'
import type { ListReading, PlaceView } from '../list-reading.ts'
import { listHref, ListTabs } from './list-parts.tsx'
import { MarkAllRead } from './marking.tsx'
import { ThreadRow } from './thread-row.tsx'
import { ThreadRows } from './thread-rows.tsx'

interface Props {
  reading: ListReading & { space: PlaceView }
  /** The address of the place */
  path: string
  /** What stands there while nothing was written */
  empty: ComponentChildren
}

/** All that is written in a place, what is pinned first. */
export function PlaceThreads({ reading: { space, list, rows, pinned, next }, path, empty }: Props) {
  const here = listHref(path, { list })
  return (
    <>
      <ListTabs path={path} list={list} />
      <p class="mt-2 flex justify-end"><MarkAllRead to={here} space={space} /></p>
      {pinned.length > 0 && <Rows>{pinned.map((thread) => <ThreadRow key={thread.id} thread={thread} without={space.slug} />)}</Rows>}
      {rows.length + pinned.length === 0 ? empty : <ThreadRows rows={rows} next={next} href={here} without={space.slug} asked={list === 'unanswered'} />}
    </>
  )
}
