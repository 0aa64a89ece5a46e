import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Rows } from '#ui/row.tsx'
import type { ListBeside, ListReading, PlaceView } from '../list-reading.ts'
import { FeedLink } from './feed-link.tsx'
import { LevelMenu } from './level-menu.tsx'
import type { FollowLevel } from './levels.ts'
import { listHref, ListTabs } from './list-parts.tsx'
import { MarkAllRead, ReadToast } from './marking.tsx'
import { NothingHere } from './nothing-here.tsx'
import { ListRail } from './list-rail.tsx'
import { ThreadRow } from './thread-row.tsx'
import { ThreadRows } from './thread-rows.tsx'
import { UndoThreadToast } from './undo-toast.tsx'

interface Props {
  reading: ListReading & { space: PlaceView; beside: ListBeside }
  mayAsk: boolean
  older: boolean
  undo?: number | undefined
  read?: Date | undefined
}

/** A space: what it is for, what lies below it, what is pinned, and all that is written in it. */
export function SpacePage({ reading, mayAsk, older, undo, read }: Props) {
  const { space, list, beside, rows, pinned } = reading
  const path = `/spaces/${space.slug}`
  const here = listHref(path, { list })
  const feed = `${path}.atom`
  return (
    <Page
      title={space.name}
      description={space.description || undefined}
      canonical={path}
      nav={`space:${space.slug}`}
      noindex={older || list !== 'latest'}
      head={<FeedLink href={feed} title={space.name} />}
      rail={<ListRail beside={beside} feed={feed} />}
      railLabel={t('conversations:space.about', { name: space.name })}
      toasts={<>{undo && <UndoThreadToast threadId={undo} />}{read && <ReadToast to={here} space={space} read={read} />}</>}
    >
      {space.above && <Crumbs crumbs={[{ label: space.above.name, href: `/spaces/${space.above.slug}` }]} />}
      <PageHead
        title={space.name}
        lead={space.description}
        actions={<Actions space={space} level={reading.level} here={here} mayAsk={mayAsk} />}
      />
      <Below space={space} />
      <ListTabs path={path} list={list} unanswered={beside.goes.unanswered} />
      {pinned.length > 0 && (
        <Rows>
          {pinned.map((thread) => (
            <ThreadRow key={thread.id} thread={thread} without={space.slug} />
          ))}
        </Rows>
      )}
      {rows.length + pinned.length === 0 ? (
        <NothingHere list={list} />
      ) : (
        <ThreadRows
          isFirst={!older}
          rows={rows}
          next={reading.next}
          href={here}
          without={space.slug}
          asked={list === 'unanswered'}
        />
      )}
    </Page>
  )
}

interface ActionsProps {
  space: PlaceView
  level: FollowLevel | null
  here: string
  mayAsk: boolean
}

function Actions({ space, level, here, mayAsk }: ActionsProps) {
  return (
    <>
      <MarkAllRead to={here} space={space} />
      {level && <LevelMenu of="space" action={`/spaces/${space.slug}/following`} level={level} />}
      {mayAsk && (
        <Button size="sm" icon="pencil-line" href={`/questions/new?space=${space.slug}`}>
          {t('conversations:space.ask')}
        </Button>
      )}
      {space.archivedAt && <span class="text-sm text-ink-3">{t('conversations:space.archived')}</span>}
    </>
  )
}

function Below({ space }: { space: PlaceView }) {
  if (space.below.length === 0) return null
  return (
    <Chips class="mt-4" label={t('conversations:space.below')}>
      {space.below.map(({ slug, name }) => (
        <Chip key={slug} href={`/spaces/${slug}`}>
          {name}
        </Chip>
      ))}
    </Chips>
  )
}
