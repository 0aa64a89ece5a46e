import { t } from '../../../texts/index.ts'
import { Badge } from '#ui/badge.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Row } from '#ui/row.tsx'
import type { StateKind } from '#ui/state.tsx'
import { Time } from '#ui/time.tsx'
import type { ThreadRow as Thread } from '../list-queries.ts'
import { duration } from './durations.ts'
import { pathOf } from './paths.ts'

interface Props {
  thread: Thread
  /** On the page of this space its name would be noise */
  without?: string | undefined
  heading?: 'h2' | 'h3' | undefined
  /** Shows when it was asked instead of when something last happened */
  asked?: boolean | undefined
}

/** A thread in a list. */
export function ThreadRow({ thread, without, heading = 'h2', asked }: Props) {
  return (
    <Row
      state={stateOf(thread)}
      title={thread.title}
      href={pathOf(thread)}
      unread={thread.unread}
      heading={heading}
      meta={factsOf({ thread, without, asked })}
      badge={<Mark thread={thread} />}
      faces={thread.faces}
      note={noteOf(thread)}
    />
  )
}

function stateOf({ kind, acceptedPostId, answerCount, closedAt }: Thread): StateKind {
  if (kind === 'discussion') return closedAt ? 'closed' : 'talk'
  if (acceptedPostId) return 'solved'
  if (closedAt) return 'closed'
  return answerCount > 0 ? 'answered' : 'needs'
}

function factsOf({ thread, without, asked }: Props) {
  const { author, place, createdAt, activeAt, sameCount } = thread
  return [
    author.name,
    place.slug !== without && <a href={`/spaces/${place.slug}`}>{place.name}</a>,
    <Time at={asked ? createdAt : activeAt} />,
    sameCount > 0 && t('conversations:row.same', { count: sameCount }),
  ]
}

const noteOf = ({ kind, answerCount }: Thread) =>
  answerCount === 0
    ? undefined
    : t(kind === 'question' ? 'conversations:row.answers' : 'conversations:row.replies', {
        count: answerCount,
      })

// Whoever has waited this long should not be overlooked; after a month a badge would only reproach.
const longWait = { from: 60, to: 30 * 24 * 60 }

function Mark({ thread }: { thread: Thread }) {
  const { now = new Date() } = useChrome()
  if (thread.pinnedAt) return <Badge icon="pin">{t('conversations:row.pinned')}</Badge>
  const waited = (now.getTime() - thread.createdAt.getTime()) / 60_000
  const waits = stateOf(thread) === 'needs' && waited > longWait.from && waited < longWait.to
  return waits ? (
    <Badge kind="warning" icon="hourglass">
      {t('conversations:row.waits', { time: duration(waited) })}
    </Badge>
  ) : null
}
