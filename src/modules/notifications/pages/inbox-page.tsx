import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ActionButton, type Fields } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import type { IconName } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Toast } from '#ui/toast.tsx'
import type { Notice, Unread, Which } from '../queries.ts'
import type { Preferences } from '../shapes.ts'
import { InboxRail } from './inbox-rail.tsx'

const icons: Record<string, IconName> = { answer: 'message-circle', ownComment: 'message-circle', followed: 'message-circle', question: 'message-circle-question-mark', discussion: 'messages-square', reply: 'messages-square', comment: 'message-circle', mention: 'at-sign', accepted: 'circle-check', pollClosed: 'chart-bar-big', thanks: 'hand-heart', reminder: 'bookmark', groupInvited: 'mail-open', groupAsked: 'user-plus', groupApproved: 'users', groupSteppedIn: 'shield-check', messageReported: 'flag', reportSettled: 'shield-check' }

/** What of the inbox is shown. */
export interface InboxFilter {
  which: Which
  unread: boolean
}

interface Props {
  notices: Notice[]
  next: string | null
  /** How many lines are unread, in each part */
  counts: Unread
  at: InboxFilter
  wished: Preferences
  /** When something was just marked as read: the moment, by which it is taken back */
  done?: Date | undefined
}

export function inboxPath({ which, unread }: InboxFilter, more: { older?: string; done?: number } = {}): string {
  const query = new URLSearchParams({ ...(which !== 'all' && { which }), ...(unread && { unread: 'true' }) })
  for (const [name, value] of Object.entries(more)) query.set(name, String(value))
  return query.size > 0 ? `/notifications?${query}` : '/notifications'
}

const kept = ({ which, unread }: InboxFilter): Fields => ({ which, unread })

/** What happened around the viewer: each thread once, newest first. */
export function InboxPage({ notices, next, counts, at, wished, done }: Props) {
  return (
    <Page title={t('notifications:title')} bottom="inbox" noindex rail={<InboxRail wished={wished} />} toasts={done && <Undo at={at} done={done} />}>
      <PageHead
        title={t('notifications:title')}
        lead={counts.all === 0 ? t('notifications:allRead') : t('notifications:new', { count: counts.all })}
        actions={counts.all > 0 && <ActionButton action="/notifications/read" fields={kept(at)} kind="ghost" size="sm" icon="check-check">{t('notifications:readAll')}</ActionButton>}
      />
      <div class="mt-4 mb-4 flex flex-wrap items-end gap-x-6">
        <div class="flex-1"><Tabs label={t('notifications:which')} tabs={(['all', 'you', 'threads'] as const).map((which) => (
          { href: inboxPath({ ...at, which }), label: t(`notifications:${which}`), on: at.which === which, count: counts[which] }
        ))} /></div>
        <a class="f-link text-sm mb-2" href={inboxPath({ ...at, unread: !at.unread })}>{t(at.unread ? 'notifications:showAll' : 'notifications:showUnread')}</a>
      </div>
      {notices.length === 0 ? <Nothing at={at} /> : <div data-controller="row-keys"><Rows>{notices.map((each) => <NoticeRow key={each.id} notice={each} at={at} />)}</Rows></div>}
      <LoadMore id="older" href={next && inboxPath(at, { older: next })} />
    </Page>
  )
}

const Undo = ({ at, done }: { at: InboxFilter; done: Date }) => (
  <Toast undo={{ action: '/notifications/unread', fields: { ...kept(at), at: done.getTime() } }}>{t('notifications:done')}</Toast>
)

function NoticeRow({ notice, at }: { notice: Notice; at: InboxFilter }) {
  const name = notice.actors[0]?.name ?? t('notifications:somebody')
  const says = t(`notifications:says.${notice.kind}` as 'notifications:says.answer', { name })
  const isNew = notice.unread > 0
  const more = notice.unread - 1
  return (
    <Row plain icon={icons[notice.kind] ?? 'info'} href={notice.path} title={says} unread={isNew} heading="h2" excerpt={notice.title}
      meta={[<Time key="at" at={notice.createdAt} />, ...(more > 0 ? [t('notifications:more', { count: more })] : []), ...(notice.reason ? [t(notice.kind === 'groupMention' ? 'notifications:inGroup' : 'notifications:because', { name: notice.reason })] : [])]}
      faces={more > 0 ? notice.actors : undefined}
      action={<ReadButton notice={notice} at={at} says={says} />} />
  )
}

function ReadButton({ notice, at, says }: { notice: Notice; at: InboxFilter; says: string }) {
  const words = t(notice.unread > 0 ? 'notifications:read' : 'notifications:keep')
  return (
    <ActionButton action={`/notifications/${notice.id}/reading`} method={notice.unread > 0 ? 'put' : 'delete'} fields={kept(at)} kind="ghost" size="sm"
      icon={notice.unread > 0 ? 'check' : 'circle-dot'} label={`${words}: ${says}`} />
  )
}

function Nothing({ at }: { at: InboxFilter }) {
  if (at.unread || at.which !== 'all')
    return <Empty title={t('notifications:nothingHere.title')} art="lamp" action={<Button href="/notifications">{t('notifications:nothingHere.action')}</Button>}>{t('notifications:nothingHere.text')}</Empty>
  return <Empty title={t('notifications:empty.title')} art="lamp" action={<Button href="/questions?list=unanswered">{t('notifications:empty.action')}</Button>}>{t('notifications:empty.text')}</Empty>
}
