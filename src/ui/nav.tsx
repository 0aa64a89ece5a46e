import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { BrandMark } from './brand-mark.tsx'
import { Button } from './button.tsx'
import { type Chrome, type ChromeSpace, useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import { Hidden } from './hidden.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Own, type OwnChrome } from './own.tsx'

export interface NavProps {
  /** Which entry is this page: `home`, `questions`, `space:heating`, `admin`… */
  current?: string | undefined
}

/** The shelf of rooms. On small screens a popover: opened by a button, without scripts. */
export function Nav({ current }: NavProps) {
  const chrome = useChrome()
  return (
    <nav class="f-nav" id="nav" popover="auto" aria-label={t('ui:nav.label')} data-controller="nav">
      <div class="f-nav-head">
        <Brand />
        <Button
          kind="ghost"
          icon="x"
          label={t('ui:nav.close')}
          class="f-only-small ms-auto"
          popovertarget="nav"
        />
      </div>
      <Desk current={current} desk={chrome.desk} />
      <Browse current={current} chrome={chrome} />
      <Groups current={current} groups={chrome.groups ?? []} />
      <Spaces current={current} spaces={chrome.spaces} />
      <p class="f-nav-foot">
        {chrome.community.name}
        <br />
        {chrome.demo ? t('ui:nav.demo') : t('ui:nav.runs')}
      </p>
    </nav>
  )
}

export function Brand({ class: extra }: { class?: string | undefined }) {
  const { community } = useChrome()
  return (
    <a class={cx('f-brand', extra)} href="/">
      <BrandMark />
      <span>{community.name}</span>
    </a>
  )
}

function Group({
  id,
  title,
  hidden,
  children,
}: {
  id: string
  title: string
  hidden?: boolean | undefined
  children: ComponentChildren
}) {
  return (
    <div>
      <h2 id={id} class={cx(hidden && 'sr-only')}>
        {title}
      </h2>
      <ul aria-labelledby={id}>{children}</ul>
    </div>
  )
}

interface EntryProps {
  id: string
  current: string | undefined
  href: string
  icon?: IconName | undefined
  spine?: number | undefined
  depth?: number | undefined
  news?: ComponentChildren
  children: ComponentChildren
}

function Entry({ id, current, href, icon, spine, depth = 0, news, children }: EntryProps) {
  return (
    <li class={cx(depth > 0 && `f-deep-${Math.min(depth, 3)}`)}>
      <a href={href} aria-current={id === current ? 'page' : undefined}>
        {icon && <Icon name={icon} />}
        {spine && <span class={`f-spine s${spine}`} aria-hidden="true" />}
        <span>{children}</span>
        {news}
      </a>
    </li>
  )
}

type NewsOf = (chrome: Chrome) => { unread: number; followed?: boolean | undefined }

/** How much is new there: each member's own figure. */
function OwnNews({ of }: { of: NewsOf }) {
  const { unread, followed } = of(useChrome())
  const mine = ({ chrome }: OwnChrome) => of(chrome)
  return (
    <Own<OwnChrome> alike={(own) => `news ${Math.min(mine(own).unread, most)} ${mine(own).followed}`} anew={(own) => <News {...mine(own)} />}>
      <News unread={unread} followed={followed} />
    </Own>
  )
}

// What is more is not counted.
const most = 100

/** A figure where the member follows, a dot elsewhere. */
function News({ unread, followed }: ReturnType<NewsOf>) {
  if (unread === 0) return null
  if (!followed)
    return (
      <span class="f-n is-dot">
        <Hidden> {t('ui:nav.someNew')}</Hidden>
      </span>
    )
  return (
    <span class="f-n is-new">
      {unread < most ? unread : `${most - 1}+`}
      <Hidden> {t('ui:nav.new')}</Hidden>
    </span>
  )
}

function Desk({ current, desk }: { current: string | undefined; desk: Chrome['desk'] }) {
  if (!desk.cockpit && !desk.review && !desk.insights && !desk.admin && desk.messages === undefined) return null
  return (
    <Group id="nav-desk" title={t('ui:nav.desk')}>
      {desk.cockpit && (
        <Entry id="cockpit" current={current} href="/cockpit" icon="coffee">
          {t('ui:nav.cockpit')}
        </Entry>
      )}
      {desk.review && (
        <Entry id="review" current={current} href="/review" icon="shield">
          {t('ui:nav.review')}
        </Entry>
      )}
      {desk.messages !== undefined && (
        <Entry id="team-messages" current={current} href="/messages/queue" icon="mail" news={<OwnNews of={(own) => ({ unread: own.desk.messages ?? 0, followed: true })} />}>
          {t('ui:nav.teamMessages')}
        </Entry>
      )}
      {desk.insights && (
        <Entry id="insights" current={current} href="/insights" icon="chart-line">
          {t('ui:nav.insights')}
        </Entry>
      )}
      {desk.admin && (
        <Entry id="admin" current={current} href="/admin" icon="settings">
          {t('ui:nav.admin')}
        </Entry>
      )}
    </Group>
  )
}

type Room =
  | 'home'
  | 'questions'
  | 'discussions'
  | 'guides'
  | 'ideas'
  | 'gatherings'
  | 'groups'
  | 'members'
  | 'topics'
  | 'bookmarks'

function Browse({ current, chrome }: { current: string | undefined; chrome: Chrome }) {
  const { features } = chrome
  const entry = (id: Room, icon: IconName, href = `/${id}`, news?: NewsOf) => (
    <Entry id={id} current={current} href={href} icon={icon} news={news && <OwnNews of={news} />}>
      {t(`ui:nav.${id}`)}
    </Entry>
  )
  return (
    <Group id="nav-browse" title={t('ui:nav.browse')} hidden>
      {entry('home', 'house', '/')}
      {entry('questions', 'message-circle-question-mark', '/questions', (own) => ({ unread: own.unreadQuestions, followed: true }))}
      {entry('discussions', 'messages-square', '/discussions', (own) => ({ unread: own.unreadDiscussions ?? 0, followed: true }))}
      {features.guides && entry('guides', 'book-open')}
      {features.ideas && entry('ideas', 'lightbulb')}
      {features.gatherings && entry('gatherings', 'calendar-days')}
      {features.groups && entry('groups', 'users')}
      {entry('members', 'users')}
      {entry('topics', 'hash')}
      {chrome.viewer && entry('bookmarks', 'bookmark')}
    </Group>
  )
}

function Spaces({ current, spaces }: { current: string | undefined; spaces: Chrome['spaces'] }) {
  if (spaces.length === 0) return null
  return (
    <Group id="nav-spaces" title={t('ui:nav.spaces')}>
      {spaces.map(({ slug, name, spine, depth }) => (
        <Entry key={slug} id={`space:${slug}`} current={current} href={`/spaces/${slug}`} spine={spine} depth={depth} news={<OwnNews of={(own) => own.spaces.find((space) => space.slug === slug) ?? nothing} />}>
          {name}
        </Entry>
      ))}
    </Group>
  )
}

const nothing = { unread: 0 }

/** The groups that the member is in: another list for each. */
function Groups({ current, groups }: { current: string | undefined; groups: ChromeSpace[] }) {
  return (
    <Own<OwnChrome> alike={({ chrome }) => `groups ${current} ${JSON.stringify(chrome.groups)}`} anew={({ chrome }) => <OwnGroups current={current} groups={chrome.groups ?? []} />}>
      <OwnGroups current={current} groups={groups} />
    </Own>
  )
}

function OwnGroups({ current, groups }: { current: string | undefined; groups: ChromeSpace[] }) {
  if (groups.length === 0) return null
  return (
    <Group id="nav-groups" title={t('ui:nav.yourGroups')}>
      {groups.map(({ slug, name, spine, ...news }) => (
        <Entry key={slug} id={`group:${slug}`} current={current} href={`/groups/${slug}`} spine={spine} news={<News {...news} />}>
          {name}
        </Entry>
      ))}
    </Group>
  )
}
