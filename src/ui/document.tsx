import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { useChrome } from './chrome.ts'

export interface DocumentProps {
  title: string
  description?: string | undefined
  /** Path or address of the one true page */
  canonical?: string | undefined
  /** For previews elsewhere */
  image?: string | undefined
  noindex?: boolean | undefined
  feeds?: { href: string; title: string }[] | undefined
  /** schema.org objects */
  structuredData?: object[] | undefined
  /** More for the head. No <style>: the security policy forbids it */
  head?: ComponentChildren
  children?: ComponentChildren
}

/** The whole HTML document. Pages use <Page>; this is for the few that live outside the house. */
export function Document(props: DocumentProps) {
  const { lang, dir, live } = useChrome()
  return (
    <html lang={lang} dir={dir}>
      <Head {...props} />
      <body data-controller="hotkeys" data-hotkeys-close-value={t('ui:close')} data-action="keydown@document->hotkeys#press" data-live-from={live ?? undefined}>
        <a class="btn btn-primary f-skip" href="#main">
          {t('ui:skip')}
        </a>
        {props.children}
      </body>
    </html>
  )
}

// --color-paper of tokens.css: what stands around the page (the bar of the system, the edge of an app) is of the same paper.
const paper = { day: '#faf9f6', night: '#1d1b19' }

function Head({ title, head, feeds = [], structuredData = [], ...about }: DocumentProps) {
  const { assets, community, csrf, lang, viewer } = useChrome()
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title === community.name ? title : `${title} · ${community.name}`}</title>
      <meta name="color-scheme" content="light dark" />
      <link rel="stylesheet" href={assets.css} data-turbo-track="reload" />
      <link rel="stylesheet" href={assets.brand} data-turbo-track="reload" />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/icon-180.png" />
      <link rel="manifest" href="/manifest.webmanifest" />
      <meta name="theme-color" content={paper.day} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={paper.night} media="(prefers-color-scheme: dark)" />
      {/* Another language is another page from the root on: the attribute tells Turbo to load it whole. */}
      <script type="module" src={assets.js} lang={lang} data-turbo-track="reload" />
      <meta name="turbo-refresh-method" content="morph" />
      <meta name="turbo-refresh-scroll" content="preserve" />
      {csrf && <meta name="csrf-token" content={csrf} />}
      <About title={title} {...about} />
      {feeds.map((feed) => (
        <link
          key={feed.href}
          rel="alternate"
          type="application/rss+xml"
          href={feed.href}
          title={feed.title}
        />
      ))}
      {!viewer && structuredData.map((data, index) => <StructuredData key={index} data={data} />)}
      {head}
    </head>
  )
}

/** What search engines and previews read: they come as guests, so pages of members go without most of it. */
function About({ title, description, canonical, image, noindex }: DocumentProps) {
  const { baseUrl, community, lang, viewer } = useChrome()
  const address = canonical && new URL(canonical, baseUrl).href
  const found = (
    <>
      {noindex && <meta name="robots" content="noindex" />}
      {address && <link rel="canonical" href={address} />}
    </>
  )
  if (viewer) return found
  return (
    <>
      {found}
      {description && <meta name="description" content={description} />}
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={community.name} />
      <meta property="og:locale" content={lang.replace('-', '_')} />
      {description && <meta property="og:description" content={description} />}
      {address && <meta property="og:url" content={address} />}
      {image && <meta property="og:image" content={new URL(image, baseUrl).href} />}
    </>
  )
}

/** Data, not a script: `<` is escaped so that no text of a member can end the element. */
function StructuredData({ data }: { data: object }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
