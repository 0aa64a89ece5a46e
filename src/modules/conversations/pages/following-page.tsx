import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ActionButton } from '#ui/form.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { FollowedPlace, FollowedThread } from '../follow-queries.ts'
import { LevelMenu } from './level-menu.tsx'
import { pathOf } from './paths.ts'

const here = '/settings/following'

interface Threads {
  rows: FollowedThread[]
  next: string | null
}

interface Props {
  threads: Threads
  places: FollowedPlace[]
  /** Whether they want a feed of their own */
  forYou: boolean
  /** A later page, opened without scripts */
  older: boolean
}

/** Everything for which one has said how much one wants to hear of it, to change it in one place. */
export function FollowingPage({ threads, places, forYou, older }: Props) {
  const nothing = places.length + threads.rows.length === 0
  return (
    <SettingsFrame at="following" title={t('conversations:following.settings')}>
      {nothing && (
        <Empty title={t('conversations:following.none')} art="lamp" action={<Button href="/questions">{t('conversations:following.look')}</Button>}>
          {t('conversations:following.noneText')}
        </Empty>
      )}
      {!older && places.length > 0 && <Places places={places} />}
      {threads.rows.length > 0 && (
        <Part id="threads" title={t('conversations:following.threads')} lead={t('conversations:following.threadsLead')}>
          <FollowedThreads {...threads} />
        </Part>
      )}
      {!older && (
        <Part id="for-you" title={t('conversations:list.forYou')} lead={t(forYou ? 'conversations:following.forYouOn' : 'conversations:following.forYouOff')}>
          <ActionButton action="/settings/following/for-you" method={forYou ? 'delete' : 'put'} size="sm">{t(forYou ? 'conversations:following.forYouStop' : 'conversations:following.forYouStart')}</ActionButton>
        </Part>
      )}
    </SettingsFrame>
  )
}

const paths = { space: '/spaces', topic: '/topics', member: '/members' }
const icons = { space: 'layers', topic: 'hash', member: 'user' } as const

const Places = ({ places }: { places: FollowedPlace[] }) => (
  <Part id="places" title={t('conversations:following.places')} lead={t('conversations:following.placesLead')}>
    <Rows>
      {places.map(({ kind, slug, name, level }) => {
        const path = `${paths[kind]}/${encodeURIComponent(slug)}`
        return (
          <Row key={path} plain icon={icons[kind]} href={path} title={name} heading="h3" meta={[t(`conversations:following.${kind}`)]}
            action={<LevelMenu of={kind} name={name} action={`${path}/following`} level={level} to={here} />} />
        )
      })}
    </Rows>
  </Part>
)

function FollowedThreads({ rows, next }: Threads) {
  return (
    <>
      <Rows>
        {rows.map((thread) => (
          <Row key={thread.id} plain icon={thread.kind === 'question' ? 'message-circle-question-mark' : 'messages-square'} href={pathOf(thread)} title={thread.title} heading="h3"
            meta={[<Time key="at" at={thread.at} />]} action={<LevelMenu of="thread" name={thread.title} action={`/threads/${thread.id}/following`} level={thread.level} to={here} />} />
        ))}
      </Rows>
      <LoadMore id={`older-${next}`} href={next && `${here}?older=${next}`} />
    </>
  )
}

/** The next page, for the frame at the end of the one before. */
export const MoreFollowedThreads = ({ older, ...threads }: Threads & { older: string }) => (
  <Frame id={`older-${older}`}>
    <Frame id={`rows-${older}`} target="_top">
      <FollowedThreads {...threads} />
    </Frame>
  </Frame>
)
