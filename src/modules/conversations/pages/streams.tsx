/** What changes in place on a thread page that is open, instead of loading it again. */
import { t } from '../../../texts/index.ts'
import { Toast } from '#ui/toast.tsx'
import { Append, Replace } from '#ui/turbo.tsx'
import { defaultSort } from './sorts.ts'
import type { PostInThread, PostView } from '../post-queries.ts'
import type { ThreadView } from '../thread-queries.ts'
import { AnswerComposer } from './answer-composer.tsx'
import { AnswersHead } from './answers.tsx'
import { CommentForm, CommentLine, listId } from './comments.tsx'
import { HelpfulButton } from './post-actions.tsx'
import { PostCard } from './post-card.tsx'
import { RemovedPost } from './removed-post.tsx'
import { ThreadFoot } from './thread-foot.tsx'
import { UndoToast } from './undo-toast.tsx'

const Said = ({ children }: { children: string }) => (
  <Append target="toasts">
    <Toast>{children}</Toast>
  </Append>
)

const Counts = ({ thread }: { thread: ThreadView }) => (
  <Replace target="answers-head">
    <AnswersHead thread={thread} sort={defaultSort(thread.kind)} />
  </Replace>
)

/** An answer was posted: it stands above an empty composer, and the thread is followed from now on. */
export function AnswerPosted({ post, opening }: { post: PostInThread; opening: PostView }) {
  const { thread } = post
  return (
    <>
      <Append target="answers-new">
        <PostCard thread={thread} post={post} found />
      </Append>
      <Counts thread={thread} />
      <Replace target="thread-foot">
        <ThreadFoot thread={thread} opening={opening} />
      </Replace>
      <Replace target="answer-section">
        <AnswerComposer thread={thread} draft={null} />
      </Replace>
      <Said>{t(`conversations:posted.${thread.kind}`)}</Said>
    </>
  )
}

export function CommentPosted({ comment }: { comment: PostInThread }) {
  return (
    <>
      <Append target={listId(comment.parentId!)}>
        <CommentLine thread={comment.thread} comment={comment} />
      </Append>
      <Replace target={`comment-on-${comment.parentId}`}>
        <CommentForm postId={comment.parentId!} />
      </Replace>
      <Said>{t('conversations:posted.comment')}</Said>
    </>
  )
}

export const HelpfulSaid = ({ post }: { post: PostInThread }) => (
  <Replace target={`helpful-${post.id}`}>
    <HelpfulButton thread={post.thread} post={post} />
  </Replace>
)

export const ThreadFootChanged = ({ thread, opening }: { thread: ThreadView; opening: PostView }) => (
  <Replace target="thread-foot" morph>
    <ThreadFoot thread={thread} opening={opening} />
  </Replace>
)

export function PostRemoved({ post }: { post: PostInThread }) {
  return (
    <>
      <Replace target={`post-${post.id}`}>
        <RemovedPost post={post} />
      </Replace>
      {post.kind !== 'comment' && <Counts thread={post.thread} />}
      <Append target="toasts">
        <UndoToast postId={post.id} />
      </Append>
    </>
  )
}

export function PostRestored({ post }: { post: PostInThread }) {
  const { thread } = post
  return (
    <>
      <Replace target={`post-${post.id}`}>
        {post.kind === 'comment' ? (
          <CommentLine thread={thread} comment={post} />
        ) : (
          <PostCard thread={thread} post={post} />
        )}
      </Replace>
      {post.kind !== 'comment' && <Counts thread={thread} />}
      <Replace target={`undo-post-${post.id}`}>
        <Toast>{t('conversations:removed.back')}</Toast>
      </Replace>
    </>
  )
}
