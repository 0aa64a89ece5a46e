import { t } from '../../../texts/index.ts'
import { type Chrome, useChrome } from '#ui/chrome.ts'
import { ActionButton } from '#ui/form.tsx'
import { Own, type OwnChrome } from '#ui/own.tsx'
import { Toast } from '#ui/toast.tsx'

interface Place {
  slug: string
  name: string
}

interface Props {
  /** The address of the list */
  to: string
  /** Only this space and those below; without it everything, and it says so */
  space?: Place | undefined
}

/** For members with something unread there. What comes in after the page was drawn stays new. */
export function MarkAllRead(props: Props) {
  const chrome = useChrome()
  return (
    <Own<OwnChrome> anew={(own) => <Button {...props} chrome={own.chrome} />}>
      <Button {...props} chrome={chrome} />
    </Own>
  )
}

function Button({ to, space, chrome }: Props & { chrome: Chrome }) {
  if (!chrome.viewer || !hasNews(chrome, space)) return null
  const fields = { to, ...(space && { space: space.slug }), until: String((chrome.now ?? new Date()).getTime()) }
  return (
    <ActionButton action="/threads/reading" kind="ghost" size="sm" icon="check-check" fields={fields}>
      {t(space ? 'conversations:list.readHere' : 'conversations:list.readAll')}
    </ActionButton>
  )
}

// A space below it may have news that it has not.
function hasNews({ spaces, groups = [], unreadQuestions, unreadDiscussions = 0 }: Chrome, space: Place | undefined): boolean {
  if (!space || spaces.some(({ slug, depth }, at) => slug === space.slug && (spaces[at + 1]?.depth ?? 0) > depth)) return unreadQuestions + unreadDiscussions > 0
  return [...spaces, ...groups].some(({ slug, unread }) => slug === space.slug && unread > 0)
}

/** What was just marked as read can be taken back. */
export function ReadToast({ to, space, read }: Props & { read: Date }) {
  return (
    <Toast undo={{ action: '/threads/reading', method: 'delete', fields: { to, ...(space && { space: space.slug }), at: String(read.getTime()) } }}>
      {space ? t('conversations:list.hereRead', { name: space.name }) : t('conversations:list.allRead')}
    </Toast>
  )
}
