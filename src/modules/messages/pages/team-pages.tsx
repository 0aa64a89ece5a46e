import type { ComponentChildren } from 'preact'
import { Avatar, PersonName } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { Report } from '../reports.ts'
import type { WaitingRow } from '../team.ts'
import { Lines } from './message-pages.tsx'
import { newestIn } from './paths.ts'

export interface DeskCounts {
  waiting: number
  reports: number
}

type Tab = 'waiting' | 'answered' | 'reports'

function Desk({ at, counts, lead, children }: { at: Tab; counts: DeskCounts; lead: string; children: ComponentChildren }) {
  const title = t(at === 'reports' ? 'messages:reports.title' : 'messages:queue.title')
  const tabs = [
    { label: t('messages:queue.waiting'), href: '/messages/queue', on: at === 'waiting', count: counts.waiting },
    { label: t('messages:queue.answered'), href: '/messages/queue?answered=true', on: at === 'answered' },
    { label: t('messages:queue.reports'), href: '/messages/reports', on: at === 'reports', count: counts.reports },
  ]
  return (
    <Page title={title} nav="team-messages" shape="is-one" noindex>
      <PageHead title={title} lead={lead} />
      <div class="mt-4 mb-2"><Tabs label={t('messages:queue.tabs')} tabs={tabs} /></div>
      {children}
    </Page>
  )
}

interface QueueProps {
  answered: boolean
  rows: WaitingRow[]
  next: string | null
  counts: DeskCounts
}

/** What members wrote to the team. */
export function QueuePage({ answered, rows, next, counts }: QueueProps) {
  const none = answered ? 'none' : 'empty'
  return (
    <Desk at={answered ? 'answered' : 'waiting'} counts={counts} lead={t('messages:queue.lead')}>
      <div id="team-queue" data-controller="live-circles">
        {rows.length === 0 ? <div class="mt-6"><Empty title={t(`messages:queue.${none}.title`)} art="lamp">{t(`messages:queue.${none}.text`)}</Empty></div> : <QueueRows rows={rows} next={next} />}
      </div>
    </Desk>
  )
}

export function QueueRows({ rows, next, after }: Pick<QueueProps, 'rows' | 'next'> & { after?: string | undefined }) {
  const list = (
    <>
      <ul class="f-letters">{rows.map((row) => <Waiting key={row.id} row={row} />)}</ul>
      <LoadMore id={`queue-${next}`} href={next && `/messages/queue?answered=true&older=${next}`} />
    </>
  )
  return after ? <Frame id={`queue-${after}`} target="_top">{list}</Frame> : list
}

const Waiting = ({ row: { id, member, waitingSince, lastAt, excerpt, author } }: { row: WaitingRow }) => (
  <li class={waitingSince ? 'f-letter is-unread' : 'f-letter'}>
    <Avatar person={member} />
    <div class="min-w-0">
      <h2><a href={newestIn(id)}>{member.name}</a></h2>
      {excerpt !== null && <p class="f-letter-words" dir="auto">{author && author.id !== member.id ? t('messages:by', { name: author.name, text: excerpt }) : excerpt}</p>}
    </div>
    <div class="f-letter-side">{waitingSince ? <Badge kind="warning">{t('messages:queue.since')} <Time at={waitingSince} /></Badge> : <Time at={lastAt} />}</div>
  </li>
)

/** What was reported: the message, the five before it, and why. */
export const ReportsPage = ({ reports, counts }: { reports: Report[]; counts: DeskCounts }) => (
  <Desk at="reports" counts={counts} lead={t('messages:reports.lead')}>
    {reports.length === 0 ? <div class="mt-6"><Empty title={t('messages:reports.empty.title')} art="lamp">{t('messages:reports.empty.text')}</Empty></div> : reports.map((report) => <ReportPart key={report.id} report={report} />)}
  </Desk>
)

const ReportPart = ({ report: { id, messageId, reporter, reason, at, settledAt, settledBy, note, lines } }: { report: Report }) => (
  <section id={`report-${id}`} class="mt-8" aria-labelledby={`report-${id}-why`}>
    <p class="text-sm text-ink-3">{t('messages:reports.by')} <PersonName person={reporter} />, <Time at={at} /></p>
    <h2 class="f-h2 my-2" id={`report-${id}-why`}>{reason}</h2>
    <Lines lines={lines} reported={messageId} />
    {settledAt
      ? <p class="mt-3 text-ink-2">{t('messages:reports.settled', { name: settledBy?.name ?? '' })}, <Time at={settledAt} />{note && `: ${note}`}</p>
      : (
        <Form action={`/messages/reports/${id}/settled`} class="mt-3 flex flex-wrap items-end gap-2">
          <TextField class="flex-1 min-w-64" id={`note-${id}`} name="note" label={t('messages:reports.note')} maxlength={500} />
          <Button type="submit" icon="check">{t('messages:reports.settle')}</Button>
        </Form>
      )}
  </section>
)
