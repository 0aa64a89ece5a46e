import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { BrandMark } from './brand-mark.tsx'
import { Button } from './button.tsx'
import { type Chrome, useChrome } from './chrome.ts'
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
  unread?: number | undefined
  children: ComponentChildren
}

function Entry({ id, current, href, icon, spine, depth = 0, unread = 0, children }: EntryProps) {
  return (
    <li class={cx(depth > 0 && `f-deep-${Math.min(depth, 3)}`)}>
      <a href={href} aria-current={id === current ? 'page' : undefined}>
        {icon && <Icon name={icon} />}
        {spine && <span class={`f-spine s${spine}`} aria-hidden="true" />}
        <span>{children}</span>
        <OwnNews id={id} unread={unread} />
      </a>
    </li>
  )
}

/** How much is new there: each member's own figure. */
function OwnNews({ id, unread }: { id: string; unread: number }) {
  const slug = id.startsWith('space:') ? id.slice(6) : null
  if (slug === null && id !== 'questions') return null
  const mine = ({ chrome }: OwnChrome) =>
    slug === null ? chrome.unreadQuestions : (chrome.spaces.find((space) => space.slug === slug)?.unread ?? 0)
  return (
    <Own<OwnChrome> alike={(own) => `news ${mine(own)}`} anew={(own) => <News count={mine(own)} />}>
      <News count={unread} />
    </Own>
  )
}

function News({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span class="f-n is-new">
      {count}
      <Hidden> {t('ui:nav.new')}</Hidden>
    </span>
  )
}

function Desk({ current, desk }: { current: string | undefined; desk: Chrome['desk'] }) {
  if (!desk.cockpit && !desk.review && !desk.insights && !desk.admin) return null
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

function Browse({ current, chrome }: { current: string | undefined; chrome: Chrome }) {
  const { features, unreadQuestions } = chrome
  const entry = (id: Room, icon: IconName, href = `/${id}`, unread = 0) => (
    <Entry id={id} current={current} href={href} icon={icon} unread={unread}>
      {t(`ui:nav.${id}`)}
    </Entry>
  )
  return (
    <Group id="nav-browse" title={t('ui:nav.browse')} hidden>
      {entry('home', 'house', '/')}
      {entry('questions', 'message-circle-question-mark', '/questions', unreadQuestions)}
      {entry('discussions', 'messages-square')}
      {features.guides && entry('guides', 'book-open')}
      {features.ideas && entry('ideas', 'lightbulb')}
      {features.gatherings && entry('gatherings', 'calendar-days')}
      {features.groups && entry('groups', 'users')}
      {entry('members', 'users')}
      {entry('topics', 'hash')}
    </Group>
  )
}

function Spaces({ current, spaces }: { current: string | undefined; spaces: Chrome['spaces'] }) {
  if (spaces.length === 0) return null
  return (
    <Group id="nav-spaces" title={t('ui:nav.spaces')}>
      {spaces.map(({ slug, name, ...space }) => (
        <Entry key={slug} id={`space:${slug}`} current={current} href={`/spaces/${slug}`} {...space}>
          {name}
        </Entry>
      ))}
    </Group>
  )
}
