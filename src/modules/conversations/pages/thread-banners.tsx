import { t } from '../../../texts/index.ts'
import { Alert } from '#ui/alert.tsx'
import { ActionButton } from '#ui/form.tsx'
import { Own } from '#ui/own.tsx'
import { Time } from '#ui/time.tsx'
import type { Said } from '../shapes.ts'
import type { OwnInThread } from '../thread-own.ts'
import type { ThreadPageReading } from '../thread-reading.ts'
import { pathOf } from './paths.ts'

/** What one should know before reading: that it is closed or removed, what was just done, what is new. */
export function ThreadBanners({ thread, said }: { thread: ThreadPageReading; said: Said | undefined }) {
  const shown = [
    <SaidBanner said={said} thread={thread} />,
    <RemovedBanner thread={thread} />,
    <ClosedBanner thread={thread} />,
    <OwnNews thread={thread} />,
  ]
  return <div class="grid gap-3 mb-5 empty:hidden">{shown}</div>
}

function SaidBanner({ said, thread }: { said: Said | undefined; thread: ThreadPageReading }) {
  return said ? <Alert kind="success">{said === 'helped' ? thanksTo(helperIn(thread)) : wordsOf(said, thread)}</Alert> : null
}

// Whose answer solved it: the accepted one, or the one that helped most people so far.
const helperIn = ({ kind, accepted, answers }: ThreadPageReading) => (accepted ?? (kind === 'question' ? answers[0] : undefined))?.author
const thanksTo = (helper: { name: string } | undefined) =>
  helper ? t('conversations:said.helped', { name: helper.name }) : t('conversations:said.helpedAlone')
const wordsOf = (said: Exclude<Said, 'helped'>, { kind }: ThreadPageReading) =>
  t(said === 'asked' && kind === 'discussion' ? 'conversations:said.started' : `conversations:said.${said}`)

function RemovedBanner({ thread }: { thread: ThreadPageReading }) {
  if (thread.removedAt === null) return null
  const restore = thread.may.restore && (
    <ActionButton size="sm" icon="undo-2" action={`/threads/${thread.id}/restoration`}>
      {t('conversations:removed.restore')}
    </ActionButton>
  )
  return (
    <Alert kind="error" icon="trash-2" actions={restore}>
      {t('conversations:removed.banner', { name: thread.removedBy?.name ?? '' })}{' '}
      <Time at={thread.removedAt} look="moment" />. {t('conversations:removed.who')}
    </Alert>
  )
}

function ClosedBanner({ thread }: { thread: ThreadPageReading }) {
  if (thread.closedAt === null || thread.removedAt !== null) return null
  const reopen = thread.may.reopen && (
    <ActionButton size="sm" icon="lock-open" action={`/threads/${thread.id}/closure`} method="delete">
      {t('conversations:menu.reopen')}
    </ActionButton>
  )
  return (
    <Alert icon="lock" actions={reopen}>
      {t('conversations:closed.since')} <Time at={thread.closedAt} look="date" />.{' '}
      {thread.closedReason ?? t('conversations:closed.readOn')}
    </Alert>
  )
}

function OwnNews({ thread }: { thread: ThreadPageReading }) {
  return (
    <Own<OwnInThread> anew={({ unseen }) => (unseen.count > 0 ? <NewsBanner thread={thread} unseen={unseen} /> : null)}>
      <NewsBanner thread={thread} unseen={thread.beside.unseen} />
    </Own>
  )
}

function NewsBanner({ thread, unseen: { count, firstId } }: { thread: ThreadPageReading; unseen: OwnInThread['unseen'] }) {
  if (count === 0 || firstId === null) return null
  return (
    <p class="flex items-center gap-2 text-sm text-ink-2">
      <span class="size-1.75 rounded-full bg-brand" aria-hidden="true" />
      <a class="f-link font-semibold" href={`${pathOf(thread)}?post=${firstId}#post-${firstId}`}>
        {t('conversations:news', { count })}
      </a>
    </p>
  )
}
