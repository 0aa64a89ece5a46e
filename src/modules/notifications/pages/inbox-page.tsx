import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ActionButton } from '#ui/form.tsx'
import type { IconName } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import type { Notice } from '../queries.ts'

const icons: Record<string, IconName> = { answer: 'message-circle', reply: 'messages-square', comment: 'message-circle', mention: 'at-sign', accepted: 'circle-check' }

interface Props {
  notices: Notice[]
  next: string | null
  onlyUnread: boolean
}

/** What happened around the viewer, newest first. */
export function InboxPage({ notices, next, onlyUnread }: Props) {
  return (
    <Page title={t('notifications:title')} bottom="inbox" shape="is-one" noindex>
      <div class="flex flex-wrap items-end justify-between gap-4">
        <h1 class="f-h1">{t('notifications:title')}</h1>
        {notices.some((each) => each.readAt === null) && (
          <ActionButton action="/notifications/read" kind="ghost" size="sm" icon="check-check">{t('notifications:readAll')}</ActionButton>
        )}
      </div>
      <div class="mt-4">
        <Tabs label={t('notifications:which')} tabs={[
          { href: '/notifications', label: t('notifications:all'), on: !onlyUnread },
          { href: '/notifications?unread=true', label: t('notifications:unread'), on: onlyUnread },
        ]} />
      </div>
      {notices.length === 0 ? <Nothing /> : <Rows>{notices.map((each) => <NoticeRow key={each.id} notice={each} />)}</Rows>}
      <LoadMore id="older" href={next && `/notifications?older=${next}${onlyUnread ? '&unread=true' : ''}`} />
    </Page>
  )
}

function NoticeRow({ notice }: { notice: Notice }) {
  const name = notice.actor?.name ?? t('notifications:somebody')
  const says = t(`notifications:says.${notice.kind}` as 'notifications:says.answer', { name })
  return (
    <Row plain icon={icons[notice.kind] ?? 'info'} href={notice.path} title={says} unread={notice.readAt === null} heading="h2"
      excerpt={notice.title} meta={<Time at={notice.createdAt} />} />
  )
}

function Nothing() {
  return (
    <Empty title={t('notifications:empty.title')} art="lamp" action={<Button href="/questions?list=unanswered">{t('notifications:empty.action')}</Button>}>
      {t('notifications:empty.text')}
    </Empty>
  )
}
