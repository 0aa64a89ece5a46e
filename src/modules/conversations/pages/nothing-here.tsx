import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { ActionButton } from '#ui/form.tsx'
import type { ListReading } from '../list-reading.ts'
import type { Kind, ListName } from '../shapes.ts'

interface Props {
  list: ListName
  kind?: Kind | undefined
  forYou?: ListReading['forYou'] | undefined
}

/** What will be here, why it is not, and the one action that fills it. */
export function NothingHere({ list, kind, forYou }: Props) {
  const { viewer } = useChrome()
  if (list === 'forYou') return <NothingForYou state={viewer === null ? 'guest' : !forYou?.wanted ? 'off' : forYou.fed ? 'seen' : 'hungry'} />
  const what = list === 'unanswered' || list === 'followed' ? list : (kind ?? 'question')
  const action =
    what === 'unanswered' ? (
      <Button href="/questions">{t('conversations:empty.unanswered.action')}</Button>
    ) : what === 'followed' ? (
      <Button href="/questions">{t('conversations:empty.followed.action')}</Button>
    ) : (
      <Button kind="primary" href={what === 'question' ? '/questions/new' : '/discussions/new'}>
        {t(`conversations:empty.${what}.action`)}
      </Button>
    )
  return (
    <div class="mt-6">
      <Empty
        art={what === 'unanswered' ? 'lamp' : 'shelf'}
        title={t(`conversations:empty.${what}.title`)}
        action={action}
      >
        {t(`conversations:empty.${what}.text`)}
      </Empty>
    </div>
  )
}

const ways = { guest: '/sign-in', seen: '/questions', hungry: '/topics' }

/** The feed of a member is empty because it is off, because all of it was seen, or because nothing says what they like. */
function NothingForYou({ state }: { state: keyof typeof ways | 'off' }) {
  const words = t(`conversations:empty.forYou.${state}.action`)
  const action = state === 'off' ? <ActionButton action="/settings/following/for-you" method="put">{words}</ActionButton> : <Button href={ways[state]}>{words}</Button>
  return (
    <div class="mt-6">
      <Empty art={state === 'seen' ? 'lamp' : 'shelf'} title={t(`conversations:empty.forYou.${state}.title`)} action={action}>
        {t(`conversations:empty.forYou.${state}.text`)}
      </Empty>
    </div>
  )
}
