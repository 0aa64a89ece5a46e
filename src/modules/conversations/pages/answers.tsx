import { t } from '../../../texts/index.ts'
import { useChrome } from '#ui/chrome.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { writeMoment } from '#ui/moments.ts'
import { LoadMore } from '#ui/pager.tsx'
import { Accepted } from '#ui/post.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { AnswersPage } from '../answer-queries.ts'
import type { AnswerView } from '../post-queries.ts'
import type { Sort } from '../shapes.ts'
import type { ThreadView } from '../thread-queries.ts'
import { JumpToDate } from './jump-to-date.tsx'
import { pathOf } from './paths.ts'
import { PostCard } from './post-card.tsx'

/** Where the accepted answer stands, or will. */
export const AcceptedPlace = ({ thread, post, found }: { thread: ThreadView; post: AnswerView | null; found?: boolean | undefined }) => (
  <div id="accepted-place">{post && <AcceptedAnswer thread={thread} post={post} found={found} />}</div>
)

/** The accepted answer, directly under the question: who chose it, and how many it helped. */
function AcceptedAnswer({
  thread,
  post,
  found,
}: {
  thread: ThreadView
  post: AnswerView
  found?: boolean | undefined
}) {
  return (
    <div class="mt-8">
      <Accepted title={t('conversations:accepted.title')} note={<Chosen thread={thread} post={post} />}>
        <PostCard thread={thread} post={post} found={found} framed />
      </Accepted>
    </div>
  )
}

function Chosen({ thread, post }: { thread: ThreadView; post: AnswerView }) {
  const { acceptedBy, acceptedAt } = thread
  return (
    <>
      {acceptedBy && acceptedAt && (
        <>
          {t('conversations:accepted.by', { name: acceptedBy.name })} <Time at={acceptedAt} />.{' '}
        </>
      )}
      {post.helpfulCount > 0 && t('conversations:accepted.helped', { count: post.helpfulCount })}
    </>
  )
}

interface HeadProps {
  thread: ThreadView
  sort: Sort
  startsAt?: Date | null | undefined
}

// From here on one looks for a place in a thread rather than reads it all.
const long = 20

/** How many there are, in which order, and where one stands in them. */
export function AnswersHead({ thread, sort, startsAt }: HeadProps) {
  const others = thread.answerCount - (thread.acceptedPostId === null ? 0 : 1)
  return (
    <div id="answers-head" class="pb-3">
      <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="answers-title" class="f-h2">
          {titleOf(thread, others)}
        </h2>
        {others > 1 && <SortMenu thread={thread} sort={sort} />}
      </div>
      {thread.answerCount > long && <JumpToDate thread={thread} />}
      {startsAt && <StartNote thread={thread} startsAt={startsAt} />}
    </div>
  )
}

function titleOf(thread: ThreadView, others: number): string {
  if (others === 0)
    return t(
      thread.acceptedPostId ? 'conversations:answers.noOthers' : `conversations:answers.none.${thread.kind}`,
    )
  if (thread.kind === 'discussion') return t('conversations:answers.replies', { count: others })
  return t(thread.acceptedPostId ? 'conversations:answers.others' : 'conversations:answers.answers', {
    count: others,
  })
}

const sorts: Sort[] = ['helpful', 'oldest', 'newest']

function SortMenu({ thread, sort }: { thread: ThreadView; sort: Sort }) {
  return (
    <Menu title={t(`conversations:sort.${sort}`)} label={t('conversations:sort.now', { order: t(`conversations:sort.${sort}`) })} icon="chevron-down">
      {sorts.map((each) => (
        <MenuItem key={each} href={`${pathOf(thread)}?sort=${each}#answers`} current={each === sort}>
          {t(`conversations:sort.${each}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}

function StartNote({ thread, startsAt }: { thread: ThreadView; startsAt: Date }) {
  const { lang, timeZone, now = new Date() } = useChrome()
  const when = writeMoment(startsAt, 'date', { lang, timeZone, now })
  return (
    <p class="mt-2 text-sm text-ink-2">
      {t('conversations:answers.from', { when })}{' '}
      <a class="f-link" href={`${pathOf(thread)}?sort=oldest#answers`}>
        {t('conversations:answers.fromStart')}
      </a>
    </p>
  )
}

/** A page of answers, and the way to the next one. */
export function Answers({ thread, page }: { thread: ThreadView; page: AnswersPage }) {
  const more = page.next && `/threads/${thread.id}/answers?sort=${page.sort}&after=${page.next}`
  return (
    <>
      {page.answers.map((post) => (
        <PostCard key={post.id} thread={thread} post={post} found={post.id === page.foundId} />
      ))}
      <LoadMore id={`after-${page.next}`} href={more}>
        {t(`conversations:answers.more.${thread.kind}`)}
      </LoadMore>
    </>
  )
}

/** The next page, for the frame at the end of the one before. Links in it leave the frame. */
export function MoreAnswers({
  thread,
  page,
  after,
}: {
  thread: ThreadView
  page: AnswersPage
  after: string
}) {
  return (
    <Frame id={`after-${after}`}>
      <Frame id={`rows-${after}`} target="_top">
        <Answers thread={thread} page={page} />
      </Frame>
    </Frame>
  )
}

/** Where an answer appears that was just written here, in whatever order the others stand. */
export const NewAnswers = () => <div id="answers-new" />
