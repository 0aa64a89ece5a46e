import type { ComponentChildren } from 'preact'
import { directionOf, t } from '../texts/index.ts'
import { Avatar, type AvatarSize, PersonName } from './avatar.tsx'
import { RoleBadge } from './badge.tsx'
import { useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import { Icon } from './icon.tsx'
import { Meta } from './meta.tsx'
import type { Person } from './person.ts'

export interface BylineProps {
  person: Person
  size?: AvatarSize | undefined
  here?: boolean | undefined
  /** When, and whether edited */
  children?: ComponentChildren
}

/** Who wrote it: face, name, badge; below, when. */
export function Byline({ person, size, here, children }: BylineProps) {
  return (
    <div class="f-by">
      <Avatar person={person} size={size} here={here} />
      <div>
        <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <PersonName person={person} />
          <RoleBadge person={person} />
        </div>
        {children && <p class="text-sm text-ink-3">{children}</p>}
      </div>
    </div>
  )
}

/** Under the title of a question: a small face and one line of facts. */
export function AskedBy({ person, children }: { person: Person; children?: ComponentChildren }) {
  return (
    <div class="flex items-center gap-3 mt-4">
      <Avatar person={person} size="sm" />
      <Meta>
        <PersonName person={person} class="text-ink-2" />
        {children}
      </Meta>
    </div>
  )
}

export interface ProseProps {
  /** From the text pipeline, already made safe. The only door for raw HTML in ui */
  html?: string | undefined
  small?: boolean | undefined
  /** Handle of the author: selected words can be quoted under it */
  quoteBy?: string | undefined
  id?: string | undefined
  /** Of the text; null where nobody can tell */
  lang?: string | null | undefined
  class?: string | undefined
  children?: ComponentChildren
}

/** What people wrote. Data attributes go through. */
export function Prose({ html, small, quoteBy, lang, class: extra, children, ...rest }: ProseProps) {
  const { assets, lang: ofPage } = useChrome()
  const look = {
    class: cx('f-prose', small && '!text-base', extra),
    ...spokenIn(lang, ofPage),
    'data-quote-by': quoteBy,
    ...galleryOf(html, assets.icons),
    ...rest,
  }
  if (html === undefined) return <div {...look}>{children}</div>
  return <div {...look} dangerouslySetInnerHTML={{ __html: withIcons(html, assets.icons) }} />
}

/** What is in the language of the page need not say so. */
const spokenIn = (lang: string | null | undefined, ofPage: string) => (lang ? (lang === ofPage ? {} : { lang, dir: directionOf(lang) }) : { dir: 'auto' as const })

/** Pictures in a text open large, one after the other; without scripts they are links. */
function galleryOf(html: string | undefined, icons: string) {
  if (!html?.includes('class="f-pic')) return {}
  const words = {
    label: t('ui:gallery.label'),
    previous: t('ui:gallery.previous'),
    next: t('ui:gallery.next'),
    close: t('ui:gallery.close'),
    place: t('ui:gallery.place'),
  }
  return { 'data-controller': 'gallery', 'data-gallery-words-value': JSON.stringify(words), 'data-gallery-icons-value': icons }
}

/** Cooked text outlives builds, so it names icons without the file that they are in. */
export const withIcons = (html: string, icons: string) =>
  html.replaceAll('<use href="#i-', `<use href="${icons}#i-`)

export interface PostProps {
  id: string
  /** Who speaks, for the heading that only listeners hear */
  label?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}

export function Post({ id, label, class: extra, children, ...rest }: PostProps) {
  return (
    <article id={id} class={cx('f-post', extra)} aria-label={label} {...rest}>
      {children}
    </article>
  )
}

/** The row of things to do with a post. */
export function PostFoot({
  id,
  class: extra,
  children,
}: {
  id?: string | undefined
  class?: string | undefined
  children: ComponentChildren
}) {
  return (
    <div id={id} class={cx('f-post-foot', extra)}>
      {children}
    </div>
  )
}

export interface AcceptedProps {
  title: ComponentChildren
  /** Who chose it, and for how many it worked */
  note?: ComponentChildren
  id?: string | undefined
  children: ComponentChildren
}

/** The accepted answer, directly under the question. One green box on a page. */
export function Accepted({ title, note, id = 'accepted', children }: AcceptedProps) {
  return (
    <section class="f-accepted" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>
          <Icon name="circle-check" size="lg" />
          {title}
        </h2>
        {note && <span>{note}</span>}
      </header>
      <div class="f-accepted-body">{children}</div>
    </section>
  )
}

export function Comments({ id, children }: { id?: string | undefined; children: ComponentChildren }) {
  return (
    <div id={id} class="f-comments">
      {children}
    </div>
  )
}

export interface CommentProps {
  id: string
  person: Person
  html?: string | undefined
  /** Of the words; null where nobody can tell */
  lang?: string | null | undefined
  when?: ComponentChildren
  /** A menu or small buttons */
  actions?: ComponentChildren
  children?: ComponentChildren
}

export function Comment({ id, person, html, lang, when, actions, children }: CommentProps) {
  const { assets, lang: ofPage } = useChrome()
  const words =
    html === undefined ? (
      <span class="f-faux">{children}</span>
    ) : (
      <span class="f-faux" {...(lang && spokenIn(lang, ofPage))} {...galleryOf(html, assets.icons)} dangerouslySetInnerHTML={{ __html: html }} />
    )
  return (
    <div id={id} class="f-comment">
      <div>
        <PersonName person={person} /> {words}{' '}
        {when && <span class="text-ink-3 whitespace-nowrap">{when}</span>}
      </div>
      {actions}
    </div>
  )
}

/** A post quoted into another place: review, cockpit, inbox. */
export function Quoted({ children }: { children: ComponentChildren }) {
  return <div class="f-quote">{children}</div>
}
