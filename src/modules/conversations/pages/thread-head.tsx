import { t } from '../../../texts/index.ts'
import { number } from '../../../texts/writing.ts'
import { Chip, Chips } from '#ui/chip.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { AskedBy, Prose } from '#ui/post.tsx'
import { Time } from '#ui/time.tsx'
import type { AnswerView } from '../post-queries.ts'
import type { ThreadView } from '../thread-queries.ts'
import { CommentForm, CommentList } from './comments.tsx'
import { EditedNote } from './edited-note.tsx'
import { PostPoll } from './poll-box.tsx'
import { ThreadFoot } from './thread-foot.tsx'

/** What was asked, by whom, where, about what; and what one can do with it. */
export function ThreadHead({ thread }: { thread: ThreadView & { opening: AnswerView } }) {
  const { opening } = thread
  return (
    <article id={`post-${opening.id}`} class="scroll-mt-20">
      <Crumbs crumbs={crumbsOf(thread)} />
      <h1 class="f-title mt-3 wrap-anywhere" dir="auto">
        {thread.title}
      </h1>
      <AskedBy person={thread.author}>
        <span>
          {t(`conversations:${thread.kind}.by`)} <Time at={thread.createdAt} look="moment" />
        </span>
        <EditedNote post={opening} />
        {thread.viewCount > 0 && (
          <span>
            {t('conversations:views', {
              count: thread.viewCount,
              views: number(thread.viewCount),
            })}
          </span>
        )}
      </AskedBy>
      <Prose lang={opening.language} html={opening.html} quoteBy={thread.author.handle} class="mt-5" />
      <PostPoll post={opening} />
      <Labels thread={thread} />
      <ThreadFoot thread={thread} opening={opening} />
      <CommentList post={opening} thread={thread} />
      <CommentForm postId={opening.id} />
    </article>
  )
}

const crumbsOf = ({ place, parentPlace }: ThreadView) =>
  [parentPlace, place].flatMap((space) =>
    space ? [{ label: space.name, href: `/spaces/${space.slug}` }] : [],
  )

function Labels({ thread }: { thread: ThreadView }) {
  if (thread.products.length + thread.topics.length === 0) return null
  return (
    <Chips class="mt-5">
      {thread.products.map((product) => (
        <Chip key={product} icon="package">
          {product}
        </Chip>
      ))}
      {thread.topics.map((topic) => (
        <Chip key={topic.slug} icon="hash" href={`/topics/${topic.slug}`}>
          {topic.name}
        </Chip>
      ))}
    </Chips>
  )
}
