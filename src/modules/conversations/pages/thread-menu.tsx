import { t } from '../../../texts/index.ts'
import { Menu, MenuItem, MenuRule } from '#ui/menu.tsx'
import type { ThreadView } from '../thread-queries.ts'

interface Props {
  thread: ThreadView
  openingId: number
  edited: boolean
  /** Whether a poll can be added to the opening */
  poll: boolean
}

/** Everything rarer, down to removing; only what the viewer may do. */
export function ThreadMenu({ thread, openingId, edited, poll }: Props) {
  const { may } = thread
  const mine = [may.edit, edited, poll, may.close, may.reopen, may.pin, may.move, may.reshape, may.remove]
  if (!mine.some(Boolean)) return null
  const base = `/threads/${thread.id}`
  return (
    <Menu class="ms-auto" label={t(`conversations:${thread.kind}.menu`)}>
      {may.edit && (
        <MenuItem icon="pencil" href={`${base}/edit`}>
          {t('conversations:menu.edit')}
        </MenuItem>
      )}
      {poll && (
        <MenuItem icon="chart-bar-big" href={`/posts/${openingId}/poll/new`}>
          {t('conversations:poll.add')}
        </MenuItem>
      )}
      {edited && (
        <MenuItem icon="history" href={`/posts/${openingId}/history`}>
          {t('conversations:menu.history')}
        </MenuItem>
      )}
      {may.close && (
        <MenuItem icon="lock" href={`${base}/closure`}>
          {t('conversations:menu.close')}
        </MenuItem>
      )}
      {may.reopen && (
        <MenuItem icon="lock-open" action={`${base}/closure`} method="delete">
          {t('conversations:menu.reopen')}
        </MenuItem>
      )}
      <Arranging thread={thread} base={base} />
      {may.remove && <MenuRule />}
      {may.remove && (
        <MenuItem icon="trash-2" danger action={base} method="delete" once>
          {t('conversations:menu.remove')}
        </MenuItem>
      )}
    </Menu>
  )
}

/** For those who keep the place in order. */
function Arranging({ thread, base }: { thread: ThreadView; base: string }) {
  const { may, pinnedAt } = thread
  const other = thread.kind === 'question' ? 'discussion' : 'question'
  return (
    <>
      {(may.pin || may.move || may.reshape) && <MenuRule />}
      {may.pin && (
        <MenuItem
          icon={pinnedAt ? 'pin-off' : 'pin'}
          action={`${base}/pin`}
          method={pinnedAt ? 'delete' : 'put'}
        >
          {t(pinnedAt ? 'conversations:menu.unpin' : 'conversations:menu.pin')}
        </MenuItem>
      )}
      {may.move && (
        <MenuItem icon="move" href={`${base}/space`}>
          {t('conversations:menu.move')}
        </MenuItem>
      )}
      {may.reshape && (
        <MenuItem icon="merge" href={`${base}/merge`}>
          {t('conversations:menu.merge')}
        </MenuItem>
      )}
      {may.reshape && thread.answerCount > 0 && (
        <MenuItem icon="split" href={`${base}/split`}>
          {t('conversations:menu.split')}
        </MenuItem>
      )}
      {may.reshape && (
        <MenuItem icon="messages-square" action={`${base}/kind`} method="put" fields={{ kind: other }}>
          {t(`conversations:menu.to.${other}`)}
        </MenuItem>
      )}
    </>
  )
}
