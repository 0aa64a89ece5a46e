import { t } from '../../../texts/index.ts'
import { ActionButton } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import type { PostView } from '../post-queries.ts'

/** Where a post was: for those who may bring it back. */
export function RemovedPost({ post }: { post: PostView }) {
  return (
    <div
      id={`post-${post.id}`}
      class="flex flex-wrap items-center gap-x-3 gap-y-1 py-4 border-t border-line text-sm text-ink-3"
    >
      <Icon name="trash-2" />
      <span>
        {t(`conversations:removed.${post.kind === 'comment' ? 'comment' : 'post'}By`, {
          name: post.author.name,
        })}
      </span>
      {post.may.restore && (
        <ActionButton kind="ghost" size="sm" icon="undo-2" action={`/posts/${post.id}/restoration`}>
          {t('conversations:removed.restore')}
        </ActionButton>
      )}
    </div>
  )
}
