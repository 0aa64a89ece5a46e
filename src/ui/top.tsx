import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Avatar } from './avatar.tsx'
import { Button } from './button.tsx'
import { type ChromeViewer, useChrome } from './chrome.ts'
import { Hidden } from './hidden.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Brand } from './nav.tsx'
import { Own, type OwnChrome } from './own.tsx'
import { memberHref } from './person.ts'
import { suggestForm, suggestInput, SuggestList } from './suggest.tsx'

/** Search, Ask, inbox, me. */
export function TopBar({ noSearch, q }: { noSearch?: boolean | undefined; q?: string | undefined }) {
  const { viewer } = useChrome()
  return (
    <header class="f-top">
      <Brand class="f-only-small" />
      {!noSearch && <TopSearch q={q} />}
      <div class="f-top-end">{viewer ? <OwnEnd viewer={viewer} /> : <ForVisitor />}</div>
    </header>
  )
}

const looksOf = ({ id, handle, name, picture, unread, messages }: ChromeViewer) => [id, handle, name, picture, unread, messages].join(' ')

function OwnEnd({ viewer }: { viewer: ChromeViewer }) {
  return (
    <Own<OwnChrome>
      alike={({ chrome }) => `top ${looksOf(chrome.viewer!)}`}
      anew={({ chrome }) => <ForMember viewer={chrome.viewer!} />}
    >
      <ForMember viewer={viewer} />
    </Own>
  )
}

function TopSearch({ q }: { q?: string | undefined }) {
  return (
    <form class="relative" role="search" action="/search" {...suggestForm}>
      <label class="input input-sm">
        <Icon name="search" />
        <Hidden>{t('ui:search.label')}</Hidden>
        <input
          type="search"
          name="q"
          value={q}
          placeholder={t('ui:search.placeholder')}
          data-hotkey="/"
          {...suggestInput}
        />
        <kbd class="kbd" aria-hidden="true">
          /
        </kbd>
      </label>
      <SuggestList />
    </form>
  )
}

const MenuButton = () => (
  <Button kind="ghost" icon="menu" class="f-only-small" label={t('ui:nav.open')} popovertarget="nav" />
)

function ForVisitor() {
  const { path } = useChrome()
  const back = path === '/' ? '' : `?to=${encodeURIComponent(path)}`
  return (
    <>
      <Button kind="ghost" href={`/sign-in${back}`}>
        {t('ui:signIn')}
      </Button>
      <Button kind="tint" href="/join">
        {t('ui:join')}
      </Button>
      <MenuButton />
    </>
  )
}

function ForMember({ viewer }: { viewer: ChromeViewer }) {
  return (
    <>
      <Button kind="tint" class="f-hide-small" href="/questions/new" icon="pencil-line">
        {t('ui:ask')}
      </Button>
      <Letters unread={viewer.messages} />
      <Bell unread={viewer.unread} />
      <MenuButton />
      <a class="f-hide-small f-me" href={memberHref(viewer)}>
        <Avatar person={viewer} size="sm" />
        <Hidden>{t('ui:profile', { name: viewer.name })}</Hidden>
      </a>
    </>
  )
}

function Bell({ unread }: { unread: number }) {
  return (
    <a
      id="bell"
      class="btn btn-ghost btn-square f-bell f-hide-small"
      href="/notifications"
      aria-label={unread > 0 ? t('ui:inbox.label', { count: unread }) : t('ui:inbox.none')}
    >
      <Icon name="inbox" size="lg" />
      {unread > 0 && <b aria-hidden="true">{unread > 99 ? '99+' : unread}</b>}
    </a>
  )
}

/** Messages; on a phone here, too, where the bar below has no room for a sixth. */
function Letters({ unread }: { unread: number }) {
  return (
    <a id="letters" class="btn btn-ghost btn-square f-bell" href="/messages" aria-label={unread > 0 ? t('ui:messages.label', { count: unread }) : t('ui:messages.none')}>
      <Icon name="message-circle" size="lg" />
      {unread > 0 && <b aria-hidden="true">{unread > 99 ? '99+' : unread}</b>}
    </a>
  )
}

/** How much is unread, wherever a page says it. */
export function UnreadNotices() {
  const { viewer } = useChrome()
  const unread = viewer?.unread ?? 0
  return (
    <>
      <Letters unread={viewer?.messages ?? 0} />
      <Bell unread={unread} />
      <BottomCount id="bottom-unread" count={unread} />
    </>
  )
}

const BottomCount = ({ id, count }: { id?: string | undefined; count: number }) => (
  <b id={id} hidden={count === 0}>
    {count}
    <Hidden> {t('ui:row.unread')}</Hidden>
  </b>
)

/** Five places for a thumb. Phone only. */
export function BottomBar({ current }: { current?: string | undefined }) {
  return (
    <Own<OwnChrome>
      alike={({ chrome }) => `bottom ${current} ${looksOf(chrome.viewer!)}`}
      anew={() => <Places current={current} />}
    >
      <Places current={current} />
    </Own>
  )
}

function Places({ current }: { current: string | undefined }) {
  const { viewer } = useChrome()
  const me = viewer ? memberHref(viewer) : '/join'
  const entry = (id: string, href: string, icon: IconName, label: ComponentChildren, count?: number) => (
    <a href={href} aria-current={id === current ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
      {count !== undefined && <BottomCount id="bottom-unread" count={count} />}
    </a>
  )
  return (
    <nav class="f-bottom" aria-label={t('ui:nav.phone')}>
      {entry('home', '/', 'house', t('ui:nav.home'))}
      {entry('search', '/search', 'search', t('ui:search.short'))}
      {entry('ask', '/questions/new', 'pencil-line', t('ui:ask'))}
      {viewer
        ? entry('inbox', '/notifications', 'inbox', t('ui:inbox.short'), viewer.unread)
        : entry('inbox', '/sign-in', 'log-in', t('ui:signIn'))}
      {entry('me', me, 'circle-user-round', viewer ? t('ui:me') : t('ui:join'))}
    </nav>
  )
}
