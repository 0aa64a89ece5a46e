import { t } from '../../../texts/index.ts'
import { Page } from '#ui/page.tsx'
import { Prose } from '#ui/post.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { BestAnswer } from '../best-answer.ts'
import { OpenThread, SolvedButton } from './matches.tsx'
import { pathOf } from './paths.ts'

/** The accepted or best answer, to be read in place where a thread was found. */
export function AnswerFrame({ thread, answer, token }: BestAnswer & { token: string | null }) {
  const path = pathOf(thread)
  return (
    <Frame id={`answer-${thread.id}`} target="_top">
      {answer ? (
        <>
          <Prose lang={answer.language} html={answer.html} small />
          <p class="text-sm text-ink-3 mt-2">
            {t(`conversations:ask.${thread.acceptedPostId === answer.id ? 'acceptedBy' : 'answeredBy'}`, {
              name: answer.author.name,
            })}
          </p>
        </>
      ) : (
        <p class="text-ink-2">{t('conversations:ask.noAnswer')}</p>
      )}
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mt-3.5">
        {token && answer && <SolvedButton token={token} threadId={thread.id} />}
        <OpenThread path={path} />
      </div>
    </Frame>
  )
}

export function AnswerPage(props: BestAnswer & { token: string | null }) {
  return (
    <Page title={props.thread.title} canonical={pathOf(props.thread)} shape="is-one" noindex>
      <h1 class="f-title mb-5">{props.thread.title}</h1>
      <AnswerFrame {...props} />
    </Page>
  )
}
