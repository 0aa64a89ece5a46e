import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { ActionButton } from '#ui/form.tsx'
import { Own } from '#ui/own.tsx'
import { PostFoot } from '#ui/post.tsx'
import type { PostView } from '../post-queries.ts'
import type { OwnInThread } from '../thread-own.ts'
import type { ThreadView } from '../thread-queries.ts'
import { BookmarkButton } from './bookmark-button.tsx'
import { CommentLink } from './comments.tsx'
import { LevelMenu } from './level-menu.tsx'
import { pathOf, signInTo } from './paths.ts'
import { Reactions } from './reactions.tsx'
import { ShareLink } from './share-link.tsx'
import { ThreadMenu } from './thread-menu.tsx'

interface Props {
  thread: ThreadView
  opening: PostView
}

/** What one can do with a thread as a whole. */
export function ThreadFoot(props: Props) {
  const anew = ({ thread, posts }: OwnInThread) => {
    const opening = posts.get(props.opening.id)
    return thread || opening ? <Foot thread={thread ?? props.thread} opening={opening ?? props.opening} /> : null
  }
  return (
    <Own<OwnInThread> anew={anew}>
      <Foot {...props} />
    </Own>
  )
}

function Foot({ thread, opening }: Props) {
  return (
    <PostFoot id="thread-foot">
      <SameButton thread={thread} />
      <FollowMenu thread={thread} />
      <Reactions post={opening} />
      {opening.may.comment && <CommentLink postId={opening.id} />}
      <ShareLink path={pathOf(thread)} />
      <BookmarkButton post={opening} />
      <ThreadMenu thread={thread} openingId={opening.id} edited={opening.editedAt !== null} poll={opening.may.poll && !opening.poll} />
    </PostFoot>
  )
}

/** "I have this too". The asker sees how many; a guest is led to sign in. */
function SameButton({ thread }: { thread: ThreadView }) {
  const { viewer } = useChrome()
  if (thread.kind !== 'question') return null
  const look = {
    size: 'sm',
    icon: 'hand',
    count: thread.sameCount || undefined,
    children: t('conversations:same.say'),
  } as const
  if (viewer === null) return <Button {...look} href={signInTo(pathOf(thread))} rel="nofollow" />
  if (!thread.may.same)
    return thread.sameCount > 0 ? (
      <span class="text-sm text-ink-2 pe-2">
        {t('conversations:same.others', { count: thread.sameCount })}
      </span>
    ) : null
  return (
    <ActionButton
      {...look}
      id="same"
      action={`/threads/${thread.id}/same`}
      method={thread.mine.same ? 'delete' : 'put'}
      pressed={thread.mine.same}
    />
  )
}

const FollowMenu = ({ thread }: { thread: ThreadView }) =>
  thread.may.follow ? <LevelMenu of="thread" action={`/threads/${thread.id}/following`} level={thread.mine.level} start /> : null
