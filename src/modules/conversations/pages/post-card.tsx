import { t } from '../../../texts/index.ts'
import { cx } from '#ui/classes.ts'
import { Byline, Post, Prose } from '#ui/post.tsx'
import { Time } from '#ui/time.tsx'
import type { AnswerView } from '../post-queries.ts'
import type { ThreadView } from '../thread-queries.ts'
import { CommentForm, CommentList } from './comments.tsx'
import { EditedNote } from './edited-note.tsx'
import { PostPoll } from './poll-box.tsx'
import { PostActions } from './post-actions.tsx'
import { RemovedPost } from './removed-post.tsx'

export interface PostCardProps {
  thread: ThreadView
  post: AnswerView
  /** The one that the address asks for */
  found?: boolean | undefined
  /** Inside the accepted box, which has its own edge */
  framed?: boolean | undefined
}

/** An answer or a reply, with its comments. */
export function PostCard({ thread, post, found, framed }: PostCardProps) {
  if (post.removedAt !== null) return <RemovedPost post={post} />
  return (
    <Post
      id={`post-${post.id}`}
      label={t(`conversations:by.${post.kind}`, { name: post.author.name })}
      class={cx(framed && '!border-t-0 !p-0', found && 'is-found')}
      {...(found && foundData)}
    >
      <Byline person={post.author}>
        <Time at={post.createdAt} look="moment" />
        {post.editedAt !== null && (
          <>
            , <EditedNote post={post} />
          </>
        )}
      </Byline>
      <Prose lang={post.language} html={post.html} quoteBy={post.author.handle} class="mt-4" />
      <PostPoll post={post} />
      <PostActions thread={thread} post={post} />
      <CommentList thread={thread} post={post} />
      <CommentForm postId={post.id} />
    </Post>
  )
}

export const foundData = { 'data-controller': 'found' }
