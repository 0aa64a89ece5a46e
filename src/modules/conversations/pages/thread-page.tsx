import type { ComponentChildren } from 'preact'
import { t } from '../../../texts/index.ts'
import { useChrome } from '#ui/chrome.ts'
import { Page } from '#ui/page.tsx'
import { Quotable } from '#ui/quotable.tsx'
import type { Said } from '../shapes.ts'
import type { ThreadPageReading } from '../thread-reading.ts'
import { AnswerComposer, composerId } from './answer-composer.tsx'
import { AcceptedAnswer, AnswersHead, Answers, NewAnswers } from './answers.tsx'
import { FeedLink } from './feed-link.tsx'
import { pathOf } from './paths.ts'
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
  /** What somebody typed when it was refused, and why */
  typed?: string | undefined
  error?: string | undefined
}

/** A question or a discussion: what was asked, the accepted answer, the others, and room for one more. */
export function ThreadPage({ thread, said, undo, typed, error }: ThreadPageProps) {
  const { baseUrl } = useChrome()
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
      toasts={undo && <UndoToast postId={undo} />}
    >
      <Reading thread={thread}>
        <ThreadBanners thread={thread} said={said} />
        <Words quotable={thread.may.answer}>
          <ThreadHead thread={thread} />
          {thread.accepted && (
            <AcceptedAnswer
              thread={thread}
              post={thread.accepted}
              found={thread.foundId === thread.accepted.id}
            />
          )}
          <section class="mt-10" id="answers" aria-labelledby="answers-title">
            <AnswersHead thread={thread} sort={thread.sort} startsAt={thread.startsAt} />
            <Answers thread={thread} page={thread} />
            <NewAnswers />
          </section>
        </Words>
        <AnswerComposer thread={thread} draft={thread.beside.draft} typed={typed} error={error} />
      </Reading>
    </Page>
  )
}

/** Says that the thread was read once it was looked at for a moment: a page fetched ahead was not. */
function Reading({ thread, children }: { thread: ThreadPageReading; children: ComponentChildren }) {
  const { viewer } = useChrome()
  const data = viewer
    ? { 'data-controller': 'mark-read', 'data-mark-read-url-value': `/threads/${thread.id}/reading` }
    : {}
  return <div {...data}>{children}</div>
}

/** Where somebody may answer, words can be quoted; elsewhere a page needs no script for it. */
function Words({ quotable, children }: { quotable: boolean; children: ComponentChildren }) {
  return quotable ? <Quotable field={composerId}>{children}</Quotable> : <div>{children}</div>
}
