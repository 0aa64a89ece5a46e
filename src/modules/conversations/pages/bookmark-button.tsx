import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { ActionButton } from '#ui/form.tsx'
import { Toast } from '#ui/toast.tsx'
import { Append, Replace } from '#ui/turbo.tsx'
import type { PostView } from '../post-queries.ts'

const idOf = (post: { id: number }) => `bookmark-${post.id}`

/** One press marks; another leads to the note, the reminder and the way to let go. */
export function BookmarkButton({ post }: { post: PostView }) {
  if (!post.may.bookmark) return null
  const path = `/posts/${post.id}/bookmark`
  if (post.bookmarked) return <Button id={idOf(post)} kind="tint" size="sm" icon="bookmark-check" href={path} label={t('conversations:bookmark.change')} />
  return <ActionButton id={idOf(post)} kind="ghost" size="sm" icon="bookmark" action={path} method="put" label={t('conversations:bookmark.do')} />
}

/** It was marked; a note or a reminder is one step further. */
export const Bookmarked = ({ post }: { post: PostView }) => (
  <>
    <Replace target={idOf(post)}>
      <BookmarkButton post={post} />
    </Replace>
    <Append target="toasts">
      <Toast>
        {t('conversations:bookmark.done')} <a href={`/posts/${post.id}/bookmark`}>{t('conversations:bookmark.addNote')}</a>
      </Toast>
    </Append>
  </>
)
