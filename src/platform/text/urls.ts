/** Which addresses may stand in a post, and which of them lead away from this site. */

const NOWHERE = 'http://site.invalid/'
const LINKS = new Set(['http:', 'https:', 'mailto:', 'tel:'])
const PICTURES = new Set(['http:', 'https:'])

export const mayLink = (href: string) => mayUse(href, LINKS)
export const mayShow = (src: string) => mayUse(src, PICTURES)

/** Parsed as a browser does, because the browser decides what an address means. */
function mayUse(address: string, schemes: Set<string>) {
  const url = parse(address)
  return url !== undefined && schemes.has(url.protocol) && !(url.username || url.password)
}

/** Hosts are compared whole, never by suffix. */
export function isForeign(href: string, baseUrl: string) {
  const url = parse(href)
  if (!url || url.origin === new URL(NOWHERE).origin) return false
  return url.host !== parse(baseUrl)?.host
}

function parse(address: string): URL | undefined {
  return URL.parse(address, NOWHERE) ?? undefined
}
