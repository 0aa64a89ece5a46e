import type { ThreadParts as Parts } from '../live-parts.ts'
import { AcceptedPlace, AnswersHead } from './answers.tsx'
import { CommentLine } from './comments.tsx'
import { PostCard } from './post-card.tsx'
import { defaultSort } from './sorts.ts'
import { ThreadFoot } from './thread-foot.tsx'
import { ThreadHead } from './thread-head.tsx'

/** The parts of a thread page that have changed; scripts put each where its id stands. */
export function ThreadParts({ thread, opening, accepted, posts, isWhole, sort = defaultSort(thread.kind) }: Parts) {
  return (
    <>
      <AnswersHead thread={thread} sort={sort} />
      {isWhole ? <ThreadHead thread={{ ...thread, opening }} /> : <ThreadFoot thread={thread} opening={opening} />}
      {accepted !== undefined && <AcceptedPlace thread={thread} post={accepted} />}
      {posts.map((post) =>
        post.kind === 'comment' ? (
          <div key={post.id} data-under={`comments-${post.parentId}`}>
            <CommentLine thread={thread} comment={post} />
          </div>
        ) : (
          <PostCard key={post.id} thread={thread} post={post} />
        ),
      )}
    </>
  )
}
