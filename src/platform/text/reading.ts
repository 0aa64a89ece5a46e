/** Listens while the sanitiser works and keeps what a reader would read: the text for search and for the excerpt. */

export type Reader = {
  links: Set<string>
  images: Set<string>
  attachments: () => number
  enter: (tag: string, attributes: Record<string, string>) => void
  leave: (tag: string) => void
  hear: (escaped: string) => string
  text: () => string
  opening: () => string
}

const BLOCKS = new Set('p br hr h2 h3 h4 h5 h6 pre blockquote ul ol li table tr div cite'.split(' '))
const CELLS = new Set(['th', 'td'])
/** What an excerpt leaves out: words of others, code, tables. */
const ASIDE = new Set(['blockquote', 'pre', 'table'])

export function newReader(): Reader {
  let all = ''
  let opening = ''
  let aside = 0
  let cards = 0
  // The words of a card are those of another site: here stands the address, as it was written.
  let isCard = false
  const add = (text: string) => {
    if (isCard) return
    all += text
    if (!aside) opening += text
  }
  return {
    links: new Set(),
    images: new Set(),
    attachments: () => cards,
    enter(tag, attributes) {
      if (BLOCKS.has(tag)) add('\n')
      if (attributes.class === 'f-file') cards++
      if (attributes.class === 'f-link-card') {
        add(attributes.href ?? '')
        isCard = true
      }
      if (tag === 'img' && attributes.alt) add(attributes.alt)
      if (ASIDE.has(tag)) aside++
    },
    leave(tag) {
      if (tag === 'a') isCard = false
      if (ASIDE.has(tag)) aside--
      if (BLOCKS.has(tag)) add('\n')
      else if (CELLS.has(tag)) add(' ')
    },
    hear(escaped) {
      add(unescaped(escaped))
      return escaped
    },
    text: () => tidy(all),
    opening: () => tidy(opening),
  }
}

/** sanitize-html escapes these four and nothing else. */
function unescaped(text: string) {
  if (!text.includes('&')) return text
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

const tidy = (text: string) =>
  text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
