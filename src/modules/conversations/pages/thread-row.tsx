import { t } from '../../../texts/index.ts'
import { Badge } from '#ui/badge.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Row } from '#ui/row.tsx'
import type { StateKind } from '#ui/state.tsx'
import { Time } from '#ui/time.tsx'
import type { Reason } from '../for-you.ts'
import type { ThreadRow as Thread } from '../list-queries.ts'
import { duration } from './durations.ts'
import { Because, NotInterested } from './for-you-parts.tsx'
import { pathOf } from './paths.ts'

interface Props {
  thread: Thread & { reason?: Reason | undefined }
  /** On the page of this space its name would be noise */
  without?: string | undefined
  heading?: 'h2' | 'h3' | undefined
  /** Shows when it was asked instead of when something last happened */
  asked?: boolean | undefined
  /** Why it is shown, in words */
  told?: string | undefined
  /** The address of the feed that it stands in */
  feed?: string | undefined
}

/** A thread in a list. */
export function ThreadRow({ thread, without, heading = 'h2', asked, feed, told }: Props) {
  return (
    <Row
      state={stateOf(thread)}
      title={thread.title}
      href={thread.fresh > 0 && !thread.isNew ? `${pathOf(thread)}?from=unread` : pathOf(thread)}
      unread={thread.unread}
      heading={heading}
      meta={factsOf({ thread, without, asked })}
      badge={<Mark thread={thread} />}
      after={thread.reason ? <Because reason={thread.reason} /> : told && <p class="f-because">{told}</p>}
      action={thread.reason && feed && <NotInterested id={thread.id} title={thread.title} to={feed} />}
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
    newsIn(thread),
  ]
}

/** What is new in it for the viewer: all of it, or so many posts. */
function newsIn({ unread, isNew, fresh }: Thread) {
  if (!unread || (!isNew && fresh === 0)) return false
  return <b class="f-fresh">{isNew ? t('conversations:row.new') : t('conversations:row.fresh', { number: fresh < 100 ? fresh : '99+' })}</b>
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
