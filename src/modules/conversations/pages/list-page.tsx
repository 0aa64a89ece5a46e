import { t } from '../../../texts/index.ts'
import { number } from '../../../texts/writing.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { ListBeside, ListReading, PlaceView } from '../list-reading.ts'
import type { Kind } from '../shapes.ts'
import { FeedLink } from './feed-link.tsx'
import { PassedToast } from './for-you-parts.tsx'
import { ListFilters, listHref, ListTabs } from './list-parts.tsx'
import { MarkAllRead, ReadToast } from './marking.tsx'
import { NothingHere } from './nothing-here.tsx'
import { ListRail } from './list-rail.tsx'
import { listPath } from './paths.ts'
import { ThreadRows } from './thread-rows.tsx'
import { UndoThreadToast } from './undo-toast.tsx'

interface Props {
  reading: ListReading & { kind: Kind; beside: ListBeside }
  /** Not the first page */
  older: boolean
  undo?: number | undefined
  /** When everything, or the space, was just marked as read */
  read?: Date | undefined
  /** A thread that was just said to be of no interest */
  passed?: number | undefined
}

/** All questions or all discussions. */
export function ListPage({ reading, older, undo, read, passed }: Props) {
  const { kind, list, space, topic, beside } = reading
  const path = listPath(kind)
  const feed = list === 'unanswered' || list === 'trending' ? `${path}.atom?list=${list}` : `${path}.atom`
  const filters = { space: space?.slug, topic: topic?.slug }
  const here = listHref(path, { list, ...filters })
  const title = t(`conversations:lists.${kind}`)
  const { community } = useChrome()
  return (
    <Page
      title={title}
      description={t(`conversations:lists.described.${kind}`, { community: community.name })}
      canonical={path}
      nav={`${kind}s`}
      noindex={older || list !== 'latest' || space !== null || topic !== null}
      head={<FeedLink href={feed} title={title} />}
      rail={<ListRail beside={beside} feed={feed} />}
      railLabel={t(`conversations:lists.about.${kind}`)}
      toasts={<Toasts {...{ undo, read, passed, here }} space={space ?? undefined} />}
    >
      <PageHead
        title={title}
        lead={<Lead reading={reading} />}
        actions={<Actions kind={kind} here={here} space={space ?? undefined} />}
      />
      <ListTabs
        path={path}
        list={list}
        kind={kind}
        unanswered={kind === 'question' ? beside.goes.unanswered : undefined}
        forYou={reading.forYou.wanted}
        {...filters}
      />
      <ListFilters path={path} reading={reading} />
      {older && (
        <p class="py-3 border-b border-line text-sm">
          <a class="f-link" href={here}>
            {t('conversations:list.newest')}
          </a>
        </p>
      )}
      {reading.rows.length === 0 ? (
        <NothingHere list={list} kind={kind} forYou={reading.forYou} />
      ) : (
        <ThreadRows isFirst={!older} rows={reading.rows} next={reading.next} href={here} asked={list === 'unanswered'} />
      )}
    </Page>
  )
}

function Toasts({ undo, read, passed, here, space }: Pick<Props, 'undo' | 'read' | 'passed'> & { here: string; space: PlaceView | undefined }) {
  return (
    <>
      {undo && <UndoThreadToast threadId={undo} />}
      {read && <ReadToast to={here} space={space} read={read} />}
      {passed && <PassedToast id={passed} to={here} />}
    </>
  )
}

function Actions({ kind, here, space }: { kind: Kind; here: string; space: PlaceView | undefined }) {
  const { viewer } = useChrome()
  return (
    <>
      <MarkAllRead to={here} space={space} />
      {viewer && kind === 'discussion' && (
        <Button size="sm" icon="messages-square" href="/discussions/new">
          {t('conversations:lists.start')}
        </Button>
      )}
    </>
  )
}

/** What there is, in one line; members are told what is new. */
function Lead({ reading }: { reading: Props['reading'] }) {
  const { unreadQuestions, unreadDiscussions = 0 } = useChrome()
  const { goes } = reading.beside
  const fresh = reading.kind === 'question' ? unreadQuestions : unreadDiscussions
  const news = fresh > 0 ? ` ${t('conversations:lists.news', { count: fresh })}` : ''
  if (reading.kind === 'discussion')
    return (
      <>
        {t('conversations:lists.talks', { count: goes.discussions, number: number(goes.discussions) })}
        {news}
      </>
    )
  const share = goes.questions === 0 ? 0 : Math.round((goes.answered / goes.questions) * 100)
  return (
    <>
      {t('conversations:lists.asked', { count: goes.questions, number: number(goes.questions), share })}
      {news}
    </>
  )
}
