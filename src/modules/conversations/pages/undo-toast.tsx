import { t } from '../../../texts/index.ts'
import { Toast } from '#ui/toast.tsx'

/** A removed post can be brought back for a while, right where one is. */
export function UndoToast({ postId }: { postId: number }) {
  return (
    <Toast
      id={`undo-post-${postId}`}
      undo={{ action: `/posts/${postId}/restoration`, label: t('conversations:removed.undo') }}
    >
      {t('conversations:removed.post')}
    </Toast>
  )
}

export function UndoThreadToast({ threadId }: { threadId: number }) {
  return (
    <Toast undo={{ action: `/threads/${threadId}/restoration`, label: t('conversations:removed.undo') }}>
      {t('conversations:removed.thread')}
    </Toast>
  )
}
