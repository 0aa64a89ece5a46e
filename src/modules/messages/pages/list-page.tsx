import { Alert } from '#ui/alert.tsx'
import { Avatar, Faces } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { CircleRow, FoundMessage } from '../list-queries.ts'
import { useCircleName } from './names.ts'
import { newestIn } from './paths.ts'

interface Props {
  rows: CircleRow[]
  next: string | null
  /** What was found, when somebody searched. */
  found: FoundMessage[] | null
  q: string
  which: 'all' | 'unread'
  left: boolean
  mayAskTeam: boolean
}

/** The viewer's circles, the one with the newest words first. */
export function MessagesPage({ rows, next, found, q, which, left, mayAskTeam }: Props) {
  return (
    <Page title={t('messages:title')} shape="is-one" noindex>
      <PageHead title={t('messages:title')} lead={t('messages:lead')} actions={<Actions mayAskTeam={mayAskTeam} />} />
      {left && <Alert class="mt-4">{t('messages:left')}</Alert>}
      <Search q={q} />
      {found ? <Found q={q} found={found} /> : (
        <>
          <Tabs label={t('messages:tabs.label')} tabs={(['all', 'unread'] as const).map((each) => ({ href: each === 'all' ? '/messages' : '/messages?which=unread', label: t(`messages:tabs.${each}`), on: each === which }))} />
          <div id="circles" data-controller="live-circles">
            {rows.length === 0 ? <Nothing which={which} mayAskTeam={mayAskTeam} /> : <CircleRows rows={rows} next={next} which={which} />}
          </div>
        </>
      )}
    </Page>
  )
}

const Actions = ({ mayAskTeam }: { mayAskTeam: boolean }) => (
  <>
    {mayAskTeam && <Button href="/messages/new?team=true" icon="life-buoy">{t('messages:writeTeam')}</Button>}
    <Button href="/messages/new" kind="primary" icon="pencil-line">{t('messages:new')}</Button>
  </>
)

const Search = ({ q }: { q: string }) => (
  <form class="flex gap-2 my-5" role="search" action="/messages">
    <label class="input flex-1">
      <Icon name="search" />
      <Hidden>{t('messages:search.label')}</Hidden>
      <input type="search" name="q" value={q} maxlength={100} placeholder={t('messages:search.label')} />
    </label>
    <Button type="submit">{t('messages:search.go')}</Button>
  </form>
)

/** The rows and the way to more; `after`: the next page, in the frame of the one before. */
export function CircleRows({ rows, next, which, after }: Pick<Props, 'rows' | 'next' | 'which'> & { after?: string | undefined }) {
  const list = (
    <>
      <ul class="f-letters">{rows.map((row) => <CircleLine key={row.id} row={row} />)}</ul>
      <LoadMore id={`circles-${next}`} href={next && `/messages?which=${which}&older=${next}`} />
    </>
  )
  return after ? <Frame id={`circles-${after}`} target="_top">{list}</Frame> : list
}

function CircleLine({ row }: { row: CircleRow }) {
  const name = useCircleName(row)
  const isNew = row.unread > 0 && !row.muted
  return (
    <li class={isNew ? 'f-letter is-unread' : 'f-letter'}>
      <CircleFace row={row} />
      <div class="min-w-0">
        <h2><a href={newestIn(row.id)}>{name}</a></h2>
        <LastWords row={row} />
      </div>
      <div class="f-letter-side">
        <Time at={row.lastAt} />
        {isNew && <b class="f-letter-count"><span aria-hidden="true">{row.unread > 99 ? '99+' : row.unread}</span><Hidden>{t('messages:unread', { count: row.unread })}</Hidden></b>}
        {row.muted && <span title={t('messages:muted')}><Icon name="volume-x" label={t('messages:muted')} /></span>}
      </div>
    </li>
  )
}

function CircleFace({ row: { kind, people, memberId } }: { row: CircleRow }) {
  const { viewer } = useChrome()
  if (kind === 'round') return <Faces people={people.slice(0, 2)} />
  if (kind === 'team' && memberId === viewer?.id) return <span class="f-letter-team" aria-hidden="true"><Icon name="life-buoy" /></span>
  const other = kind === 'team' ? people.find(({ id }) => id === memberId) : people[0]
  return other ? <Avatar person={other} /> : <span />
}

function LastWords({ row: { last, kind, waitingSince, memberId } }: { row: CircleRow }) {
  const { viewer } = useChrome()
  if (!last) return null
  const text = last.author.id === viewer?.id ? t('messages:you', { text: last.excerpt }) : kind === 'pair' ? last.excerpt : t('messages:by', { name: last.author.name, text: last.excerpt })
  return (
    <p class="f-letter-words" dir="auto">
      {kind === 'team' && waitingSince && memberId !== viewer?.id && <Badge kind="warning">{t('messages:waits')}</Badge>} {text}
    </p>
  )
}

function Found({ q, found }: { q: string; found: FoundMessage[] }) {
  const all = <Button href="/messages">{t('messages:search.all')}</Button>
  if (found.length === 0) return <Empty title={t('messages:notFound.title')} art="lamp" action={all}>{t('messages:notFound.text', { q })}</Empty>
  return (
    <>
      <p class="f-help mb-2" role="status">{t('messages:search.found', { count: found.length })} · <a class="f-link" href="/messages">{t('messages:search.all')}</a></p>
      <ul class="f-letters">{found.map((each) => <FoundLine key={each.id} message={each} />)}</ul>
    </>
  )
}

function FoundLine({ message }: { message: FoundMessage }) {
  const name = useCircleName({ ...message, memberId: null })
  return (
    <li class="f-letter">
      <Avatar person={message.author} />
      <div class="min-w-0">
        <h2><a href={`/messages/${message.circleId}?at=${message.id}#message-${message.id}`}>{name}</a></h2>
        <p class="f-letter-words" dir="auto">{t('messages:by', { name: message.author.name, text: message.excerpt })}</p>
      </div>
      <div class="f-letter-side"><Time at={message.at} /></div>
    </li>
  )
}

function Nothing({ which, mayAskTeam }: Pick<Props, 'which' | 'mayAskTeam'>) {
  if (which === 'unread')
    return <div class="mt-6"><Empty title={t('messages:noUnread.title')} art="lamp" action={<Button href="/messages">{t('messages:noUnread.all')}</Button>}>{t('messages:noUnread.text')}</Empty></div>
  return (
    <div class="mt-6">
      <Empty title={t('messages:empty.title')} art="lamp" action={<Button href={mayAskTeam ? '/messages/new?team=true' : '/messages/new'}>{t(mayAskTeam ? 'messages:writeTeam' : 'messages:new')}</Button>}>
        {t(mayAskTeam ? 'messages:empty.text' : 'messages:empty.teamText')}
      </Empty>
    </div>
  )
}
