/** Atom feeds (RFC 4287) as text. */
export interface FeedEntry {
  /** The address that never changes, whatever becomes of the title */
  id: string
  /** Address, without the site */
  path: string
  title: string
  author: string
  published: Date
  updated: Date
  html: string
}

export interface Feed {
  title: string
  path: string
  /** The page that this is the feed of */
  page: string
  entries: FeedEntry[]
}

const atomType = 'application/atom+xml; charset=utf-8'

// Readers of feeds ask often; a feed that is minutes old is new enough for them.
export const raw = (feed: Feed, { config }: { config: { baseUrl: string } }) => ({
  type: atomType,
  body: atomOf(feed, config.baseUrl),
  headers: { 'cache-control': 'public, max-age=300' },
})

export function atomOf(feed: Feed, baseUrl: string): string {
  const newest = feed.entries.reduce((at, entry) => (entry.updated > at ? entry.updated : at), new Date(0))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${escaped(baseUrl)}/">
<id>${escaped(baseUrl + feed.path)}</id>
<title>${escaped(feed.title)}</title>
<updated>${newest.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${escaped(baseUrl + feed.path)}"/>
<link rel="alternate" type="text/html" href="${escaped(baseUrl + feed.page)}"/>
${feed.entries.map((entry) => entryOf(entry, baseUrl)).join('\n')}
</feed>
`
}

function entryOf({ id, path, title, author, published, updated, html }: FeedEntry, baseUrl: string): string {
  return `<entry>
<id>${escaped(baseUrl + id)}</id>
<title>${escaped(title)}</title>
<link rel="alternate" type="text/html" href="${escaped(baseUrl + path)}"/>
<author><name>${escaped(author)}</name></author>
<published>${published.toISOString()}</published>
<updated>${updated.toISOString()}</updated>
<content type="html">${escaped(withoutIcons(html))}</content>
</entry>`
}

// Drawings of ours point into our sprite, which a reader of feeds does not have.
const withoutIcons = (html: string) => html.replace(/<svg\b[\s\S]*?<\/svg>/g, '')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// XML forbids most control characters, even written as entities.
const escaped = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (letter) => entities[letter]!)
