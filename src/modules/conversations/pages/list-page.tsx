import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { ListBeside, ListReading } from '../list-reading.ts'
import type { Kind } from '../shapes.ts'
import { FeedLink } from './feed-link.tsx'
import { ListFilters, listHref, ListTabs, MarkAllRead, NothingHere } from './list-parts.tsx'
import { ListRail } from './list-rail.tsx'
import { listPath } from './paths.ts'
import { ThreadRows } from './thread-rows.tsx'
import { UndoThreadToast } from './undo-toast.tsx'

interface Props {
  reading: ListReading & { kind: Kind; beside: ListBeside }
  /** Not the first page */
  older: boolean
  undo?: number | undefined
}

/** All questions or all discussions. */
export function ListPage({ reading, older, undo }: Props) {
  const { kind, list, space, topic, beside } = reading
  const path = listPath(kind)
  const filters = { space: space?.slug, topic: topic?.slug }
  const here = listHref(path, { list, ...filters })
  const title = t(`conversations:lists.${kind}`)
  return (
    <Page
      title={title}
      canonical={path}
      nav={`${kind}s`}
      noindex={older || list !== 'latest' || space !== null || topic !== null}
      head={<FeedLink href={`${path}.atom`} title={title} />}
      rail={<ListRail beside={beside} feed={`${path}.atom`} />}
      railLabel={t(`conversations:lists.about.${kind}`)}
      toasts={undo && <UndoThreadToast threadId={undo} />}
    >
      <PageHead
        title={title}
        lead={<Lead reading={reading} />}
        actions={<Actions kind={kind} here={here} />}
      />
      <ListTabs
        path={path}
        list={list}
        kind={kind}
        unanswered={kind === 'question' ? beside.goes.unanswered : undefined}
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
        <NothingHere list={list} kind={kind} />
      ) : (
        <ThreadRows rows={reading.rows} next={reading.next} href={here} asked={list === 'unanswered'} />
      )}
    </Page>
  )
}

function Actions({ kind, here }: { kind: Kind; here: string }) {
  const { viewer } = useChrome()
  return (
    <>
      <MarkAllRead to={here} />
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
  const { unreadQuestions } = useChrome()
  const { goes } = reading.beside
  const number = (figure: number) => figure.toLocaleString('en')
  const news = unreadQuestions > 0 ? ` ${t('conversations:lists.news', { count: unreadQuestions })}` : ''
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
