import { t } from '../../../texts/index.ts'
import { ActionButton } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { Toast } from '#ui/toast.tsx'
import type { Reason } from '../for-you.ts'

/** Why a thread stands in the feed of the viewer. */
export const Because = ({ reason: { kind, name } }: { reason: Reason }) => (
  <p class="f-because">
    <Icon name="sparkles" />
    {t(`conversations:because.${kind}`, { name })}
  </p>
)

export const NotInterested = ({ id, title, to }: { id: number; title: string; to: string }) => (
  <ActionButton action={`/threads/${id}/passing`} method="put" fields={{ to }} kind="ghost" size="sm" icon="x" label={t('conversations:pass.do', { title })} />
)

export const PassedToast = ({ id, to }: { id: number; to: string }) => (
  <Toast undo={{ action: `/threads/${id}/passing`, method: 'delete', fields: { to } }}>{t('conversations:pass.done')}</Toast>
)
