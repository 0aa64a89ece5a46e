import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { ActionButton } from '#ui/form.tsx'
import { Menu, MenuItem, MenuRule } from '#ui/menu.tsx'
import { Own } from '#ui/own.tsx'
import { PostFoot } from '#ui/post.tsx'
import type { PostView } from '../post-queries.ts'
import type { OwnInThread } from '../thread-own.ts'
import type { ThreadView } from '../thread-queries.ts'
import { BookmarkButton } from './bookmark-button.tsx'
import { CommentLink } from './comments.tsx'
import { postPath, signInTo } from './paths.ts'
import { Reactions } from './reactions.tsx'
import { ShareLink } from './share-link.tsx'

interface Props {
  thread: ThreadView
  post: PostView
}

/** Helpful, comment, share, accept; the rest in a menu. */
export function PostActions(props: Props) {
  const { thread, post } = props
  const anew = (own: OwnInThread) => {
    const mine = own.posts.get(post.id)
    return mine ? <Foot thread={own.thread ?? thread} post={mine} /> : null
  }
  return (
    <Own<OwnInThread> anew={anew}>
      <Foot {...props} />
    </Own>
  )
}

function Foot({ thread, post }: Props) {
  return (
    <PostFoot id={`foot-${post.id}`}>
      <HelpfulButton thread={thread} post={post} />
      <Reactions post={post} />
      {post.may.comment && <CommentLink postId={post.id} />}
      <ShareLink path={postPath(thread, post.id)} />
      <BookmarkButton post={post} />
      <AcceptButton thread={thread} post={post} />
      <PostMenu thread={thread} post={post} />
    </PostFoot>
  )
}

/** A guest is led to sign in; authors see what others found. */
export function HelpfulButton({ thread, post }: Props) {
  const { viewer } = useChrome()
  const look = {
    size: 'sm',
    icon: 'thumbs-up',
    count: post.helpfulCount || undefined,
    children: t('conversations:helpful.say'),
  } as const
  if (viewer === null) return <Button {...look} href={signInTo(postPath(thread, post.id))} rel="nofollow" />
  if (!post.may.vote)
    return post.helpfulCount > 0 ? (
      <span class="text-sm text-ink-2 pe-2">
        {t('conversations:helpful.to', { count: post.helpfulCount })}
      </span>
    ) : null
  return (
    <ActionButton
      {...look}
      id={`helpful-${post.id}`}
      action={`/posts/${post.id}/helpful`}
      method={post.mine ? 'delete' : 'put'}
      pressed={post.mine}
    />
  )
}

/** The first acceptance is the one next step of an asker; moving it later is a quiet choice. */
function AcceptButton({ thread, post }: Props) {
  if (!post.may.accept || thread.acceptedPostId === post.id) return null
  const first = thread.acceptedPostId === null
  return (
    <ActionButton
      kind={first ? 'success' : 'ghost'}
      size="sm"
      icon="circle-check"
      action={`/threads/${thread.id}/acceptance`}
      method="put"
      fields={{ postId: post.id }}
    >
      {t('conversations:accepted.do')}
    </ActionButton>
  )
}

function PostMenu({ thread, post }: Props) {
  const accepted = thread.acceptedPostId === post.id && post.may.accept
  const edited = post.editedAt !== null
  if (!post.may.edit && !post.may.remove && !edited && !accepted) return null
  return (
    <Menu class="ms-auto" label={t('conversations:menu.ofPost', { name: post.author.name })}>
      {post.may.edit && (
        <MenuItem icon="pencil" href={`/posts/${post.id}/edit`}>
          {t('conversations:menu.edit')}
        </MenuItem>
      )}
      {post.may.poll && !post.poll && (
        <MenuItem icon="chart-bar-big" href={`/posts/${post.id}/poll/new`}>
          {t('conversations:poll.add')}
        </MenuItem>
      )}
      {edited && (
        <MenuItem icon="history" href={`/posts/${post.id}/history`}>
          {t('conversations:menu.history')}
        </MenuItem>
      )}
      {accepted && (
        <MenuItem icon="undo-2" action={`/threads/${thread.id}/acceptance`} method="delete">
          {t('conversations:accepted.undo')}
        </MenuItem>
      )}
      {post.may.remove && <MenuRule />}
      {post.may.remove && (
        <MenuItem icon="trash-2" danger action={`/posts/${post.id}`} method="delete">
          {t('conversations:menu.remove')}
        </MenuItem>
      )}
    </Menu>
  )
}
