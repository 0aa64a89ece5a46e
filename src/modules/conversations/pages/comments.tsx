import type { ComponentChildren } from 'preact'
import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Menu, MenuItem, MenuRule } from '#ui/menu.tsx'
import { Own } from '#ui/own.tsx'
import { Comment, Comments } from '#ui/post.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { AnswerView, PostView } from '../post-queries.ts'
import type { OwnInThread } from '../thread-own.ts'
import type { ThreadView } from '../thread-queries.ts'
import { Reactions } from './reactions.tsx'
import { RemovedPost } from './removed-post.tsx'

const formFrame = (postId: number) => `comment-on-${postId}`
export const listId = (postId: number) => `comments-${postId}`

/** Opens the form under the post; without scripts, on a page of its own. */
export function CommentLink({ postId }: { postId: number }) {
  return (
    <Button
      kind="ghost"
      size="sm"
      icon="message-circle"
      tuck
      href={`/posts/${postId}/comments/new`}
      rel="nofollow"
      data-turbo-frame={formFrame(postId)}
    >
      {t('conversations:comment.do')}
    </Button>
  )
}

/** Where the form appears. */
export function CommentForm({ postId, children }: { postId: number; children?: ComponentChildren }) {
  return <Frame id={formFrame(postId)}>{children}</Frame>
}

/** The first comments, and a way to the others. */
export function CommentList({ thread, post }: { thread: ThreadView; post: AnswerView }) {
  const hidden = post.commentCount - post.comments.length
  const frame = `all-${listId(post.id)}`
  return (
    <Frame id={frame} target="_top">
      <Comments id={listId(post.id)}>
        {post.comments.map((comment) => (
          <CommentLine key={comment.id} thread={thread} comment={comment} />
        ))}
      </Comments>
      {hidden > 0 && (
        <a
          class="f-quiet inline-flex items-center min-h-6 mt-3.5 ms-5.5 text-sm font-semibold"
          href={`/posts/${post.id}/comments`}
          rel="nofollow"
          data-turbo-frame={frame}
        >
          {t('conversations:comment.all', { count: hidden })}
        </a>
      )}
    </Frame>
  )
}

export function CommentLine({ thread, comment }: { thread: ThreadView; comment: PostView }) {
  if (comment.removedAt !== null) return <RemovedPost post={comment} />
  return (
    <Comment
      id={`post-${comment.id}`}
      person={comment.author}
      html={comment.html}
      lang={comment.language}
      when={<When thread={thread} comment={comment} />}
      actions={<OwnMenu comment={comment} />}
    />
  )
}

function When({ comment }: { thread: ThreadView; comment: PostView }) {
  return (
    <>
      <Time at={comment.createdAt} />
      {comment.editedAt !== null && (
        <>
          ,{' '}
          <a class="f-quiet" href={`/posts/${comment.id}/history`} rel="nofollow">
            {t('conversations:edited', { count: comment.version - 1 })}
          </a>
        </>
      )}
    </>
  )
}

function OwnMenu({ comment }: { comment: PostView }) {
  const anew = ({ posts }: OwnInThread) => {
    const mine = posts.get(comment.id)
    return mine ? <Ends comment={mine} /> : null
  }
  return (
    <Own<OwnInThread> anew={anew}>
      <Ends comment={comment} />
    </Own>
  )
}

const Ends = ({ comment }: { comment: PostView }) => (
  <>
    <Reactions post={comment} />
    <CommentMenu comment={comment} />
  </>
)

function CommentMenu({ comment }: { comment: PostView }) {
  const { edit, remove, bookmark } = comment.may
  if (!edit && !remove && !bookmark) return null
  return (
    <Menu label={t('conversations:menu.ofComment', { name: comment.author.name })} class="-my-1">
      {edit && (
        <MenuItem icon="pencil" href={`/posts/${comment.id}/edit`}>
          {t('conversations:menu.edit')}
        </MenuItem>
      )}
      {bookmark && (
        <MenuItem icon={comment.bookmarked ? 'bookmark-check' : 'bookmark'} href={`/posts/${comment.id}/bookmark`}>
          {t(comment.bookmarked ? 'conversations:bookmark.change' : 'conversations:bookmark.do')}
        </MenuItem>
      )}
      {remove && <MenuRule />}
      {remove && (
        <MenuItem icon="trash-2" danger action={`/posts/${comment.id}`} method="delete">
          {t('conversations:menu.remove')}
        </MenuItem>
      )}
    </Menu>
  )
}
