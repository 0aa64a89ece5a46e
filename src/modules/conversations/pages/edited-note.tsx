import { t } from '../../../texts/index.ts'
import type { PostView } from '../post-queries.ts'

/** Says that a post was edited, and leads to what was changed. */
export function EditedNote({ post }: { post: PostView }) {
  if (post.editedAt === null) return null
  return (
    <a href={`/posts/${post.id}/history`} rel="nofollow">
      {t('conversations:edited', { count: post.version - 1 })}
    </a>
  )
}
