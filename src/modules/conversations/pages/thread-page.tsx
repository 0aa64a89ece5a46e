import type { ComponentChildren } from 'preact'
import { t } from '../../../texts/index.ts'
import { useChrome } from '#ui/chrome.ts'
import { LiveNews, useLive } from '#ui/live.tsx'
import { Page } from '#ui/page.tsx'
import { Quotable } from '#ui/quotable.tsx'
import type { Said } from '../shapes.ts'
import type { ThreadPageReading } from '../thread-reading.ts'
import { AnswerComposer, composerId } from './answer-composer.tsx'
import { AcceptedPlace, AnswersHead, Answers, NewAnswers } from './answers.tsx'
import { FeedLink } from './feed-link.tsx'
import { pathOf } from './paths.ts'
import { UndoPollToast } from './poll-pages.tsx'
import { PresencePlace } from './presence.tsx'
import { ReactionWords } from './reactions.tsx'
import { breadcrumbs, threadData } from './structured-data.ts'
import { ThreadBanners } from './thread-banners.tsx'
import { ThreadHead } from './thread-head.tsx'
import { ThreadRail } from './thread-rail.tsx'
import { UndoToast } from './undo-toast.tsx'

export interface ThreadPageProps {
  thread: ThreadPageReading
  said?: Said | undefined
  /** A post that was just removed */
  undo?: number | undefined
  undoPoll?: number | undefined
  /** What somebody typed when it was refused, and why */
  typed?: string | undefined
  error?: string | undefined
}

/** A question or a discussion: what was asked, the accepted answer, the others, and room for one more. */
export function ThreadPage({ thread, said, undo, undoPoll, typed, error }: ThreadPageProps) {
  const { baseUrl, viewer } = useChrome()
  const path = pathOf(thread)
  const feed = { href: `/${thread.kind}s/${thread.id}.atom`, title: thread.title }
  return (
    <Page
      title={thread.title}
      description={thread.opening.excerpt}
      canonical={path}
      nav={`space:${thread.place.slug}`}
      noindex={thread.removedAt !== null}
      structuredData={[threadData(thread, baseUrl), breadcrumbs(thread, baseUrl)]}
      head={<FeedLink {...feed} />}
      rail={<ThreadRail thread={thread} />}
      railLabel={t(`conversations:${thread.kind}.about`)}
      toasts={undo ? <UndoToast postId={undo} /> : undoPoll && <UndoPollToast id={undoPoll} />}
    >
      <Reading thread={thread}>
        <ThreadBanners thread={thread} said={said} />
        <Words quotable={thread.may.answer}>
          <ThreadHead thread={thread} />
          <AcceptedPlace thread={thread} post={thread.accepted} found={thread.foundId === thread.accepted?.id} />
          <section class="mt-10" id="answers" aria-labelledby="answers-title">
            <AnswersHead thread={thread} sort={thread.sort} startsAt={thread.startsAt} />
            <Answers thread={thread} page={thread} />
            <NewAnswers />
          </section>
        </Words>
        {viewer && <ReactionWords />}
        <PresencePlace />
        <LiveNews text={newsOf(thread)} />
        <AnswerComposer thread={thread} draft={thread.beside.draft} typed={typed} error={error} />
      </Reading>
    </Page>
  )
}

/** Says that the thread was read once it was looked at for a moment: a page fetched ahead was not. */
function Reading({ thread, children }: { thread: ThreadPageReading; children: ComponentChildren }) {
  const { viewer } = useChrome()
  const live = useLive(`thread:${thread.id}`)
  const controllers = ['live-thread', viewer && 'mark-read'].filter(Boolean).join(' ')
  return (
    <div
      {...live}
      data-controller={controllers}
      data-live-thread-id-value={thread.id}
      data-live-thread-sort-value={thread.sort}
      data-mark-read-url-value={viewer ? `/threads/${thread.id}/reading` : undefined}
    >
      {children}
    </div>
  )
}

const newsOf =
  ({ kind }: ThreadPageReading) =>
  (count: number, number: string) =>
    t(`conversations:live.${kind === 'question' ? 'answers' : 'replies'}`, { count, number })

/** Where somebody may answer, words can be quoted; elsewhere a page needs no script for it. */
function Words({ quotable, children }: { quotable: boolean; children: ComponentChildren }) {
  return quotable ? <Quotable field={composerId}>{children}</Quotable> : <div>{children}</div>
}
