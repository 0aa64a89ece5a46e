import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Composer } from '#ui/composer.tsx'
import { Own, type OwnChrome } from '#ui/own.tsx'
import type { Draft } from '../drafts.ts'
import type { OwnInThread } from '../thread-own.ts'
import type { ThreadView } from '../thread-queries.ts'
import { pathOf, signInTo } from './paths.ts'

/** Id of the text field: quotes are taken into it. */
export const composerId = 'answer'

interface Props {
  thread: ThreadView
  draft: Draft | null
  typed?: string | undefined
  error?: string | undefined
}

/** Room for one more, at the end of the thread. */
export function AnswerComposer(props: Props) {
  // Whoever has begun an answer finds it again; the asker is spoken to as such.
  const anew = ({ chrome, draft }: OwnInThread & OwnChrome) =>
    draft || chrome.viewer!.id === props.thread.author.id ? <Section {...props} draft={draft} /> : null
  return (
    <Own<OwnInThread & OwnChrome> anew={anew}>
      <Section {...props} />
    </Own>
  )
}

function Section({ thread, draft, typed, error }: Props) {
  const { viewer } = useChrome()
  return (
    <section class="mt-8" id="answer-section" aria-labelledby="answer-title">
      {thread.may.answer ? (
        <Open thread={thread} draft={draft} typed={typed} error={error} />
      ) : viewer === null ? (
        <ForGuest thread={thread} />
      ) : (
        <Shut thread={thread} />
      )}
    </section>
  )
}

function Open({ thread, draft, typed, error }: Props) {
  const { viewer } = useChrome()
  const lead = leadOf(thread, viewer?.id === thread.author.id)
  return (
    <>
      <h2 id="answer-title" class="f-h2 mb-1">
        {t(`conversations:compose.title.${thread.kind}`)}
      </h2>
      {lead && <p class="text-ink-2 mb-3.5">{lead}</p>}
      <Composer
        uploads="/files"
        id={composerId}
        label={t(`conversations:compose.label.${thread.kind}`)}
        action={`/threads/${thread.id}/answers`}
        cta={t(`conversations:compose.cta.${thread.kind}`)}
        placeholder={t(`conversations:compose.placeholder.${thread.kind}`)}
        place={`thread:${thread.id}`}
        draftVersion={draft?.version}
        value={typed ?? draft?.body}
        error={error}
        quotable
        extra={<PollButton />}
        required
        rows={5}
      />
    </>
  )
}

/** Sends the text and goes on to the poll; a plain form all the way, so the page leaves for it. */
export const PollButton = () => (
  <Button kind="ghost" type="submit" icon="chart-bar-big" name="goOn" value="poll" label={t('conversations:poll.withPoll')} data-turbo="false" />
)

function leadOf(thread: ThreadView, own: boolean): string {
  if (thread.closedAt) return t('conversations:compose.closedTeam')
  if (thread.kind === 'discussion') return ''
  if (own) return t(thread.acceptedPostId ? 'conversations:compose.ownHas' : 'conversations:compose.ownWaits')
  const name = thread.author.name
  return thread.acceptedPostId
    ? t('conversations:compose.hasAnswer', { name })
    : t('conversations:compose.waits', { name })
}

function ForGuest({ thread }: { thread: ThreadView }) {
  if (thread.closedAt) return <Shut thread={thread} />
  return (
    <div class="f-well">
      <h2 id="answer-title" class="f-h2">
        {t(`conversations:compose.title.${thread.kind}`)}
      </h2>
      <p class="text-ink-2 mt-1">{t('conversations:compose.guest')}</p>
      <p class="flex flex-wrap gap-2 mt-3">
        <Button kind="primary" href={signInTo(`${pathOf(thread)}#answer-section`)} rel="nofollow">
          {t(`conversations:compose.signIn.${thread.kind}`)}
        </Button>
        <Button href="/join">{t('conversations:compose.join')}</Button>
      </p>
    </div>
  )
}

function Shut({ thread }: { thread: ThreadView }) {
  const why = thread.removedAt
    ? 'removed'
    : thread.closedAt
      ? 'closed'
      : thread.space.archivedAt
        ? 'archived'
        : 'notYou'
  return (
    <p id="answer-title" class="f-well text-ink-2">
      {t(`conversations:compose.shut.${why}`)}
    </p>
  )
}
