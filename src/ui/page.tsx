import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Alert } from './alert.tsx'
import { useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import { Document, type DocumentProps } from './document.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { Brand, Nav } from './nav.tsx'
import { Toasts } from './toast.tsx'
import { BottomBar, TopBar } from './top.tsx'

export { Document, type DocumentProps } from './document.tsx'

export interface PageProps extends DocumentProps {
  /** Entry of the navigation: `home`, `questions`, `space:heating`… */
  nav?: string | undefined
  /** Entry of the phone's bottom bar: home, search, ask, inbox, me */
  bottom?: 'home' | 'search' | 'ask' | 'inbox' | 'me' | undefined
  /** Column and rail; `is-wide`: one area up to 1120; `is-one`: a lone column */
  shape?: '' | 'is-wide' | 'is-one' | undefined
  rail?: ComponentChildren
  railLabel?: string | undefined
  /** Without the house: sign-in, set-up, errors */
  bare?: boolean | undefined
  /** At the end of the bare bar */
  bareNote?: ComponentChildren
  /** The page brings its own search field */
  noSearch?: boolean | undefined
  /** What is in the search field */
  q?: string | undefined
  /** Toasts to show at once: the result of the form that led here */
  toasts?: ComponentChildren
  children?: ComponentChildren
}

/** A page of the product: the document, the house around, the column, the rail. */
export function Page(props: PageProps) {
  const { nav, bottom, shape, rail, railLabel, bare, bareNote, noSearch, q, toasts, children, ...document } =
    props
  return (
    <Document {...document}>
      {bare ? (
        <Bare note={bareNote}>{children}</Bare>
      ) : (
        <>
          <div class="f-shell">
            <Nav current={nav} />
            <div class="f-body">
              <TopBar noSearch={noSearch} q={q} />
              <Notice />
              <Columns shape={shape} rail={rail} railLabel={railLabel}>
                {children}
              </Columns>
              <Foot />
            </div>
          </div>
          <BottomBar current={bottom} />
        </>
      )}
      <Toasts>{toasts}</Toasts>
    </Document>
  )
}

function Columns({
  shape,
  rail,
  railLabel,
  children,
}: Pick<PageProps, 'shape' | 'rail' | 'railLabel' | 'children'>) {
  return (
    <div class={cx('f-page', shape)}>
      <main id="main" class="f-main" tabindex={-1}>
        {children}
      </main>
      {rail && (
        <aside class="f-rail" aria-label={railLabel ?? t('ui:rail')}>
          {rail}
        </aside>
      )}
    </div>
  )
}

function Notice() {
  const { notice } = useChrome()
  if (!notice) return null
  return (
    <div class="f-notice">
      <Alert kind={notice.kind}>
        {notice.text}{' '}
        {notice.href && (
          <a class="f-link" href={notice.href}>
            {notice.label ?? t('ui:notice.more')}
          </a>
        )}
      </Alert>
    </div>
  )
}

function Foot() {
  const { footer, development, viewer } = useChrome()
  const links = development ? [...footer, { label: 'ui:foot.design' as const, href: '/design' }] : footer
  return (
    <footer class="f-foot">
      {links.map(({ label, href }) => (
        <a key={href} href={href}>
          {t(label)}
        </a>
      ))}
      {!viewer && <LanguageMenu />}
    </footer>
  )
}

function Bare({ note, children }: { note: ComponentChildren; children: ComponentChildren }) {
  return (
    <>
      <BareTop>{note}</BareTop>
      <main id="main" tabindex={-1}>
        {children}
      </main>
    </>
  )
}

function BareTop({ children }: { children: ComponentChildren }) {
  return (
    <header class="f-bare-top">
      <Brand />
      <div class="ms-auto text-sm text-ink-3">{children}</div>
    </header>
  )
}
