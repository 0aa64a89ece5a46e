/**
 * The last gate: whatever the renderer made, only what stands on these lists leaves.
 *
 * Two barriers in one pass. An element without our mark (env.ts) keeps only its plain attributes and is dropped when
 * it is one that only we make. Then sanitize-html checks every tag, attribute, class and address against exact lists.
 */
import sanitizeHtml, { type Attributes, type IOptions, type Tag } from 'sanitize-html'
import { OURS_VALUE } from './env.ts'
import { TOKEN_CLASSES } from './highlight.ts'
import { DRAWINGS } from './icons.ts'
import { type Reader, newReader } from './reading.ts'
import { isForeign, mayLink, mayShow } from './urls.ts'

const PLAIN: Record<string, string[]> = {
  a: ['href', 'title'],
  img: ['src', 'alt', 'title', 'width', 'height'],
  ol: ['start'],
  th: ['scope'],
}
for (const tag of 'p br hr h2 h3 h4 h5 h6 em strong s code blockquote ul li thead tbody tr cite kbd sub sup'.split(
  ' ',
))
  PLAIN[tag] = []
for (const tag of ['pre', 'table', 'td', 'b']) PLAIN[tag] = []

/** Elements that nobody but us has a reason to make. */
const OURS_ONLY = ['div', 'span', 'svg', 'path', 'input']

/** sanitize-html mixes up the end tags when a transformation names a tag that is not allowed, so it must be one that is. */
const NOTHING: Tag = { tagName: 'span', attribs: {} }

const LISTS: IOptions = {
  allowedTags: [...Object.keys(PLAIN), ...OURS_ONLY],
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'download', ...exactly('data-action', 'video#play')],
    img: ['src', 'srcset', 'sizes', 'alt', 'title', 'width', 'height', 'loading', 'decoding', ...exactly('aria-hidden', 'true')],
    ol: ['start'],
    div: [...exactly('tabindex', '0'), ...exactly('role', 'region', 'note'), 'aria-label', ...exactly('data-controller', 'video'), 'data-video-player-value'],
    pre: [...exactly('tabindex', '0'), 'aria-label'],
    th: exactly('scope', 'col'),
    svg: [...exactly('aria-hidden', 'true'), ...exactly('viewbox', '0 0 24 24')],
    path: exactly('d', ...Object.values(DRAWINGS)),
    input: [...exactly('type', 'checkbox'), 'disabled', 'checked', 'aria-label'],
  },
  allowedClasses: {
    a: ['f-mention', 'f-pic', 'is-tall', 'f-file', 'f-link-card'],
    img: ['f-blur', 'f-link-picture'],
    div: ['f-gallery', 'f-shot', 'f-scroll', 'f-callout', 'is-solved', 'is-needs', 'is-danger', 'f-page-card', 'is-video'],
    table: ['table'],
    th: ['n'],
    td: ['n'],
    li: ['f-todo'],
    svg: ['i'],
    span: [...TOKEN_CLASSES, 'f-pic', 'is-tall', 'f-file-note', 'f-link-words', 'f-link-about', 'f-link-site'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // Data only from us: `checked` lets nobody else's through.
  allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  allowProtocolRelative: true,
  nestingLimit: 60,
  parseStyleAttributes: false,
}

export function sanitise(html: string, baseUrl: string): Reader & { html: string } {
  const reader = newReader()
  const clean = sanitizeHtml(html, {
    ...LISTS,
    transformTags: { '*': (tag, attributes) => checked(tag, attributes, baseUrl, reader) },
    textFilter: reader.hear,
    onOpenTag: reader.enter,
    onCloseTag: reader.leave,
  })
  return Object.assign(reader, { html: clean })
}

function checked(tag: string, attributes: Attributes, baseUrl: string, reader: Reader): Tag {
  const ours = attributes.k === OURS_VALUE
  if (!ours && OURS_ONLY.includes(tag)) return NOTHING
  const attribs = ours ? without(attributes, 'k') : only(attributes, PLAIN[tag] ?? [])
  if (tag === 'a' && attribs.class === 'f-link-card') reader.links.add(attribs.href ?? '')
  if (tag === 'a' && !ours) return link(attribs, baseUrl, reader)
  if (tag === 'img') return ours ? ownPicture(attribs, reader) : picture(attribs, reader)
  return { tagName: tag, attribs }
}

function link(attribs: Attributes, baseUrl: string, { links }: Reader): Tag {
  const { href = '' } = attribs
  if (!mayLink(href)) return NOTHING
  links.add(href)
  if (isForeign(href, baseUrl)) attribs.rel = 'nofollow ugc noopener'
  return { tagName: 'a', attribs }
}

function picture({ src = '', alt = '', ...attribs }: Attributes, { images }: Reader): Tag {
  if (!mayShow(src)) return { tagName: 'img', attribs: { alt } }
  images.add(src)
  return { tagName: 'img', attribs: { src, alt, ...attribs, loading: 'lazy', decoding: 'async' } }
}

const BLUR = /^data:image\/webp;base64,[A-Za-z0-9+/]{1,1200}={0,2}$/

function ownPicture(attribs: Attributes, { images }: Reader): Tag {
  const { src = '' } = attribs
  if (BLUR.test(src)) return { tagName: 'img', attribs }
  if (!mayShow(src)) return NOTHING
  // Of a card it is not the writer's own.
  if (attribs.class !== 'f-link-picture') images.add(src)
  return { tagName: 'img', attribs }
}

function exactly(name: string, ...values: string[]) {
  return [{ name, values }]
}

function only(attributes: Attributes, names: string[]): Attributes {
  return Object.fromEntries(
    names.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]!]),
  )
}

function without(attributes: Attributes, name: string): Attributes {
  const { [name]: _gone, ...rest } = attributes
  return rest
}
